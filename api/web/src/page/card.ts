/** The card: what is known of the features under the finger, or of one named by a link. */
import type { Feature } from "geojson";
import type { Hit, Spot } from "../read/hits.ts";
import { type FeatureName, sameFeature } from "../read/link.ts";
import { type Collection, pageOf, type Schema, ServiceError } from "../read/service.ts";
import type { StyleBook } from "../read/stylebook.ts";
import { dateText, type FieldSchema, isWithheld, type Reader, valueText, WITHHELD } from "../read/values.ts";
import { button, el, icon } from "./dom.ts";
import { sign } from "./legend.ts";

export interface CardSource {
  readonly reader: Reader;
  readonly book: StyleBook;
  readonly titles: ReadonlyMap<string, Collection>;
  readonly schema: (collection: string) => Promise<Schema>;
  readonly feature: (name: FeatureName) => Promise<Feature>;
  /** Gives the name of the area that a code stands for, if it is one. */
  readonly areas: () => Promise<(code: string) => string | null>;
}

export interface CardActs {
  /** The feature now open in the card, with its shape. */
  readonly opened: (feature: Feature, name: FeatureName) => void;
  readonly zoomed: (feature: Feature) => void;
  readonly asked: (spot: Spot) => void;
  /** Words for those who hear the page. */
  readonly spoken: (text: string) => void;
  readonly closed: () => void;
}

/** As many as one reads through. */
const MOST = 10;

/** Fields that stand in the card's foot or head, not among the values. */
const APART = new Set(["sumber", "tanggal_data", "contoh", WITHHELD]);

/** The card of a tap: one entry for each feature, `open` or else the first one open. */
export function hitsCard(
  hits: readonly Hit[],
  spot: Spot | null,
  open: FeatureName | null,
  source: CardSource,
  acts: CardActs,
): Node[] {
  const { say } = source.reader;
  const several = hits.length > 1 ? say("severalHere", { count: hits.length }) : say("details");
  const first = hits.find((hit) => sameFeature(hit, open)) ?? hits[0];
  const entries = hits.slice(0, MOST).map((hit) => hitEntry(hit, hit === first, source, acts));
  const more = hits.length > MOST && el("p", { class: "small" }, say("moreHere", { count: hits.length - MOST }));
  const ask = spot && button({ class: "wide" }, () => acts.asked(spot), icon("here"), say("here"));
  return [head(several, source.reader, acts), el("div", { class: "card-body" }, ...entries, more, ask)];
}

/** The card of a tap on nothing. */
export function nothingCard(spot: Spot, source: CardSource, acts: CardActs): Node[] {
  const { say } = source.reader;
  const ask = button({ class: "wide" }, () => acts.asked(spot), icon("here"), say("here"));
  const said = el("p", { class: "waiting" }, say("nothingHere"));
  return [head(say("details"), source.reader, acts), el("div", { class: "card-body" }, said, ask)];
}

export function head(title: string, { say }: Reader, acts: Pick<CardActs, "closed">): HTMLElement {
  const close = button({ class: "quiet", "aria-label": say("close") }, acts.closed, icon("close"));
  return el("div", { class: "card-head" }, el("h2", { id: "card-title" }, title), close);
}

function hitEntry(hit: Hit, open: boolean, source: CardSource, acts: CardActs): HTMLDetailsElement {
  const about = source.titles.get(hit.collection);
  const title = about?.title ?? hit.collection;
  const name = el("span", { class: "entry-name" }, title);
  const kind = el("span", { class: "entry-kind" }, title);
  const body = el("div", { class: "entry-body" }, el("p", { class: "waiting" }, source.reader.say("loading")));
  const legend = source.book.collections.get(hit.collection)?.legend ?? null;
  const summary = el("summary", {}, sign(legend), el("span", { class: "entry-words" }, name, kind), icon("chevron"));
  const entry = el("details", { class: "entry", name: "entry", open }, summary, body);
  entry.dataset["feature"] = `${hit.collection}/${hit.id}`;
  void source.schema(hit.collection).then(
    (schema) => name.replaceChildren(nameOf(hit.properties, schema, about, source.reader)),
    () => undefined,
  );
  entry.addEventListener("toggle", () => {
    if (entry.open) void fill(hit, body, name, source, acts);
  });
  return entry;
}

