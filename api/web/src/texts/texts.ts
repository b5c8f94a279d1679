/** The page's texts: one table per language, the same keys in each. */
import type { Language } from "../read/link.ts";
import { en } from "./en.ts";
import { id } from "./id.ts";

export type TextKey = keyof typeof id;

export const TABLES: Readonly<Record<Language, Readonly<Record<TextKey, string>>>> = { id, en };

/** Says a text in one language. */
export type Say = (key: TextKey, values?: Readonly<Record<string, string | number>>) => string;

/** A text of the table with its `{names}` filled in; a name without a value stays as it is. */
export function sayIn(language: Language): Say {
  const table = TABLES[language];
  return (key, values = {}) => table[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

export const LOCALES: Readonly<Record<Language, string>> = { id: "id-ID", en: "en-GB" };
