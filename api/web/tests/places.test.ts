import { describe, expect, it } from "vitest";
import { named, neededFields, rowsOf, searched } from "../src/read/places.ts";
import type { Collection } from "../src/read/service.ts";
import { ranked } from "../src/read/hits.ts";

const DESA: Collection = { id: "desa", title: "Desa", search: ["nama"], area: 4, shape: "polygon" };
const KECAMATAN: Collection = { id: "kecamatan", title: "Kecamatan", search: ["nama"], area: 3, shape: "polygon" };
const WISATA: Collection = { id: "wisata", title: "Wisata", search: ["nama"], within: "kode", shape: "point" };
const JALUR: Collection = { id: "jalur", title: "Jalur", search: ["nama"], within: null, shape: "polygon" };
const KAJIAN: Collection = { id: "kajian", title: "Kajian", shape: "polygon" };

const row = (id: string, nama: string, kode?: string) =>
  ({ type: "Feature", id, geometry: null, properties: { nama, kode } }) as unknown as GeoJSON.Feature;

describe("places", () => {
  it("are of the collections that are searched, larger areas first", () => {
    expect(searched([WISATA, DESA, KAJIAN, KECAMATAN])).toEqual([KECAMATAN, DESA, WISATA]);
    expect(searched([])).toEqual([]);
  });

  it("say which area they lie in", () => {
    const rows = [
      ...rowsOf(KECAMATAN, [row("33.20.06", "Jepara")]),
      ...rowsOf(DESA, [row("33.20.06.1001", "Panggang")]),
      ...rowsOf(WISATA, [row("w-1", "Pantai Kartini", "33.20.06.1001"), row("w-2", "Pulau Panjang")]),
    ];
    expect(named(rows).map(({ name, within }) => [name, within])).toEqual([
      ["Jepara", null],
      ["Panggang", "Jepara"],
      ["Pantai Kartini", "Panggang"],
      ["Pulau Panjang", null],
    ]);
  });

  it("that lie in no area are found by their name alone", () => {
    const [found] = named(rowsOf(JALUR, [row("1", "Jalur IA", "33.20.06.1001")]));
    expect([found?.name, found?.within]).toEqual(["Jalur IA", null]);
  });

  it("ask for the name, and for the area's code where the collection says which field has it", () => {
    expect(neededFields(DESA)).toEqual(["nama"]);
    expect(neededFields(WISATA)).toEqual(["nama", "kode"]);
    expect(neededFields(JALUR)).toEqual(["nama"]);
  });
});

it("under the finger: a dot, then a theme, then the village, then the larger areas", () => {
  const titles = new Map([DESA, KECAMATAN, WISATA, KAJIAN].map((one) => [one.id, one]));
  const hits = ["kecamatan", "desa", "kajian", "wisata"].map((collection) => ({ collection, id: "1", properties: {} }));
  expect(ranked(hits, titles).map(({ collection }) => collection)).toEqual(["wisata", "kajian", "desa", "kecamatan"]);
});
