/** What the service has said, kept while the page is open; a failed answer is forgotten, so it can be asked again. */
import type { Feature } from "geojson";
import type { FeatureName, Language } from "./link.ts";
import { named, neededFields, type PlaceName, rowsOf, searched } from "./places.ts";
import * as service from "./service.ts";

export type AreaName = (code: string) => string | null;

/** The answers in one language. */
export class Data {
  private readonly kept = new Map<string, Promise<unknown>>();

  constructor(readonly language: Language) {}

  style(): ReturnType<typeof service.style> {
    return this.keep("style", () => service.style(this.language));
  }

  collections(): Promise<readonly service.Collection[]> {
    return this.keep("collections", () => service.collections(this.language));
  }

  schema(collection: string): Promise<service.Schema> {
    return this.keep(`schema/${collection}`, () => service.schema(collection, this.language));
  }

  feature(name: FeatureName): Promise<Feature> {
    return this.keep(`feature/${name.collection}/${name.id}`, () => service.feature(name));
  }

  places(): Promise<readonly PlaceName[]> {
    return this.keep("places", async () => {
      const asked = searched(await this.collections()).map(async (collection) => {
        const { features } = await service.names(collection.id, neededFields(collection));
        return rowsOf(collection, features);
      });
      return named((await Promise.all(asked)).flat());
    });
  }

  /** Names areas by their codes; names none when the list of places cannot be had. */
  async areas(): Promise<AreaName> {
    const [collections, places] = await Promise.all([this.collections(), this.places()]).catch(() => [[], []] as const);
    const areal = new Set(collections.filter(({ area }) => area).map(({ id }) => id));
    const byCode = new Map(places.filter(({ collection }) => areal.has(collection)).map(({ id, name }) => [id, name]));
    return (code) => byCode.get(code) ?? null;
  }

  private keep<Answer>(key: string, ask: () => Promise<Answer>): Promise<Answer> {
    const known = this.kept.get(key) as Promise<Answer> | undefined;
    if (known) return known;
    const asked = ask();
    this.kept.set(key, asked);
    asked.catch(() => this.kept.delete(key));
    return asked;
  }
}
