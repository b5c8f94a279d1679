/** A feature's values as words for a reader: dates, numbers, units and code titles in the reader's language. */
import { LOCALES, type Say } from "../texts/texts.ts";
import type { Language } from "./link.ts";

/** One code of a code list; what has no `const` allows other words beside the list. */
export interface Code {
  readonly const?: string | number | boolean;
  readonly title?: string;
}

/** One property of a collection's schema, as far as the page uses it. */
export interface FieldSchema {
  readonly title?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly items?: FieldSchema;
  readonly oneOf?: readonly Code[];
  readonly anyOf?: readonly Code[];
  /** The unit as people write it; `x-ogc-unit` is its code. */
  readonly "x-ogc-unitTitle"?: string;
  readonly "x-ogc-role"?: string;
  readonly "x-ogc-propertySeq"?: number;
  readonly "x-ogc-label"?: boolean;
}

export interface Reader {
  readonly language: Language;
  readonly say: Say;
}

/** The value as text, e.g. `12,5 m`, `3 Oktober 2026`, `tinggi`; null is "not known". */
export function valueText(value: unknown, field: FieldSchema, reader: Reader): string {
  if (value === null || value === undefined || value === "") return reader.say("unknown");
  if (Array.isArray(value)) {
    const parts = value.map((part) => valueText(part, field.items ?? { type: "string" }, reader));
    return parts.length === 0 ? reader.say("unknown") : listText(parts, reader.language);
  }
  const codes = field.oneOf ?? field.anyOf;
  const title = codes?.find((code) => code.const !== undefined && String(code.const) === String(value))?.title;
  if (title !== undefined) return title;
  if (typeof value === "boolean") return reader.say(value ? "yes" : "no");
  if (typeof value === "number") return withUnit(numberText(value, field, reader.language), field["x-ogc-unitTitle"]);
  if (typeof value === "object") return JSON.stringify(value);
  const text = String(value);
  if (field.format === "date" || field.format === "date-time") return dateText(text, field.format, reader.language);
  return codes ? text.replaceAll("_", " ") : withUnit(text, field["x-ogc-unitTitle"]);
}

/** A number in the language's own writing. A year is a name, not an amount: it gets no thousands mark. */
export function numberText(value: number, field: FieldSchema, language: Language): string {
  const isYear = holds(field, "integer") && field["x-ogc-unitTitle"] === undefined && value >= 1900 && value <= 2100;
  return new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: 3, useGrouping: !isYear }).format(value);
}

/** An ISO date or time in words, times in the regency's own zone (WIB); text that is no date stays as it is. */
export function dateText(iso: string, format: "date" | "date-time", language: Language): string {
  const date = new Date(format === "date" ? `${iso.slice(0, 10)}T00:00:00Z` : iso);
  if (Number.isNaN(date.getTime())) return iso;
  const locale = LOCALES[language];
  if (format === "date") return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(date);
  const options = { dateStyle: "long", timeStyle: "short", timeZone: "Asia/Jakarta" } as const;
  return `${new Intl.DateTimeFormat(locale, options).format(date)} WIB`;
}

/** A distance in metres below one kilometre, in kilometres above, never more exact than it is known. */
export function distanceText(metres: number, language: Language): string {
  const format = (value: number, digits: number): string =>
    new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: digits }).format(value);
  return metres < 1000 ? `${format(Math.round(metres / 10) * 10, 0)} m` : `${format(metres / 1000, 1)} km`;
}

/** Whether a null here was held back to protect people, rather than unknown. */
export function isWithheld(value: unknown, field: FieldSchema, properties: Readonly<Record<string, unknown>>): boolean {
  // Figures have a unit: a year beside them is no figure that tells of people.
  const isFigure = field["x-ogc-unitTitle"] !== undefined && (holds(field, "integer") || holds(field, "number"));
  return properties[WITHHELD] === true && (value === null || value === undefined) && isFigure;
}

/** The mark beside figures that were held back. */
export const WITHHELD = "ditahan";

function holds(field: FieldSchema, type: string): boolean {
  return field.type === type || (Array.isArray(field.type) && field.type.includes(type));
}

function withUnit(text: string, unit: string | undefined): string {
  if (!unit) return text;
  return unit === "Rp" || unit === "rupiah" || unit === "IDR" ? `Rp${text}` : `${text} ${unit}`;
}

function listText(parts: readonly string[], language: Language): string {
  return new Intl.ListFormat(LOCALES[language], { type: "unit" }).format(parts);
}
