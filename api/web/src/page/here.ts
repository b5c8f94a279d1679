/** "What is here?": village, hazards and nearest evacuation points of one spot, as the service answers. */
import type { Spot } from "../read/hits.ts";
import type { AtPoint, HazardHere, Shelter } from "../read/service.ts";
import { dateText, distanceText, type Reader } from "../read/values.ts";
import type { Legend } from "../read/stylebook.ts";
import { button, el, icon } from "./dom.ts";
import { swatch } from "./legend.ts";

/** The answer in words. "No data" is said as loudly as a hazard: it does not mean safe. */
export function hereBody(answer: AtPoint, reader: Reader, legend: Legend | null, shown: (spot: Spot) => void): HTMLElement {
  const { say } = reader;
  const unknown = answer.bahaya.some(({ status }) => status === "tidak_ada_data");
  return el(
    "div",
    { class: "card-body here" },
    el("h3", {}, say("herePlace")),
    el("p", {}, placeText(answer, reader)),
    el("h3", {}, say("hereHazards")),
    el("ul", { class: "hazards" }, ...answer.bahaya.map((hazard) => hazardItem(hazard, reader, legend))),
    unknown && el("p", { class: "small" }, say("hereNoDataWhy")),
    el("h3", {}, say("hereShelters")),
    answer.evakuasi.length === 0
      ? el("p", {}, say("hereNoShelters"))
      : el("ol", { class: "shelters" }, ...answer.evakuasi.map((shelter) => shelterItem(shelter, reader, shown))),
  );
}

function placeText({ tempat }: AtPoint, { say }: Reader): string {
  const { desa, kecamatan } = tempat ?? {};
  if (desa && kecamatan) return say("hereVillage", { village: desa.nama, district: kecamatan.nama });
  return desa?.nama ?? kecamatan?.nama ?? say("hereNoPlace");
}

function hazardItem(hazard: HazardHere, reader: Reader, legend: Legend | null): HTMLLIElement {
  const { say, language } = reader;
  const said = {
    terpapar: say("hereExposed", { class: hazard.kelas_title ?? String(hazard.kelas ?? "") }),
    tidak_terpapar: say("hereNotExposed"),
    tidak_ada_data: say("hereNoData"),
  }[hazard.status];
  const about = [hazard.sumber, hazard.tanggal && dateText(hazard.tanggal, "date", language)].filter(Boolean).join(", ");
  const color = hazard.status === "terpapar" ? legend?.entries.find(({ value }) => value === hazard.kelas) : undefined;
  const words = el("span", { class: `level ${hazard.status}` }, color && swatch(color), said);
  return el("li", {}, el("span", { class: "hazard-name" }, hazard.title ?? hazard.jenis), words, about !== "" && el("small", {}, about));
}

function shelterItem(shelter: Shelter, { language }: Reader, shown: (spot: Spot) => void): HTMLLIElement {
  const go = button({ class: "quiet" }, () => shown(shelter), icon("here"), shelter.nama);
  return el("li", {}, go, el("span", { class: "metres" }, distanceText(shelter.jarak_m, language)));
}
