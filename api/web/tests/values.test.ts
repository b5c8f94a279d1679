import { describe, expect, it } from "vitest";
import { type FieldSchema, dateText, distanceText, isWithheld, type Reader, valueText } from "../src/read/values.ts";
import { sayIn } from "../src/texts/texts.ts";

const INDONESIAN: Reader = { language: "id", say: sayIn("id") };
const ENGLISH: Reader = { language: "en", say: sayIn("en") };

const text = (value: unknown, field: FieldSchema, reader = INDONESIAN): string => valueText(value, field, reader);

describe("a value", () => {
  it("that is null is not known, which is not 0", () => {
    expect(text(null, { type: "integer" })).toBe("tidak diketahui");
    expect(text(undefined, { type: "string" }, ENGLISH)).toBe("not known");
    expect(text([], { type: "array" })).toBe("tidak diketahui");
    expect(text(0, { type: "integer", "x-ogc-unitTitle": "orang" })).toBe("0 orang");
  });

  it("that is a number is written as the language writes it, with its unit", () => {
    expect(text(1234.5, { type: "number", "x-ogc-unitTitle": "t/tahun" })).toBe("1.234,5 t/tahun");
    expect(text(1234.5, { type: "number", "x-ogc-unitTitle": "t/tahun" }, ENGLISH)).toBe("1,234.5 t/tahun");
    expect(text(15000, { type: "integer", "x-ogc-unitTitle": "Rp" })).toBe("Rp15.000");
  });

  it("that is a year has no thousands mark", () => {
    expect(text(2023, { type: "integer" })).toBe("2023");
    expect(text(2023, { type: "integer", "x-ogc-unitTitle": "rumah" })).toBe("2.023 rumah");
    expect(text(25000, { type: "integer" })).toBe("25.000");
  });

  it("of a code list is said by its title", () => {
    const field: FieldSchema = { type: "integer", oneOf: [{ const: 3, title: "tinggi" }] };
    expect(text(3, field)).toBe("tinggi");
    expect(text("3", field)).toBe("tinggi");
    expect(text("tidak_dikenal", { type: "string", anyOf: [{}] })).toBe("tidak dikenal");
  });

  it("that is a list is said part by part", () => {
    const field: FieldSchema = { type: "array", items: { type: "string", anyOf: [{ const: "rob", title: "Banjir rob" }, {}] } };
    expect(text(["rob", "banjir"], field)).toBe("Banjir rob, banjir");
  });

  it("that is a yes or a no is said in the language", () => {
    expect(text(true, { type: "boolean" })).toBe("ya");
    expect(text(false, { type: "boolean" }, ENGLISH)).toBe("no");
  });
});

describe("a date", () => {
  it("is written out", () => {
    expect(dateText("2026-10-03", "date", "id")).toBe("3 Oktober 2026");
    expect(dateText("2026-10-03", "date", "en")).toBe("3 October 2026");
  });

  it("with a time is told in the regency's own zone", () => {
    expect(dateText("2026-10-02T21:30:00Z", "date-time", "id")).toMatch(/^3 Oktober 2026.* 04[.:]30 WIB$/);
  });

  it("that is none stays as it is", () => {
    expect(dateText("besok", "date", "id")).toBe("besok");
    expect(dateText("", "date-time", "id")).toBe("");
  });
});

describe("a figure", () => {
  it("is withheld only where the row says so and the figure is absent", () => {
    const count: FieldSchema = { type: ["integer", "null"], "x-ogc-unitTitle": "rumah" };
    expect(isWithheld(null, count, { ditahan: true })).toBe(true);
    expect(isWithheld(7, count, { ditahan: true })).toBe(false);
    expect(isWithheld(null, count, { ditahan: false })).toBe(false);
    expect(isWithheld(null, { type: "integer" }, { ditahan: true })).toBe(false);
    expect(isWithheld(null, { type: "string" }, { ditahan: true })).toBe(false);
  });
});

describe("a distance", () => {
  it.each([
    [4, "0 m"],
    [347, "350 m"],
    [1234, "1,2 km"],
    [45678, "45,7 km"],
  ])("of %d m is %s", (metres, words) => expect(distanceText(metres, "id")).toBe(words));
});
