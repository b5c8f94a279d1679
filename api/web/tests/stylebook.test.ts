import type { LayerSpecification, StyleSpecification } from "maplibre-gl";
import { describe, expect, it } from "vitest";
import { filterOf, NOTHING, ownFont, POSITION, prepared, SELECTED } from "../src/map/prepare.ts";
import { NOTHING_SAID } from "../src/read/link.ts";
import { chosenOf, narrowed, readStyle, shown } from "../src/read/stylebook.ts";

const CHOOSE = {
  field: "jenis",
  title: "Jenis bahaya",
  choices: [
    { value: "banjir", title: "Banjir" },
    { value: "rob", title: "Banjir rob" },
  ],
  value: "banjir",
};
const LEGEND = { title: "Kawasan", field: "kelas", entries: [{ label: "tinggi", color: "#a50021", value: 3 }] };

const layer = (id: string, said: object, rest: object): LayerSpecification =>
  ({ id, source: "kawasan", "source-layer": "kawasan", metadata: { "gis:collection": "kawasan", ...said }, ...rest }) as LayerSpecification;

const STYLE: StyleSpecification = {
  version: 8,
  metadata: {
    "gis:bounds": [110, -7, 111, -5.5],
    "gis:sample": true,
    "gis:groups": [{ id: "SIYAB", title: "SIYAB", layers: ["kawasan", "titik"] }],
  },
  sources: {
    kawasan: { type: "vector", tiles: ["/collections/kawasan/tiles/WebMercatorQuad/{z}/{y}/{x}"], minzoom: 6, attribution: "BPBD" },
    titik: { type: "vector", tiles: ["http://other.test/{z}/{y}/{x}"], attribution: "BPBD" },
  },
  layers: [
    { id: "laut", type: "background" },
    layer("kawasan:fill", { "gis:on": true, "gis:popup": true, "gis:legend": LEGEND, "gis:choose": CHOOSE }, { type: "fill", filter: ["has", "kelas"] }),
    layer("kawasan:hatch", { "gis:on": true, "gis:popup": true }, { type: "fill" }),
    { id: "titik", type: "circle", source: "titik", "source-layer": "titik", metadata: { "gis:collection": "titik", "gis:on": false } },
    layer("kawasan:label", {}, { type: "symbol", minzoom: 11, layout: { "text-field": "a", "text-font": ["Noto Sans Bold"] } }),
  ],
};
const BOOK = readStyle(STYLE);
const MARKS = { selected: NOTHING, position: NOTHING };

describe("the style document", () => {
  it("is read collection by collection", () => {
    const kawasan = BOOK.collections.get("kawasan");
    expect(kawasan?.layers.map(({ id }) => id)).toEqual(["kawasan:fill", "kawasan:hatch", "kawasan:label"]);
    expect(kawasan).toMatchObject({ on: true, popup: true, legend: LEGEND, choose: CHOOSE, minzoom: 6 });
    expect(BOOK).toMatchObject({ bounds: [110, -7, 111, -5.5], sample: true, attributions: ["BPBD"] });
  });

  it("without any words of ours is a map without switches", () => {
    const bare = readStyle({ version: 8, sources: {}, layers: [] });
    expect(bare.groups).toEqual([]);
    expect(bare.collections.size).toBe(0);
    expect(bare.sample).toBe(false);
  });
});

describe("what is shown", () => {
  it("is what the style switches on, until the reader says otherwise", () => {
    expect([...shown(BOOK, { on: null })]).toEqual(["kawasan"]);
    expect([...shown(BOOK, { on: ["titik"] })]).toEqual(["titik"]);
    expect([...shown(BOOK, { on: [] })]).toEqual([]);
  });

  it("keeps the background, which has no switch", () => {
    const land = { ...STYLE, metadata: { "gis:groups": [] } };
    expect([...shown(readStyle(land), { on: [] })]).toEqual(["kawasan"]);
  });

  it("is one kind at a time, an unknown one being the style's", () => {
    expect(chosenOf(CHOOSE, "rob")).toBe("rob");
    expect(chosenOf(CHOOSE, "gempa")).toBe("banjir");
    expect(chosenOf(CHOOSE, undefined)).toBe("banjir");
    expect(narrowed(["has", "kelas"], CHOOSE, "rob")).toEqual(["all", ["has", "kelas"], ["==", ["get", "jenis"], "rob"]]);
    expect(narrowed(undefined, CHOOSE, "rob")).toEqual(["==", ["get", "jenis"], "rob"]);
    expect(narrowed(["has", "kelas"], null, "")).toEqual(["has", "kelas"]);
  });
});

describe("the style made ready", () => {
  const ready = prepared(STYLE, BOOK, { ...NOTHING_SAID, chosen: { kawasan: "rob" } }, MARKS, "http://peta.test/");

  it("has tiles with whole addresses, and leaves those that are whole", () => {
    expect(ready.sources["kawasan"]).toMatchObject({ tiles: ["http://peta.test/collections/kawasan/tiles/WebMercatorQuad/{z}/{y}/{x}"] });
    expect(ready.sources["titik"]).toMatchObject({ tiles: ["http://other.test/{z}/{y}/{x}"] });
  });

  it("hides what is off and filters what is chosen", () => {
    const byId = new Map(ready.layers.map((one) => [one.id, one]));
    expect(byId.get("titik")?.layout?.visibility).toBe("none");
    expect(byId.get("kawasan:hatch")).toMatchObject({ layout: { visibility: "visible" }, filter: ["==", ["get", "jenis"], "rob"] });
    expect(filterOf("kawasan:fill", BOOK, { chosen: {} })).toEqual(["all", ["has", "kelas"], ["==", ["get", "jenis"], "banjir"]]);
  });

  it("draws the outline below the labels and the reader's position above all", () => {
    const ids = ready.layers.map(({ id }) => id);
    expect(ids.indexOf(`${SELECTED}:line`)).toBeLessThan(ids.indexOf("kawasan:label"));
    expect(ids.at(-1)).toBe(`${POSITION}:point`);
  });

  it("leaves the document it was given as it was", () => {
    expect(STYLE.layers[4]).toMatchObject({ layout: { "text-font": ["Noto Sans Bold"] } });
  });

  it("writes in the page's own type, unless the style brings glyphs for another", () => {
    const font = (style: StyleSpecification): unknown =>
      (style.layers.find(({ id }) => id === "kawasan:label")?.layout as Record<string, unknown>)["text-font"];
    expect(font(ready)).toEqual(["Jakarta Bold", "Jakarta"]);
    const other = prepared({ ...STYLE, glyphs: "/glyphs/{fontstack}/{range}" }, BOOK, NOTHING_SAID, MARKS, "http://peta.test/");
    expect(font(other)).toEqual(["Noto Sans Bold"]);
  });

  it.each([
    [["Noto Sans Regular"], ["Jakarta"]],
    [["Open Sans Semibold"], ["Jakarta Bold", "Jakarta"]],
    [["Noto Sans Italic"], ["Jakarta Italic", "Jakarta"]],
    [[], ["Jakarta"]],
  ])("knows %j as %j", (asked, own) => expect(ownFont(asked)).toEqual(own));
});
