/** Small geometry of the page: the box around a shape, a circle on the ground. */
import type { GeoJSON, Position } from "geojson";
import type { Bounds } from "../read/stylebook.ts";

/** The box around a shape in degrees, or null if it has no coordinates. */
export function boundsOf(shape: GeoJSON | null): Bounds | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lon = NaN, lat = NaN] of positionsOf(shape)) {
    west = Math.min(west, lon);
    east = Math.max(east, lon);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  return west <= east ? [west, south, east, north] : null;
}

/** Whether a point lies in a box, edges included. */
export function inside([west, south, east, north]: Bounds, lon: number, lat: number): boolean {
  return lon >= west && lon <= east && lat >= south && lat <= north;
}

/** A circle around a point as a polygon's ring; good enough for a picture, not for measuring. */
export function circle(lon: number, lat: number, metres: number, corners = 48): Position[] {
  const high = metres / 110_574;
  const wide = metres / (111_320 * Math.cos((lat * Math.PI) / 180));
  return Array.from({ length: corners + 1 }, (_, index) => {
    const angle = (2 * Math.PI * (index % corners)) / corners;
    return [lon + wide * Math.cos(angle), lat + high * Math.sin(angle)];
  });
}

function* positionsOf(shape: GeoJSON | null): Generator<Position> {
  if (!shape) return;
  if (shape.type === "FeatureCollection") for (const feature of shape.features) yield* positionsOf(feature);
  else if (shape.type === "Feature") yield* positionsOf(shape.geometry);
  else if (shape.type === "GeometryCollection") for (const part of shape.geometries) yield* positionsOf(part);
  else yield* flat(shape.coordinates);
}

type Nested = Position | readonly Nested[];

function* flat(nested: Nested): Generator<Position> {
  if (typeof nested[0] === "number") yield nested as Position;
  else for (const part of nested as readonly Nested[]) yield* flat(part);
}
