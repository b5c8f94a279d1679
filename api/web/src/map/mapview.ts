/** The map itself: the only module that speaks to MapLibre. Loaded on its own, after the page's frame stands. */
import type { GeoJSON } from "geojson";
import { type GeoJSONSource, Map as Maplibre, type MapGeoJSONFeature, type PaddingOptions, prewarm, setWorkerUrl, type StyleSpecification } from "maplibre-gl";
import type { Hit, Spot } from "../read/hits.ts";
import type { Position, View } from "../read/link.ts";
import { type Bounds, collectionOf, shown, type StyleBook } from "../read/stylebook.ts";
import { hatchColor, hatchPicture } from "./patterns.ts";
import { filterOf, type Marks, NOTHING, POSITION, prepared, SELECTED } from "./prepare.ts";
import { circle } from "./shapes.ts";

/** What the map tells the page. */
export interface MapEvents {
  readonly moved: (position: Position) => void;
  readonly pressed: (hits: readonly Hit[], spot: Spot) => void;
  readonly asked: (spot: Spot) => void;
  /** Whether some tile of the present view could not be fetched. */
  readonly troubled: (isTroubled: boolean) => void;
  readonly state: (state: "busy" | "idle") => void;
}

export interface Start {
  readonly container: HTMLElement;
  readonly label: string;
  readonly style: StyleSpecification;
  readonly book: StyleBook;
  readonly view: View;
  readonly root: string;
  readonly room: PaddingOptions;
  readonly events: MapEvents;
}

const REACH_FINGER_PX = 14;
const REACH_MOUSE_PX = 5;
const CLOSEST_ZOOM = 15;
const BEYOND = 0.9;

// The workers start while the style is still on its way.
setWorkerUrl(workerUrl());
prewarm();

export class MapView {
  private readonly map: Maplibre;
  private book: StyleBook;
  private view: View;
  private readonly marks: { -readonly [Name in keyof Marks]: GeoJSON } = { selected: NOTHING, position: NOTHING };
  private readonly failed = new Set<string>();

  constructor(private readonly start: Start) {
    this.book = start.book;
    this.view = start.view;
    const { position } = start.view;
    this.map = new Maplibre({
      container: start.container,
      style: this.ready(start.style),
      ...(position
        ? { center: [position.lon, position.lat], zoom: position.zoom }
        : { bounds: corners(start.book.bounds), fitBoundsOptions: { padding: start.room } }),
      maxBounds: corners(widened(start.book.bounds, BEYOND)),
      minZoom: 6,
      maxZoom: 19,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      attributionControl: false,
      maplibreLogo: false,
      fadeDuration: calm() ? 0 : 160,
      locale: { "Map.Title": start.label },
      canvasContextAttributes: { antialias: false },
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.keyboard.disableRotation();
    this.map.setMissingStyleImageResolver((name) => this.draw(name));
    this.listen();
  }

  /** Shows another choice of collections and kinds, without fetching what is there already. */
  show(view: View): void {
    this.view = view;
    this.busy();
    const on = shown(this.book, view);
    for (const collection of this.book.collections.values()) {
      for (const { id } of collection.layers) {
        if (!this.map.getLayer(id)) continue;
        this.map.setLayoutProperty(id, "visibility", on.has(collection.id) ? "visible" : "none");
        if (collection.choose) this.map.setFilter(id, filterOf(id, this.book, view) ?? null);
      }
    }
  }

  /** Takes the same style in another language. */
  restyle(style: StyleSpecification, book: StyleBook, label: string): void {
    this.book = book;
    this.map.setStyle(this.ready(style), { diff: true });
    this.map.getCanvas().setAttribute("aria-label", label);
  }

  outline(shape: GeoJSON | null): void {
    this.mark("selected", SELECTED, shape ?? NOTHING);
  }

  /** Shows where the reader is, with the circle in which that is true. */
  markPosition({ lon, lat }: Spot, accuracy: number): void {
    this.mark("position", POSITION, {
      type: "FeatureCollection",
      features: [
        { type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates: [circle(lon, lat, accuracy)] } },
        { type: "Feature", properties: {}, geometry: { type: "Point", coordinates: [lon, lat] } },
      ],
    });
  }

  fit(bounds: Bounds, room: PaddingOptions, closest = CLOSEST_ZOOM): void {
    this.map.fitBounds(corners(bounds), { padding: room, maxZoom: closest, duration: calm() ? 0 : 900 });
  }

  go({ zoom, lat, lon }: Position, padding?: PaddingOptions): void {
    this.map.easeTo({ center: [lon, lat], zoom, duration: calm() ? 0 : 600, ...(padding ? { padding } : {}) });
  }

  zoomBy(steps: number): void {
    this.map.easeTo({ zoom: this.map.getZoom() + steps, duration: calm() ? 0 : 250 });
  }

  /** Moves just enough that a spot is not hidden below the card. */
  uncover({ lon, lat }: Spot, room: Required<PaddingOptions>): void {
    const point = this.map.project([lon, lat]);
    const { clientWidth: width, clientHeight: height } = this.map.getContainer();
    const right = Math.max(0, point.x - (width - room.right)) + Math.min(0, point.x - room.left);
    const down = Math.max(0, point.y - (height - room.bottom)) + Math.min(0, point.y - room.top);
    if (right !== 0 || down !== 0) this.map.panBy([right, down], { duration: calm() ? 0 : 300 });
  }

  /** Asks again for the tiles that could not be fetched. */
  retry(): void {
    const sources = [...this.failed];
    this.failed.clear();
    this.start.events.troubled(false);
    for (const source of sources) if (this.map.getSource(source)) this.map.refreshTiles(source);
  }

  focus(): void {
    this.map.getCanvas().focus();
  }

  resize(): void {
    this.map.resize();
  }

  get position(): Position {
    const { lng: lon, lat } = this.map.getCenter();
    return { zoom: this.map.getZoom(), lat, lon };
  }

  /** The present picture, for printing. */
  picture(): string {
    this.map.redraw();
    return this.map.getCanvas().toDataURL("image/png");
  }

  private ready(style: StyleSpecification): StyleSpecification {
    return prepared(style, this.book, this.view, this.marks, this.start.root);
  }

  private mark(name: keyof Marks, source: string, shape: GeoJSON): void {
    this.marks[name] = shape;
    this.map.getSource<GeoJSONSource>(source)?.setData(shape);
  }

  /** Says that the map is at work, and asks for a frame, after which it says that it is idle even if nothing changed. */
  private busy(): void {
    this.start.events.state("busy");
    this.map.triggerRepaint();
  }

  private draw(name: string): void {
    const color = hatchColor(name);
    const scale = Math.min(2, Math.ceil(window.devicePixelRatio));
    const picture = color === null ? null : hatchPicture(color, scale);
    if (picture && !this.map.hasImage(name)) this.map.addImage(name, picture, { pixelRatio: scale });
  }

  private listen(): void {
    const { events } = this.start;
    this.map.on("click", ({ point, lngLat, originalEvent }) => {
      const finger = "pointerType" in originalEvent && originalEvent.pointerType === "touch";
      events.pressed(this.hits(point.x, point.y, finger ? REACH_FINGER_PX : REACH_MOUSE_PX), spot(lngLat));
    });
    this.map.on("contextmenu", ({ lngLat }) => events.asked(spot(lngLat)));
    this.map.on("moveend", () => events.moved(this.position));
    for (const busy of ["movestart", "dataloading", "styledata"] as const) this.map.on(busy, () => this.busy());
    this.map.on("idle", () => events.state("idle"));
    this.map.on("error", (event) => {
      const source = (event as { sourceId?: string }).sourceId;
      if (source === undefined) return console.error(event.error);
      this.failed.add(source);
      events.troubled(true);
    });
    this.map.getCanvas().addEventListener("keydown", (event) => this.key(event));
  }

  /** The keyboard's finger is the middle of the map. */
  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const middle = spot(this.map.getCenter());
    const point = this.map.project([middle.lon, middle.lat]);
    if (event.key === "Enter") this.start.events.pressed(this.hits(point.x, point.y, REACH_MOUSE_PX), middle);
    else if (event.key === "i" || event.key === "?") this.start.events.asked(middle);
    else return;
    event.preventDefault();
  }

