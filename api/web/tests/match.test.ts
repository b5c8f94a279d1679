import { describe, expect, it } from "vitest";
import { edits, folded, matching } from "../src/read/match.ts";

const PLACES = ["Jepara", "Ujung Pandan", "Suwawal", "Suwawal Timur", "Banyuputih", "Bangsri", "Kauman", "Kedungmalang", "Keling"].map(
  (name) => ({ name }),
);

const best = (typed: string): string | undefined => matching(typed, PLACES, 5)[0]?.name;

describe("a name typed in a hurry", () => {
  it.each([
    ["jepara", "Jepara"],
    ["UJUNGPANDAN", "Ujung Pandan"],
    ["ujung-pandan", "Ujung Pandan"],
    ["pandan", "Ujung Pandan"],
    ["malang", "Kedungmalang"],
    ["bangsrí", "Bangsri"],
  ])("%s finds %s", (typed, name) => expect(best(typed)).toBe(name));

  it.each([
    ["swawal", "Suwawal"],
    ["banyputih", "Banyuputih"],
    ["bagnsri", "Bangsri"],
    ["kedungmlang", "Kedungmalang"],
    ["ujungpandn", "Ujung Pandan"],
  ])("%s, misspelt, finds %s", (typed, name) => expect(best(typed)).toBe(name));

  it("puts the whole name before the longer one", () => {
    expect(matching("suwawal", PLACES, 5).map(({ name }) => name)).toEqual(["Suwawal", "Suwawal Timur"]);
  });

  it("finds nothing for nothing, and nothing for what is nowhere", () => {
    expect(matching("", PLACES, 5)).toEqual([]);
    expect(matching(" - ", PLACES, 5)).toEqual([]);
    expect(matching("surabaya", PLACES, 5)).toEqual([]);
  });

  it("gives no more than asked", () => {
    expect(matching("k", PLACES, 2)).toHaveLength(2);
  });
});

describe("edits", () => {
  it.each([
    ["", "", 0],
    ["abc", "", 3],
    ["abc", "abd", 1],
    ["abc", "acb", 1],
    ["abc", "ab", 1],
    ["kitten", "sitting", 3],
  ])("from %s to %s are %i", (one, other, count) => expect(edits(one, other)).toBe(count));
});

it("folds case, accents, spaces and signs away", () => {
  expect(folded("  Désa Pakis-Aji (2) ")).toBe("desapakisaji2");
});
