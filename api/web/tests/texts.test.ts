import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { sayIn, TABLES } from "../src/texts/texts.ts";

const names = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "").sort();

describe("the texts", () => {
  it("stand in both languages, none empty", () => {
    expect(Object.keys(TABLES.en).sort()).toEqual(Object.keys(TABLES.id).sort());
    for (const table of Object.values(TABLES)) for (const text of Object.values(table)) expect(text.trim()).not.toBe("");
  });

  it("leave the same names to be filled in", () => {
    for (const [key, text] of Object.entries(TABLES.id)) {
      expect([key, names(TABLES.en[key as keyof typeof TABLES.en])]).toEqual([key, names(text)]);
    }
  });

  it("are filled in", () => {
    expect(sayIn("id")("hereVillage", { village: "Panggang", district: "Jepara" })).toBe("Panggang, Kecamatan Jepara");
    expect(sayIn("en")("layerOn")).toBe("{count} shown");
  });

  it("cover every word that the page's frame asks for, and the frame says the Indonesian first", () => {
    const frame = readFileSync(new URL("../index.html", import.meta.url), "utf8");
    const asked = [...frame.matchAll(/data-(?:text|label|hint|tip)="(\w+)"/g)].map(([, key]) => key ?? "");
    expect(asked.length).toBeGreaterThan(10);
    for (const key of asked) expect(TABLES.id).toHaveProperty(key);
    for (const [, key = "", text] of frame.matchAll(/data-text="(\w+)"[^>]*>([^<]+)</g)) {
      expect(text).toBe(TABLES.id[key as keyof typeof TABLES.id]);
    }
  });

  it("are all used", () => {
    const sources = import.meta.glob("../src/**/*.ts", { query: "?raw", eager: true, import: "default" }) as Record<string, string>;
    const page = Object.entries(sources).filter(([path]) => !path.includes("/texts/")).map(([, text]) => text).join("");
    const frame = readFileSync(new URL("../index.html", import.meta.url), "utf8");
    const unused = Object.keys(TABLES.id).filter((key) => !page.includes(`"${key}"`) && !frame.includes(`"${key}"`));
    expect(unused).toEqual([]);
  });
});
