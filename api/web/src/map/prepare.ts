/** The service's style document, made ready for this page: what is shown, in which type, with the page's own marks. */
import type { GeoJSON } from "geojson";
import type { LayerSpecification, SourceSpecification, StyleSpecification } from "maplibre-gl";
import type { View } from "../read/link.ts";
import { chosenOf, collectionOf, narrowed, shown, type StyleBook } from "../read/stylebook.ts";

/** The page's own sources, which no collection may be named like. */
export const SELECTED = "page:selected";
export const POSITION = "page:position";

export const NOTHING: GeoJSON = { type: "FeatureCollection", features: [] };

const ACCENT = "#0b5c6b";

export interface Marks {
  readonly selected: GeoJSON;
  readonly position: GeoJSON;
}

/** The whole style to hand to the map. */
export function prepared(style: StyleSpecification, book: StyleBook, view: View, marks: Marks, root: string): StyleSpecification {
  const on = shown(book, view);
  const layers = style.layers.map((layer) => ready(layer, book, view, on, style.glyphs !== undefined));
  const labels = layers.findIndex(({ type }) => type === "symbol");
  const at = labels < 0 ? layers.length : labels;
  return {
    ...style,
    sources: { ...absolute(style.sources, root), ...ownSources(marks) },
    layers: [...layers.slice(0, at), ...OUTLINE, ...layers.slice(at), ...POINTS],
  };
}

/** The family and weight of the page's own type for what a style asks for: "Noto Sans Bold" is our bold. */
export function ownFont(asked: readonly string[]): string[] {
  const first = asked[0] ?? "";
  const weight = /extra ?bold|black|heavy|bold/i.test(first) ? " Bold" : /medium|semi/i.test(first) ? " Medium" : "";
  const slant = /italic|oblique/i.test(first) ? " Italic" : "";
  return weight + slant === "" ? ["Jakarta"] : [`Jakarta${weight}${slant}`, "Jakarta"];
}

function ready(
  layer: LayerSpecification,
  book: StyleBook,
  view: View,
  on: ReadonlySet<string>,
  hasGlyphs: boolean,
): LayerSpecification {
  const id = collectionOf(layer);
  const collection = id === undefined ? undefined : book.collections.get(id);
  const made = { ...layer, layout: { ...layer.layout } } as LayerSpecification & { layout: Record<string, unknown> };
  if (collection) {
    made.layout["visibility"] = on.has(collection.id) ? "visible" : "none";
    const filter = filterOf(layer.id, book, view);
    if (filter !== undefined && made.type !== "background") Object.assign(made, { filter });
  }
  const font = made.layout["text-font"];
  if (!hasGlyphs && made.type === "symbol") made.layout["text-font"] = ownFont(isNames(font) ? font : []);
  return made;
}

/** The filter that a style layer has in a view. */
export function filterOf(layerId: string, book: StyleBook, view: Pick<View, "chosen">) {
  for (const { id, layers, choose } of book.collections.values()) {
    const layer = layers.find((known) => known.id === layerId);
    if (layer) return narrowed(layer.filter, choose, choose ? chosenOf(choose, view.chosen[id]) : "");
  }
  return undefined;
}

function isNames(font: unknown): font is string[] {
  return Array.isArray(font) && font.every((name) => typeof name === "string");
}

/** Tiles are fetched by a worker, to which an address without its origin means nothing. */
function absolute(sources: StyleSpecification["sources"], root: string): Record<string, SourceSpecification> {
  const whole = (tile: string): string => (/^\w+:/.test(tile) ? tile : root.replace(/\/$/, "") + tile);
  return Object.fromEntries(
    Object.entries(sources).map(([id, source]) => [
      id,
      "tiles" in source && source.tiles ? { ...source, tiles: source.tiles.map(whole) } : source,
    ]),
  );
}

function ownSources(marks: Marks): Record<string, SourceSpecification> {
  return {
    [SELECTED]: { type: "geojson", data: marks.selected },
    [POSITION]: { type: "geojson", data: marks.position },
  };
}

const OUTLINE: LayerSpecification[] = [
  {
    id: `${SELECTED}:halo`,
    type: "line",
    source: SELECTED,
    layout: { "line-join": "round" },
    paint: { "line-color": "#ffffff", "line-width": 6, "line-opacity": 0.9 },
  },
  {
    id: `${SELECTED}:line`,
    type: "line",
    source: SELECTED,
    layout: { "line-join": "round" },
    paint: { "line-color": ACCENT, "line-width": 2.75 },
  },
];

const POINTS: LayerSpecification[] = [
  {
    id: `${SELECTED}:point`,
    type: "circle",
    source: SELECTED,
    filter: ["==", ["geometry-type"], "Point"],
    paint: {
      "circle-radius": 13,
      "circle-color": "rgba(255, 255, 255, 0.15)",
      "circle-stroke-color": ACCENT,
      "circle-stroke-width": 3,
    },
  },
  {
    id: `${POSITION}:area`,
    type: "fill",
    source: POSITION,
    filter: ["==", ["geometry-type"], "Polygon"],
    paint: { "fill-color": "#1c6fd1", "fill-opacity": 0.13 },
  },
  {
    id: `${POSITION}:point`,
    type: "circle",
    source: POSITION,
    filter: ["==", ["geometry-type"], "Point"],
    paint: {
      "circle-radius": 7.5,
      "circle-color": "#1c6fd1",
      "circle-stroke-color": "#ffffff",
      "circle-stroke-width": 3,
    },
  },
];