  /** What is drawn at a point of the screen: the dots within reach, nearest first, then areas from the top down. */
  private hits(x: number, y: number, reach: number): Hit[] {
    const layers = [...this.book.collections.values()]
      .filter(({ popup }) => popup)
      .flatMap(({ layers: own }) => own.map(({ id }) => id))
      .filter((id) => this.map.getLayer(id));
    const around = this.map.queryRenderedFeatures([[x - reach, y - reach], [x + reach, y + reach]], { layers });
    const exact = new Set(this.map.queryRenderedFeatures([x, y], { layers }).map((found) => `${found.layer.id}/${found.id}`));
    const found = new Map<string, Hit>();
    const away = (feature: MapGeoJSONFeature): number => this.away(feature, x, y) ?? reach;
    for (const feature of around.sort((one, other) => away(one) - away(other))) {
      const collection = collectionOf(feature.layer);
      const isNear = feature.layer.type === "circle" || exact.has(`${feature.layer.id}/${feature.id}`);
      if (!collection || feature.id === undefined || !isNear) continue;
      const hit = { collection, id: String(feature.id), properties: feature.properties };
      const key = `${collection}/${feature.id}`;
      if (!found.has(key)) found.set(key, hit);
    }
    return [...found.values()];
  }

  /** How many pixels a dot is from a point of the screen; null for what is no dot. */
  private away({ geometry }: MapGeoJSONFeature, x: number, y: number): number | null {
    if (geometry.type !== "Point") return null;
    const [lon = 0, lat = 0] = geometry.coordinates;
    const point = this.map.project([lon, lat]);
    return Math.hypot(point.x - x, point.y - y);
  }
}

function workerUrl(): string {
  const link = document.querySelector<HTMLLinkElement>("link#map-worker");
  if (!link) throw new Error("The page does not name the map's worker");
  return link.href;
}

function calm(): boolean {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}

function spot({ lng, lat }: { readonly lng: number; readonly lat: number }): Spot {
  return { lon: lng, lat };
}

function corners([west, south, east, north]: Bounds): [[number, number], [number, number]] {
  return [[west, south], [east, north]];
}

function widened([west, south, east, north]: Bounds, degrees: number): Bounds {
  return [west - degrees, south - degrees, east + degrees, north + degrees];
}
