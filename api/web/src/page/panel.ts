/** The panel of layers: one switch per collection, by system, with the legend of what is switched on. */
import type { Collection } from "../read/service.ts";
import { type Choose, chosenOf, type CollectionStyle, type Group, shown, type StyleBook } from "../read/stylebook.ts";
import type { View } from "../read/link.ts";
import type { Say } from "../texts/texts.ts";
import { button, el, icon } from "./dom.ts";
import { legendList, sign } from "./legend.ts";

export interface PanelContent {
  readonly book: StyleBook;
  readonly titles: ReadonlyMap<string, Collection>;
  readonly view: View;
  readonly say: Say;
}

export interface PanelActs {
  readonly switched: (collection: string, on: boolean) => void;
  readonly chosen: (collection: string, value: string) => void;
  readonly reset: () => void;
  readonly shared: () => void;
}

/** The panel, drawn anew only when its words change; a change of view only moves its switches. */
export class Panel {
  private content: PanelContent | null = null;

  constructor(
    private readonly body: HTMLElement,
    private readonly glance: HTMLElement,
    private readonly acts: PanelActs,
  ) {}

  draw(content: PanelContent): void {
    this.content = content;
    const on = shown(content.book, content.view);
    const groups = content.book.groups.map((group) => this.group(group, content, on)).filter((made) => made !== null);
    const open = new Set(groups.map(({ id }) => id).filter((id) => this.isClosed(id)));
    for (const group of groups) if (open.has(group.id)) group.open = false;
    const { say } = content;
    const links = el(
      "div",
      { class: "panel-links" },
      button({ class: "quiet" }, this.acts.shared, icon("share"), say("share")),
      button({ class: "quiet" }, this.acts.reset, icon("whole"), say("reset")),
    );
    this.body.replaceChildren(...groups, links);
    this.drawGlance(content, on);
  }

  show(view: View): void {
    if (!this.content) return;
    this.content = { ...this.content, view };
    const on = shown(this.content.book, view);
    for (const row of this.body.querySelectorAll<HTMLElement>("[data-collection]")) {
      const id = row.dataset["collection"] ?? "";
      const isOn = on.has(id);
      const input = row.querySelector<HTMLInputElement>("input[type=checkbox]");
      if (input) input.checked = isOn;
      row.querySelector<HTMLElement>(".below")?.toggleAttribute("hidden", !isOn);
      this.choose(row, id, this.content);
    }
    this.count(on);
    this.drawGlance(this.content, on);
  }

  /** Says of each collection whether the map must be enlarged before it is seen. */
  near(zoom: number): void {
    for (const hint of this.body.querySelectorAll<HTMLElement>("[data-from]")) hint.hidden = zoom >= Number(hint.dataset["from"]);
  }

  private isClosed(id: string): boolean {
    const before = document.getElementById(id);
    return before instanceof HTMLDetailsElement && !before.open;
  }

  private group(group: Group, content: PanelContent, on: ReadonlySet<string>): HTMLDetailsElement | null {
    const members = group.layers
      .map((id) => content.book.collections.get(id))
      .filter((collection): collection is CollectionStyle => collection !== undefined);
    if (members.length === 0) return null;
    const rows = members.map((collection) => this.row(collection, content, on.has(collection.id)));
    const some = members.filter(({ id }) => on.has(id)).length;
    return el(
      "details",
      { class: "group", id: `group-${group.id.replaceAll(" ", "-")}`, open: true, "data-members": group.layers.join(" ") },
      el(
        "summary",
        {},
        el("h2", {}, group.title),
        el("span", { class: "count" }, some > 0 ? content.say("layerOn", { count: some }) : ""),
        icon("chevron"),
      ),
      el("ul", { class: "rows" }, ...rows),
    );
  }

  /** Sets a row's select to the kind shown, and names its legend by it. */
  private choose(row: HTMLElement, id: string, { book, titles, view, say }: PanelContent): void {
    const choose = book.collections.get(id)?.choose;
    const value = choose ? chosenOf(choose, view.chosen[id]) : null;
    const select = row.querySelector("select");
    if (select && value !== null) select.value = value;
    const kind = choose?.choices.find((one) => one.value === value)?.title;
    const title = [titles.get(id)?.title ?? id, kind].filter(Boolean).join(", ");
    row.querySelector("ul.legend")?.setAttribute("aria-label", say("legend", { title }));
  }

  private count(on: ReadonlySet<string>): void {
    for (const group of this.body.querySelectorAll<HTMLElement>("details.group")) {
      const some = (group.dataset["members"] ?? "").split(" ").filter((id) => on.has(id)).length;
      const count = group.querySelector(".count");
      if (count) count.textContent = some > 0 && this.content ? this.content.say("layerOn", { count: some }) : "";
    }
  }

  private row(collection: CollectionStyle, content: PanelContent, isOn: boolean): HTMLLIElement {
    const { say, titles, view } = content;
    const { id, legend, choose } = collection;
    const about = titles.get(id);
    const title = about?.title ?? legend?.title ?? id;
    const input = el("input", { type: "checkbox", id: `switch-${id}`, checked: isOn });
    input.addEventListener("change", () => this.acts.switched(id, input.checked));
    const label = el("label", { for: `switch-${id}` }, sign(legend), el("span", { class: "name" }, title), input, el("span", { class: "switch", "aria-hidden": "true" }));
    const below = el("div", { class: "below", hidden: !isOn });
    below.append(el("p", { class: "small", "data-from": collection.minzoom, hidden: true }, say("layerTooFar")));
    if (choose) below.append(this.choice(id, choose, chosenOf(choose, view.chosen[id]), say));
    if (legend && legend.entries.length > 1) below.append(legendList(legend));
    const row = el("li", { class: "row", "data-collection": id, title: about?.description }, label, below);
    this.choose(row, id, content);
    return row;
  }

  private choice(collection: string, choose: Choose, value: string, say: Say): HTMLElement {
    const select = el(
      "select",
      { "aria-label": say("choose", { title: choose.title }) },
      ...choose.choices.map((one) => el("option", { value: one.value, selected: one.value === value }, one.title)),
    );
    select.addEventListener("change", () => this.acts.chosen(collection, select.value));
    return el("div", { class: "choose" }, select, icon("chevron"));
  }

  /** What a closed panel on a phone still says: the legend of the kind that is shown. */
  private drawGlance({ book, titles, view }: PanelContent, on: ReadonlySet<string>): void {
    const subject = [...book.collections.values()].find(({ id, choose, legend }) => choose && legend && on.has(id));
    if (!subject?.choose || !subject.legend) return this.glance.replaceChildren();
    const value = chosenOf(subject.choose, view.chosen[subject.id]);
    const kind = subject.choose.choices.find((one) => one.value === value)?.title ?? titles.get(subject.id)?.title ?? "";
    this.glance.replaceChildren(el("p", {}, kind), legendList(subject.legend));
  }
}
