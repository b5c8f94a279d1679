/** What is open in the card: a tap's features, one named by a link or a search, or the answer to "what is here?". */
import type { Feature } from "geojson";
import type { Data } from "../read/data.ts";
import { type Hit, ranked, type Spot } from "../read/hits.ts";
import type { FeatureName } from "../read/link.ts";
import { atPoint, type Collection } from "../read/service.ts";
import type { StyleBook } from "../read/stylebook.ts";
import type { Reader } from "../read/values.ts";
import { type CardActs, type CardSource, head, hitsCard, nothingCard } from "./card.ts";
import { button, byId, el } from "./dom.ts";
import { hereBody } from "./here.ts";

export interface DetailContent {
  readonly reader: Reader;
  readonly book: StyleBook;
  readonly titles: ReadonlyMap<string, Collection>;
  readonly data: Data;
}

export interface DetailActs {
  /** The feature now open, with its shape; null when there is none. */
  readonly opened: (feature: Feature | null, name: FeatureName | null) => void;
  readonly zoomed: (feature: Feature) => void;
  /** A spot that the card must not hide. */
  readonly spotted: (spot: Spot) => void;
  readonly spoken: (text: string) => void;
  readonly closed: () => void;
}

export class Detail {
  private readonly card = byId("card");
  private redraw: (() => void) | null = null;
  private feature: FeatureName | null = null;

  constructor(
    private content: DetailContent,
    private readonly acts: DetailActs,
  ) {
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !this.card.hidden) this.close();
    });
  }

  /** Takes the words of another language and says again what is open. */
  speak(content: DetailContent): void {
    this.content = content;
    if (!this.card.hidden) this.redraw?.();
  }

  hits(hits: readonly Hit[], spot: Spot): void {
    this.redraw = () => this.hits(hits, spot);
    const source = this.source();
    const acts = this.cardActs();
    if (hits.length === 0) {
      this.open(null, null);
      this.show(nothingCard(spot, source, acts));
    } else {
      this.show(hitsCard(ranked(hits, source.titles), spot, this.feature, source, acts));
    }
    this.acts.spotted(spot);
  }

  /** Opens one feature by name, as a link or a search gives it. */
  named(name: FeatureName): void {
    this.redraw = () => this.named(name);
    const hit: Hit = { collection: name.collection, id: name.id, properties: {} };
    this.show(hitsCard([hit], null, name, this.source(), this.cardActs()));
  }

  async here(spot: Spot): Promise<void> {
    this.redraw = () => void this.here(spot);
    const { reader, book } = this.content;
    const title = head(reader.say("hereTitle"), reader, this.cardActs());
    this.open(null, null);
    this.acts.spotted(spot);
    this.show([title, el("div", { class: "card-body" }, el("p", { class: "waiting" }, reader.say("hereBusy")))]);
    try {
      const answer = await atPoint(spot.lon, spot.lat, reader.language);
      if (!title.isConnected) return;
      const legend = [...book.collections.values()].find(({ choose }) => choose)?.legend ?? null;
      this.show([title, hereBody(answer, reader, legend, (there) => this.acts.spotted(there))]);
    } catch {
      if (!title.isConnected) return;
      const again = button({ class: "act" }, () => void this.here(spot), reader.say("retry"));
      this.show([title, el("div", { class: "card-body" }, el("p", { class: "waiting" }, reader.say("failed")), again)]);
    }
  }

  close(): void {
    const hadFocus = this.card.contains(document.activeElement);
    this.card.hidden = true;
    this.card.replaceChildren();
    this.redraw = null;
    this.open(null, null);
    if (hadFocus) this.acts.closed();
  }

  private open(feature: Feature | null, name: FeatureName | null): void {
    this.feature = name;
    this.acts.opened(feature, name);
  }

  private show(nodes: readonly Node[]): void {
    this.card.replaceChildren(...nodes);
    this.card.hidden = false;
    this.card.scrollTop = 0;
    this.card.focus({ preventScroll: true });
  }

  private source(): CardSource {
    const { reader, book, titles, data } = this.content;
    return {
      reader,
      book,
      titles,
      schema: (collection) => data.schema(collection),
      feature: (name) => data.feature(name),
      areas: () => data.areas(),
    };
  }

  private cardActs(): CardActs {
    return {
      opened: (feature, name) => this.open(feature, name),
      zoomed: this.acts.zoomed,
      asked: (spot) => void this.here(spot),
      spoken: this.acts.spoken,
      closed: () => this.close(),
    };
  }
}
