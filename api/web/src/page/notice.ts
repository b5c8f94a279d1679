/** Quiet notices at the edge of the map: said once, taken away when no longer true. */
import { button, el } from "./dom.ts";

export interface Notice {
  readonly text: string;
  /** A button that does something about it. */
  readonly act?: { readonly text: string; readonly run: () => void };
  /** Milliseconds until it goes by itself; it stays if not said. */
  readonly for?: number;
}

export class Notices {
  private readonly shown = new Map<string, HTMLElement>();

  constructor(private readonly place: HTMLElement) {}

  /** Shows a notice in place of the one with the same name. */
  say(name: string, notice: Notice): void {
    this.take(name);
    const { act } = notice;
    const made = el("div", { class: "notice" }, el("span", {}, notice.text), act && button({ class: "act" }, act.run, act.text));
    this.shown.set(name, made);
    this.place.append(made);
    if (notice.for !== undefined) setTimeout(() => this.shown.get(name) === made && this.take(name), notice.for);
  }

  take(name: string): void {
    this.shown.get(name)?.remove();
    this.shown.delete(name);
  }
}
