/** Asking the service: typed answers, a time limit, and errors that say whether asking again may help. */
import type { Feature, FeatureCollection } from "geojson";
import type { StyleSpecification } from "maplibre-gl";
import type { FeatureName, Language } from "./link.ts";
import type { FieldSchema } from "./values.ts";

/** The service's root: the page is served one level below it. */
export const ROOT = new URL("../", new URL(import.meta.env.BASE_URL, document.baseURI)).href;

const PATIENCE_MS = 20_000;

export class ServiceError extends Error {
  /** `status` 0: no answer at all. `detail`: the service's own sentence, if it gave one. */
  constructor(
    readonly status: number,
    readonly detail: string | null,
  ) {
    super(detail ?? `status ${status}`);
    this.name = "ServiceError";
  }
}

export interface Collection {
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  readonly owner?: string;
  readonly contoh?: boolean;
  readonly shape?: "point" | "line" | "polygon";
  /** The fields by which a person looks for a feature; absent or empty: it is not searched. */
  readonly search?: readonly string[];
  /** For administrative areas, how many parts their code has. */
  readonly area?: number | null;
  /** The field with the code of the area that a feature lies in, if there is one. */
  readonly within?: string | null;
}

export interface Schema {
  readonly title?: string;
  readonly properties: Readonly<Record<string, FieldSchema>>;
}

export interface AtPoint {
  readonly tempat: { readonly desa?: Place | null; readonly kecamatan?: Place | null } | null;
  readonly bahaya: readonly HazardHere[];
  readonly evakuasi: readonly Shelter[];
}

export interface Place {
  readonly kode: string;
  readonly nama: string;
}

export interface HazardHere {
  readonly jenis: string;
  readonly title?: string;
  readonly kelas?: number | null;
  readonly kelas_title?: string | null;
  readonly status: "terpapar" | "tidak_terpapar" | "tidak_ada_data";
  readonly sumber?: string | null;
  readonly tanggal?: string | null;
}

export interface Shelter {
  readonly nama: string;
  readonly jenis?: string | null;
  readonly jarak_m: number;
  readonly lon: number;
  readonly lat: number;
}

/** The style document of the map, in a language. */
export function style(language: Language): Promise<StyleSpecification> {
  return ask(`styles/peta?lang=${language}&f=json`);
}

export async function collections(language: Language): Promise<readonly Collection[]> {
  const answer = await ask<{ collections: readonly Collection[] }>(`collections?f=json&lang=${language}`);
  return answer.collections;
}

export function schema(collection: string, language: Language): Promise<Schema> {
  return ask(`collections/${encodeURIComponent(collection)}/schema?f=json&lang=${language}`);
}

export function feature({ collection, id }: FeatureName): Promise<Feature> {
  return ask(`collections/${encodeURIComponent(collection)}/items/${encodeURIComponent(id)}?f=json`);
}

/** Every feature's named properties, without geometry; at most the service's largest page. */
export function names(collection: string, properties: readonly string[]): Promise<FeatureCollection> {
  const only = properties.map(encodeURIComponent).join(",");
  return ask(`collections/${encodeURIComponent(collection)}/items?f=json&limit=1000&skipGeometry=true&properties=${only}`);
}

export function atPoint(lon: number, lat: number, language: Language): Promise<AtPoint> {
  const body = JSON.stringify({ inputs: { lon, lat } });
  const headers = { "content-type": "application/json" };
  return ask(`processes/at-point/execution?lang=${language}`, { method: "POST", body, headers });
}

/** The address at which people read a collection, or one feature of it, as a page. */
export function pageOf(collection?: string, id?: string): string {
  const parts = ["collections", ...(collection ? [collection] : []), ...(id ? ["items", id] : [])];
  return `${ROOT}${parts.map(encodeURIComponent).join("/")}?f=html`;
}

async function ask<Answer>(path: string, init: RequestInit = {}): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(ROOT + path, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) });
    if (response.ok) return (await response.json()) as Answer;
  } catch (error) {
    if (error instanceof SyntaxError) throw error;
    throw new ServiceError(0, null);
  }
  throw new ServiceError(response.status, await detailOf(response));
}

async function detailOf(response: Response): Promise<string | null> {
  const problem = (await response.json().catch(() => null)) as { detail?: unknown } | null;
  return typeof problem?.detail === "string" ? problem.detail : null;
}
