/** A legend: every colour with its word, and a hatch where there is no data. */
import { hatchColor } from "../map/patterns.ts";
import type { Legend, LegendEntry } from "../read/stylebook.ts";
import { el } from "./dom.ts";

/** The entries of a legend as a list. */
export function legendList(legend: Legend): HTMLUListElement {
  return el("ul", { class: "legend" }, ...legend.entries.map(entryItem));
}

/** A collection's sign: what stands for it beside its name. */
export function sign(legend: Legend | null): HTMLElement {
  const first = legend?.entries[0];
  return first ? swatch(first) : el("span", { class: "swatch", "aria-hidden": "true" });
}

/** One entry's colour, as it looks on the map. */
export function swatch(entry: LegendEntry): HTMLElement {
  const shape = entry.shape ?? "fill";
  const made = el("span", { class: `swatch ${shape}`, "aria-hidden": "true" }, shape === "circle" ? (entry.letter ?? "") : "");
  made.style.setProperty("--color", hatchColor(entry.color) ?? entry.color);
  return made;
}

function entryItem(entry: LegendEntry): HTMLLIElement {
  return el("li", {}, swatch(entry), el("span", {}, entry.label));
}