/** Fetches the feature and fills its entry; on failure says so, with a way to ask again. */
async function fill(hit: FeatureName, body: HTMLElement, name: HTMLElement, source: CardSource, acts: CardActs): Promise<void> {
  const { say } = source.reader;
  try {
    const [schema, feature, area] = await Promise.all([source.schema(hit.collection), source.feature(hit), source.areas()]);
    const about = source.titles.get(hit.collection);
    const called = nameOf(feature.properties ?? {}, schema, about, source.reader);
    name.replaceChildren(called);
    body.replaceChildren(...featureBody(feature, hit, fieldRows(feature, schema, area, source.reader), schema, source, acts));
    acts.opened(feature, hit);
    acts.spoken(`${called}, ${about?.title ?? ""}`);
  } catch (error) {
    const gone = error instanceof ServiceError && error.status === 404;
    const again = button({ class: "act" }, () => void fill(hit, body, name, source, acts), say("retry"));
    body.replaceChildren(el("p", { class: "waiting" }, say(gone ? "missing" : "failed")), gone ? "" : again);
  }
}

function featureBody(
  feature: Feature,
  hit: FeatureName,
  rows: readonly HTMLElement[],
  schema: Schema,
  source: CardSource,
  acts: CardActs,
): Node[] {
  const { reader, titles } = source;
  const { say } = reader;
  const properties = feature.properties ?? {};
  const held = Object.entries(schema.properties).some(([name, field]) => isWithheld(properties[name], field, properties));
  return [
    ...(properties["contoh"] === true ? [el("p", { class: "tag" }, say("sampleRow"))] : []),
    el("dl", {}, ...rows),
    ...(held ? [el("p", { class: "small" }, say("withheldWhy"))] : []),
    el("p", { class: "small" }, sourceLine(feature, schema, titles.get(hit.collection), reader)),
    el(
      "div",
      { class: "entry-links" },
      button({ class: "quiet" }, () => acts.zoomed(feature), icon("plus"), say("zoomTo")),
      el("a", { class: "quiet", href: pageOf(hit.collection, hit.id) }, icon("page"), say("openPage")),
    ),
  ];
}

type AreaName = (code: string) => string | null;

function fieldRows(feature: Feature, schema: Schema, areaName: AreaName, reader: Reader): HTMLElement[] {
  const properties = feature.properties ?? {};
  return inOrder(schema)
    .filter(([name, field]) => !APART.has(name) && field["x-ogc-role"] !== "id" && !isGeometry(field) && !field["x-ogc-label"])
    .flatMap(([name, field]) => {
      const value: unknown = properties[name];
      const held = isWithheld(value, field, properties);
      const area = typeof value === "string" && value !== feature.id ? areaName(value) : null;
      const text = held ? reader.say("withheld") : valueText(value, field, reader);
      const unknown = !held && (value === null || value === undefined || value === "");
      return [
        el("dt", {}, field.title ?? name),
        el("dd", { class: unknown ? "unknown" : null }, area === null ? text : `${area} (${text})`),
      ];
    });
}

/** A feature's name to a person: the value of the label field, else the collection's title. */
function nameOf(
  properties: Readonly<Record<string, unknown>>,
  schema: Schema,
  about: Collection | undefined,
  reader: Reader,
): string {
  const label = Object.entries(schema.properties).find(([, field]) => field["x-ogc-label"]);
  const value = label && properties[label[0]];
  const text = label && value !== null && value !== undefined ? valueText(value, label[1], reader) : null;
  return capital(text ?? about?.title ?? "");
}

/** The small print: which row this is, where it comes from, who answers for it and how old it is. */
function sourceLine(feature: Feature, schema: Schema, about: Collection | undefined, { say, language }: Reader): string {
  const properties = feature.properties ?? {};
  const key = Object.values(schema.properties).find((field) => field["x-ogc-role"] === "id");
  const parts = key?.title ? [`${key.title}: ${feature.id}`] : [];
  if (typeof properties["sumber"] === "string") parts.push(`${say("source")}: ${properties["sumber"]}`);
  if (about?.owner) parts.push(`${say("owner")}: ${about.owner}`);
  const date = properties["tanggal_data"];
  if (typeof date === "string") parts.push(say("dated", { date: dateText(date, "date", language) }));
  return parts.join(" · ");
}

function inOrder(schema: Schema): [string, FieldSchema][] {
  const at = (field: FieldSchema): number => field["x-ogc-propertySeq"] ?? Infinity;
  return Object.entries(schema.properties).sort(([, one], [, other]) => at(one) - at(other) || 0);
}

function isGeometry(field: FieldSchema): boolean {
  return field["x-ogc-role"] === "primary-geometry" || (field.format ?? "").startsWith("geometry");
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
