/** The page on paper: the canvas of a map cannot be printed, so a picture of it is. */
import { byId } from "./dom.ts";

/** Lays out the page for printing, with this picture of the map. */
export function layOut(picture: string): void {
  const printed = byId<HTMLImageElement>("printed");
  printed.src = picture;
  printed.hidden = false;
  byId<HTMLDetailsElement>("credits").open = true;
}

export function putAway(): void {
  byId("printed").hidden = true;
  byId<HTMLDetailsElement>("credits").open = false;
}
