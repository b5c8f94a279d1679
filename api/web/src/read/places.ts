/** The places that can be looked for by name: every feature of the collections that say how they are searched. */
import type { Feature } from "geojson";
import type { FeatureName } from "./link.ts";
import type { Named } from "./match.ts";
import type { Collection } from "./service.ts";

export interface PlaceName extends FeatureName, Named {
  /** What it is, in the reader's language: the collection's title. */
  readonly title: string;
  /** The name of the area around it, if its code tells. */
  readonly within: string | null;
}

export interface PlaceRow {
  readonly collection: Collection;
  readonly id: string;
  readonly name: string;
  readonly code: string | null;
}

/** The collections that are searched: areas first, the larger before the smaller. */
export function searched(collections: readonly Collection[]): Collection[] {
  return collections
    .filter(({ search }) => search !== undefined && search.length > 0)
    .sort((one, other) => (one.area ?? Infinity) - (other.area ?? Infinity) || 0);
}

/** The fields that a place's entry needs of its feature: its name, and the code of the area around it. */
export function neededFields({ search = [], within }: Collection): string[] {
  return [...search.slice(0, 1), ...(within ? [within] : [])];
}

export function rowsOf(collection: Collection, features: readonly Feature[]): PlaceRow[] {
  const { search: [field = ""] = [], area, within } = collection;
  return features.map(({ id, properties }) => ({
    collection,
    id: String(id),
    name: String(properties?.[field] ?? ""),
    code: area ? String(id) : within ? ((properties?.[within] as string | null | undefined) ?? null) : null,
  }));
}

/** Gives each row the name of the area one step above its code, or of the area that its code names. */
export function named(rows: readonly PlaceRow[]): PlaceName[] {
  const areas = new Map(rows.filter(({ collection }) => collection.area).map(({ id, name }) => [id, name]));
  return rows
    .filter(({ name }) => name !== "")
    .map(({ collection, id, name, code }) => ({
      collection: collection.id,
      id,
      name,
      title: collection.title,
      within: areaName(collection.area ? above(code) : code, areas),
    }));
}

function areaName(code: string | null, areas: ReadonlyMap<string, string>): string | null {
  return code === null ? null : (areas.get(code) ?? null);
}

function above(code: string | null): string | null {
  const parts = code?.split(".") ?? [];
  return parts.length < 2 ? null : parts.slice(0, -1).join(".");
}
