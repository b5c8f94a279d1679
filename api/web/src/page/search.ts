/** The search field: a combobox over place names, by mouse, finger or arrow keys. */
import { matching } from "../read/match.ts";
import type { PlaceName } from "../read/places.ts";
import type { Say } from "../texts/texts.ts";
import { byId, el } from "./dom.ts";

const MOST = 8;

export interface SearchActs {
  /** Fetches the names; called when somebody begins to search. */
  readonly places: () => Promise<readonly PlaceName[]>;
  readonly found: (place: PlaceName) => void;
  readonly spoken: (text: string) => void;
}

export class Search {
  private readonly input = byId<HTMLInputElement>("search");
  private readonly list = byId("found");
  private readonly clear = byId<HTMLButtonElement>("search-clear");
  private results: readonly PlaceName[] = [];
  private active = -1;
  private asked = 0;

  constructor(
    private say: Say,
    private readonly acts: SearchActs,
  ) {
    this.input.addEventListener("focus", () => void acts.places().catch(() => undefined));
    this.input.addEventListener("input", () => void this.look());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.close());
    // The list takes no focus, so that choosing with the mouse is not lost to the field's blur.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.clear.addEventListener("click", () => this.empty());
  }

  speak(say: Say): void {
    this.say = say;
    this.close();
  }

  private async look(): Promise<void> {
    const typed = this.input.value;
    this.clear.hidden = typed === "";
    if (typed.trim() === "") return this.close();
    const asked = ++this.asked;
    const waiting = setTimeout(() => this.message(this.say("searchBusy")), 250);
    try {
      const places = await this.acts.places();
      if (asked === this.asked) this.show(matching(typed, places, MOST), typed);
    } catch {
      if (asked === this.asked) this.message(this.say("failed"));
    } finally {
      clearTimeout(waiting);
    }
  }

  private show(results: readonly PlaceName[], typed: string): void {
    this.results = results;
    if (results.length === 0) return this.message(this.say("searchNone", { text: typed }));
    this.list.replaceChildren(...results.map((place, index) => this.option(place, index)));
    this.open();
    this.activate(0);
    this.acts.spoken(this.say("searchFound", { count: results.length }));
  }

  private option(place: PlaceName, index: number): HTMLLIElement {
    const { title, within } = place;
    const about = within === null ? title : this.say("searchWithin", { title, area: within });
    const made = el("li", { role: "option", id: `found-${index}`, "aria-selected": "false" }, el("span", {}, place.name), el("small", {}, about));
    made.addEventListener("click", () => this.choose(index));
    return made;
  }

  private message(text: string): void {
    this.results = [];
    this.active = -1;
    this.input.removeAttribute("aria-activedescendant");
    this.list.replaceChildren(el("li", { class: "none", role: "option", "aria-disabled": "true" }, text));
    this.open();
    this.acts.spoken(text);
  }

  private key(event: KeyboardEvent): void {
    const { key } = event;
    const last = this.results.length - 1;
    if (key === "ArrowDown" && this.list.hidden) void this.look();
    else if (key === "ArrowDown") this.activate(this.active >= last ? 0 : this.active + 1);
    else if (key === "ArrowUp") this.activate(this.active <= 0 ? last : this.active - 1);
    else if (key === "Enter" && !this.list.hidden && this.active >= 0) this.choose(this.active);
    else if (key === "Escape" && !this.list.hidden) this.close();
    else if (key === "Escape" && this.input.value !== "") this.empty();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private activate(index: number): void {
    if (this.results.length === 0) return;
    this.active = index;
    for (const [at, option] of [...this.list.children].entries()) option.setAttribute("aria-selected", String(at === index));
    this.input.setAttribute("aria-activedescendant", `found-${index}`);
    this.list.children[index]?.scrollIntoView({ block: "nearest" });
  }

  private choose(index: number): void {
    const place = this.results[index];
    if (!place) return;
    this.input.value = place.name;
    this.clear.hidden = false;
    this.close();
    this.input.blur();
    this.acts.found(place);
  }

  private empty(): void {
    this.input.value = "";
    this.clear.hidden = true;
    this.close();
    this.input.focus();
  }

  private open(): void {
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
  }

  private close(): void {
    this.asked++;
    this.list.hidden = true;
    this.active = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}
