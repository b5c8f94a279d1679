/** The scale bar: a round length on the ground and how wide it is on the screen. */

const EQUATOR_M = 40_075_016.686;
const TILE_PX = 512;

/** Metres on the ground that one pixel of the screen shows, in the middle of the map. */
export function metresPerPixel(zoom: number, lat: number): number {
  return (EQUATOR_M * Math.cos((lat * Math.PI) / 180)) / (TILE_PX * 2 ** zoom);
}

/** The longest of 1, 2, 3, 5, 10, … metres that fits in `room` pixels, with its width in pixels. */
export function scaleBar(perPixel: number, room: number): { readonly metres: number; readonly width: number } {
  const most = perPixel * room;
  const power = 10 ** Math.floor(Math.log10(most));
  const step = [5, 3, 2].find((times) => times * power <= most) ?? 1;
  return { metres: step * power, width: (step * power) / perPixel };
}
