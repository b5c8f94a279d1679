/**
 * The part of the address after `#`: everything that reopens the same view.
 *
 *   #peta=9.35/-6.61230/110.77120&lapis=desa,bahaya&pilih=bahaya:rob&lihat=desa/33.20.06.1001&bahasa=en
 *
 * Its words are a contract: links are printed, mailed and kept. What is absent is left to the map's defaults,
 * and what cannot be read is ignored, so that half a link still opens a map.
 */

export type Language = "id" | "en";

export interface Position {
  readonly zoom: number;
  readonly lat: number;
  readonly lon: number;
}

export interface FeatureName {
  readonly collection: string;
  readonly id: string;
}

export interface View {
  /** Where the map looks; null: the whole regency. */
  readonly position: Position | null;
  /** The collections switched on; null: those that the style switches on. */
  readonly on: readonly string[] | null;
  /** The kind shown of a collection that holds several, by collection. */
  readonly chosen: Readonly<Record<string, string>>;
  readonly feature: FeatureName | null;
  /** null: the language remembered, else Indonesian. */
  readonly language: Language | null;
}

export const NOTHING_SAID: View = { position: null, on: null, chosen: {}, feature: null, language: null };

/** Reads a view from a hash, with or without its `#`; the empty hash is `NOTHING_SAID`. */
export function readLink(hash: string): View {
  const said = new URLSearchParams(hash.replace(/^#/, ""));
  const on = said.get("lapis");
  const language = said.get("bahasa");
  return {
    position: readPosition(said.get("peta")),
    on: on === null ? null : on.split(",").filter((name) => name !== ""),
    chosen: readChosen(said.get("pilih")),
    feature: readFeature(said.get("lihat")),
    language: language === "id" || language === "en" ? language : null,
  };
}

/** Writes a view as a hash with its `#`; `NOTHING_SAID` is the empty text. */
export function writeLink(view: View): string {
  const parts: string[] = [];
  const say = (name: string, value: string): void => void parts.push(`${name}=${readable(value)}`);
  const { position, on, chosen, feature, language } = view;
  if (position) say("peta", writePosition(position));
  if (on) say("lapis", on.join(","));
  const pairs = Object.entries(chosen).map(([collection, value]) => `${collection}:${value}`);
  if (pairs.length > 0) say("pilih", pairs.join(","));
  if (feature) say("lihat", `${feature.collection}/${feature.id}`);
  if (language) say("bahasa", language);
  return parts.length === 0 ? "" : `#${parts.join("&")}`;
}

/** Whether two views have the same feature open. */
export function sameFeature(one: FeatureName | null, other: FeatureName | null): boolean {
  return one?.collection === other?.collection && one?.id === other?.id;
}

function readPosition(text: string | null): Position | null {
  const [zoom, lat, lon, ...rest] = (text ?? "").split("/").map((part) => (part.trim() === "" ? NaN : Number(part)));
  if (zoom === undefined || lat === undefined || lon === undefined || rest.length > 0) return null;
  const possible = zoom >= 0 && zoom <= 24 && Math.abs(lat) <= 85 && Math.abs(lon) <= 180;
  return possible ? { zoom, lat, lon } : null;
}

function writePosition({ zoom, lat, lon }: Position): string {
  return `${Number(zoom.toFixed(2))}/${lat.toFixed(5)}/${lon.toFixed(5)}`;
}

function readChosen(text: string | null): Record<string, string> {
  const chosen: Record<string, string> = {};
  for (const pair of (text ?? "").split(",")) {
    const [collection, value] = pair.split(":");
    if (collection && value) chosen[collection] = value;
  }
  return chosen;
}

function readFeature(text: string | null): FeatureName | null {
  const slash = (text ?? "").indexOf("/");
  if (text === null || slash < 1 || slash === text.length - 1) return null;
  return { collection: text.slice(0, slash), id: text.slice(slash + 1) };
}

/** Escapes what a hash must escape, and leaves the signs that keep a link readable. */
function readable(value: string): string {
  return encodeURIComponent(value).replace(/%2F/g, "/").replace(/%2C/g, ",").replace(/%3A/g, ":");
}
