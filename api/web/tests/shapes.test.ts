import { describe, expect, it } from "vitest";
import { hatchColor } from "../src/map/patterns.ts";
import { metresPerPixel, scaleBar } from "../src/map/scale.ts";
import { boundsOf, circle, inside } from "../src/map/shapes.ts";

describe("the box around a shape", () => {
  it("holds every part", () => {
    const parts: GeoJSON.MultiPolygon = {
      type: "MultiPolygon",
      coordinates: [[[[110, -6], [111, -6], [111, -5.5], [110, -6]]], [[[110.5, -7], [110.6, -7], [110.6, -6.9], [110.5, -7]]]],
    };
    expect(boundsOf(parts)).toEqual([110, -7, 111, -5.5]);
    expect(boundsOf({ type: "Point", coordinates: [110, -6] })).toEqual([110, -6, 110, -6]);
    expect(boundsOf({ type: "GeometryCollection", geometries: [parts] })).toEqual([110, -7, 111, -5.5]);
  });

  it("of nothing is none", () => {
    expect(boundsOf(null)).toBeNull();
    expect(boundsOf({ type: "FeatureCollection", features: [] })).toBeNull();
  });

  it("holds its edges", () => {
    expect(inside([110, -7, 111, -6], 110, -6)).toBe(true);
    expect(inside([110, -7, 111, -6], 109.9, -6.5)).toBe(false);
  });
});

it("a circle is closed and as wide as asked", () => {
  const ring = circle(110.67, -6.59, 1000, 36);
  expect(ring[0]).toEqual(ring.at(-1));
  const box = boundsOf({ type: "Polygon", coordinates: [ring] });
  expect(((box?.[3] ?? 0) - (box?.[1] ?? 0)) * 110.574).toBeCloseTo(2, 2);
});

describe("the scale bar", () => {
  it.each([
    [1, 110, 100],
    [0.5, 110, 50],
    [300, 110, 30_000],
    [19.5, 110, 2000],
  ])("at %d m a pixel in %d pixels is %d m", (perPixel, room, metres) => {
    const bar = scaleBar(perPixel, room);
    expect(bar.metres).toBe(metres);
    expect(bar.width).toBeCloseTo(metres / perPixel);
    expect(bar.width).toBeLessThanOrEqual(room);
  });

  it("knows that the ground shrinks towards the pole", () => {
    expect(metresPerPixel(0, 0)).toBeCloseTo(78_271.517, 2);
    expect(metresPerPixel(10, 60)).toBeCloseTo(metresPerPixel(10, 0) / 2);
  });
});

describe("a pattern's name", () => {
  it.each([
    ["hatch:#a50021", "#a50021"],
    ["hatch-#a50021", "#a50021"],
    ["hatch-nodata", "#7a7a7a"],
    ["rob", null],
    ["hatch:red;", null],
  ])("%s is a hatch of %s", (name, color) => expect(hatchColor(name)).toBe(color));
});
