/** The places that can be looked for by name: every feature of the collections that say how they are searched. */
import { type Collection, names } from "./service.ts";
import type { FeatureName } from "./link.ts";
import type { Named } from "./match.ts";

export interface PlaceName extends FeatureName, Named {
  /** What it is, in the reader's language: the collection's title. */
  readonly title: string;
  /** The name of the area around it, if its code tells. */
  readonly within: string | null;
}

interface Row {
  readonly collection: Collection;
  readonly id: string;
  readonly name: string;
  readonly code: string | null;
}

/** Reads the names of all searchable collections: areas first, the larger before the smaller. */
export async function readPlaces(collections: readonly Collection[]): Promise<PlaceName[]> {
  const searched = collections
    .filter(({ search }) => search !== undefined && search.length > 0)
    .sort((one, other) => (one.area ?? 9) - (other.area ?? 9));
  const rows = await Promise.all(searched.map(rowsOf));
  return named(rows.flat());
}

async function rowsOf(collection: Collection): Promise<Row[]> {
  const [field = ""] = collection.search ?? [];
  const code = collection.area ? [] : ["kode"];
  const { features } = await names(collection.id, [field, ...code]);
  return features.map(({ id, properties }) => ({
    collection,
    id: String(id),
    name: String(properties?.[field] ?? ""),
    code: collection.area ? String(id) : ((properties?.["kode"] as string | null | undefined) ?? null),
  }));
}

/** Gives each row the name of the area one step above its code, or of the area that its code names. */
export function named(rows: readonly Row[]): PlaceName[] {
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
