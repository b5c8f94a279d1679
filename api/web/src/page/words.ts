/** Puts the page's fixed words in a language, and remembers which. */
import type { Language } from "../read/link.ts";
import { type Say, sayIn, type TextKey } from "../texts/texts.ts";
import { byId } from "./dom.ts";

const MEMORY = "peta-jepara:bahasa";

/** The language chosen before on this device, or Indonesian. A device that remembers nothing is no error. */
export function rememberedLanguage(): Language {
  try {
    return localStorage.getItem(MEMORY) === "en" ? "en" : "id";
  } catch {
    return "id";
  }
}

export function rememberLanguage(language: Language): void {
  try {
    localStorage.setItem(MEMORY, language);
  } catch {
    // Private windows may refuse: the choice then lasts as long as the page and its links.
  }
}

/** Says every marked text of the page: `data-text`, `data-label`, `data-hint`, `data-tip`. */
export function speak(language: Language): Say {
  const say = sayIn(language);
  document.documentElement.lang = language;
  document.title = `${say("title")} · ${say("subtitle")}`;
  for (const element of document.querySelectorAll<HTMLElement>("[data-text], [data-label], [data-hint], [data-tip]")) {
    const { text, label, hint, tip } = element.dataset as Partial<Record<string, TextKey>>;
    if (text) element.textContent = say(text);
    if (label) element.setAttribute("aria-label", say(label));
    if (hint) element.setAttribute("placeholder", say(hint));
    if (tip) element.title = say(tip);
  }
  for (const button of document.querySelectorAll<HTMLElement>("button[data-language]")) {
    button.setAttribute("aria-pressed", String(button.dataset["language"] === language));
  }
  return say;
}

/** Says something to those who hear the page rather than see it. */
export function speakUp(text: string): void {
  byId("spoken").textContent = text;
}
