/** What lies under the finger. */
import type { FeatureName } from "./link.ts";
import type { Collection } from "./service.ts";

/** One feature under the finger, as its tile has it. */
export interface Hit extends FeatureName {
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface Spot {
  readonly lon: number;
  readonly lat: number;
}

/** What one looks for first: dots, then what a theme says of the place, then the areas from small to large. */
export function ranked(hits: readonly Hit[], titles: ReadonlyMap<string, Collection>): Hit[] {
  const rank = ({ collection }: Hit): number => {
    const { shape, area } = titles.get(collection) ?? {};
    if (shape === "point") return 0;
    return area ? 100 - area : 1;
  };
  return [...hits].sort((one, other) => rank(one) - rank(other));
}
