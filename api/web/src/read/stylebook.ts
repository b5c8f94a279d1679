/** What the style document says about the collections: groups, switches, legends, kinds to choose from. */
import type { FilterSpecification, LayerSpecification, StyleSpecification } from "maplibre-gl";
import type { View } from "./link.ts";

export type Bounds = readonly [west: number, south: number, east: number, north: number];

export interface LegendEntry {
  readonly label: string;
  readonly color: string;
  readonly shape?: "fill" | "circle" | "line" | "hatch";
  readonly value?: string | number | null;
  readonly letter?: string;
}

export interface Legend {
  readonly title: string;
  readonly field?: string | null;
  readonly entries: readonly LegendEntry[];
}

/** The kinds of which one at a time is shown. */
export interface Choose {
  readonly field: string;
  readonly title: string;
  readonly choices: readonly { readonly value: string; readonly title: string }[];
  readonly value: string;
}

export interface Group {
  readonly id: string;
  readonly title: string;
  readonly layers: readonly string[];
}

export interface CollectionStyle {
  readonly id: string;
  /** The ids of its style layers, in drawing order, each with the filter that the style gives it. */
  readonly layers: readonly { readonly id: string; readonly filter: FilterSpecification | undefined }[];
  readonly on: boolean;
  readonly popup: boolean;
  readonly legend: Legend | null;
  readonly choose: Choose | null;
  /** The zoom from which something of it is drawn. */
  readonly minzoom: number;
}

export interface StyleBook {
  readonly groups: readonly Group[];
  readonly collections: ReadonlyMap<string, CollectionStyle>;
  readonly bounds: Bounds;
  readonly sample: boolean;
  readonly attributions: readonly string[];
}

/** Reads the style document's own words (`gis:…`). */
export function readStyle(style: StyleSpecification): StyleBook {
  const said = (style.metadata ?? {}) as Record<string, unknown>;
  const byCollection = new Map<string, LayerSpecification[]>();
  for (const layer of style.layers) {
    const id = collectionOf(layer);
    if (id) byCollection.set(id, [...(byCollection.get(id) ?? []), layer]);
  }
  return {
    groups: (said["gis:groups"] as Group[] | undefined) ?? [],
    collections: new Map([...byCollection].map(([id, layers]) => [id, readCollection(id, layers, style)])),
    bounds: (said["gis:bounds"] as Bounds | undefined) ?? [-180, -85, 180, 85],
    sample: said["gis:sample"] === true,
    attributions: attributions(style),
  };
}

/** The collection that a style layer draws, or undefined for the background. */
export function collectionOf(layer: LayerSpecification): string | undefined {
  return (layer.metadata as Record<string, string> | undefined)?.["gis:collection"];
}

/** The collections that are switched on in a view. */
export function shown(book: StyleBook, view: Pick<View, "on">): ReadonlySet<string> {
  const switchable = new Set(book.groups.flatMap((group) => group.layers));
  const isOn = ({ id, on }: CollectionStyle): boolean =>
    view.on && switchable.has(id) ? view.on.includes(id) : on;
  return new Set([...book.collections.values()].filter(isOn).map(({ id }) => id));
}

/** The kind shown of a collection that holds several: the view's where it exists, else the style's. */
export function chosenOf(choose: Choose, asked: string | undefined): string {
  return choose.choices.some(({ value }) => value === asked) ? (asked as string) : choose.value;
}

/** A layer's filter, narrowed to the chosen kind. */
export function narrowed(
  filter: FilterSpecification | undefined,
  choose: Choose | null,
  value: string,
): FilterSpecification | undefined {
  if (!choose) return filter;
  const only = ["==", ["get", choose.field], value] as FilterSpecification;
  return filter === undefined ? only : (["all", filter, only] as FilterSpecification);
}

function readCollection(id: string, layers: readonly LayerSpecification[], style: StyleSpecification): CollectionStyle {
  const said = Object.assign({}, ...[...layers].reverse().map(({ metadata }) => metadata)) as Record<string, unknown>;
  const first = layers[0];
  const source = first && "source" in first ? style.sources[first.source] : undefined;
  const from = source && "minzoom" in source ? (source.minzoom ?? 0) : 0;
  return {
    id,
    layers: layers.map((layer) => ({ id: layer.id, filter: "filter" in layer ? layer.filter : undefined })),
    on: said["gis:on"] === true,
    popup: said["gis:popup"] === true,
    legend: (said["gis:legend"] as Legend | undefined) ?? null,
    choose: (said["gis:choose"] as Choose | undefined) ?? null,
    minzoom: Math.max(from, Math.min(...layers.map((layer) => layer.minzoom ?? 0))),
  };
}

function attributions(style: StyleSpecification): string[] {
  const said = Object.values(style.sources).map((source) =>
    "attribution" in source && typeof source.attribution === "string" ? source.attribution : "",
  );
  return [...new Set(said)].filter((text) => text !== "");
}
