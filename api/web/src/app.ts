/** The page, put together: one view, and what follows from each change of it. */
import type { Feature } from "geojson";
import type { StyleSpecification } from "maplibre-gl";
import type { MapEvents, MapView } from "./map/mapview.ts";
import { boundsOf, inside } from "./map/shapes.ts";
import { Detail, type DetailContent } from "./page/detail.ts";
import { byId } from "./page/dom.ts";
import { showFailure } from "./page/failure.ts";
import { locate } from "./page/locate.ts";
import { layOut, putAway } from "./page/paper.ts";
import { Notices } from "./page/notice.ts";
import { Panel } from "./page/panel.ts";
import { Search } from "./page/search.ts";
import { room, Sheet } from "./page/sheet.ts";
import { loadType } from "./page/type.ts";
import { drawCredits, drawScale, drawTools } from "./page/tools.ts";
import { rememberLanguage, speak, speakUp } from "./page/words.ts";
import { Data } from "./read/data.ts";
import type { Spot } from "./read/hits.ts";
import { type FeatureName, type Language, readLink, sameFeature, type View, writeLink } from "./read/link.ts";
import type { PlaceName } from "./read/places.ts";
import { type Collection, ROOT } from "./read/service.ts";
import { readStyle, shown, type StyleBook } from "./read/stylebook.ts";
import { distanceText } from "./read/values.ts";
import { type Say, sayIn } from "./texts/texts.ts";

const POSITION_ZOOM = 14;
const SPOKEN_MS = 6000;

export class App {
  private view: View;
  private say: Say;
  private data: Data;
  private book: StyleBook | null = null;
  private titles: ReadonlyMap<string, Collection> = new Map();
  private map: MapView | null = null;
  private detail: Detail | null = null;
  private readonly notices = new Notices(byId("notices"));
  private readonly panel: Panel;
  private readonly search: Search;
  private readonly sheet: Sheet;

  constructor(
    view: View,
    private language: Language,
  ) {
    // A link says its language, so that Back undoes the switch and a link sent on reads as it was read.
    this.view = { ...view, language };
    this.say = sayIn(language);
    this.data = new Data(language);
    this.panel = new Panel(byId("panel-body"), byId("glance"), {
      switched: (collection, on) => this.switch(collection, on),
      chosen: (collection, value) => this.choose(collection, value),
      reset: () => this.reset(),
      shared: () => void this.share(),
    });
    this.search = new Search(this.say, {
      places: () => this.data.places(),
      found: (place) => void this.find(place),
      spoken: speakUp,
    });
    this.sheet = new Sheet();
  }

  /** Draws the frame, then the map as soon as its code and its style are both there. */
  start(): void {
    this.drawTools();
    this.listen();
    void this.data.collections();
    void this.open();
  }

  private async open(): Promise<void> {
    try {
      const [style, { MapView }] = await Promise.all([this.data.style(), import("./map/mapview.ts"), loadType()]);
      const book = readStyle(style);
      this.book = book;
      this.map = new MapView({
        container: byId("map"),
        label: this.say("mapLabel"),
        style,
        book,
        view: this.view,
        root: ROOT,
        room: room(),
        events: this.events(),
      });
      byId("opening").remove();
      this.detail = new Detail(this.detailContent(book), {
        opened: (feature, name) => this.opened(feature, name),
        zoomed: (feature) => this.zoomTo(feature),
        spoken: speakUp,
        spotted: (spot) => this.map?.uncover(spot, room()),
        closed: () => this.map?.focus(),
      });
      drawScale(this.map.position, this.language);
      void this.name(style);
      if (this.view.feature) this.detail.named(this.view.feature);
    } catch (error) {
      showFailure(error, this.say);
    }
  }

  /** Fetches the collections' titles, which the first drawing of the map need not wait for, and draws the panel. */
  private async name(style: StyleSpecification): Promise<void> {
    const { data } = this;
    const said = await data.collections().catch(() => null);
    const book = readStyle(style);
    if (data !== this.data) return;
    if (said === null) this.unnamed(style);
    else this.titles = new Map(said.map((collection) => [collection.id, collection]));
    this.drawPanel();
    this.detail?.speak(this.detailContent(book));
  }

  private unnamed(style: StyleSpecification): void {
    const run = (): void => {
      this.notices.take("names");
      void this.name(style);
    };
    this.notices.say("names", { text: this.say("failed"), act: { text: this.say("retry"), run } });
  }

  private events(): MapEvents {
    return {
      moved: (position) => {
        this.panel.near(position.zoom);
        drawScale(position, this.language);
        this.change({ position }, "replace");
      },
      pressed: (hits, spot) => this.detail?.hits(hits, spot),
      asked: (spot) => void this.detail?.here(spot),
      troubled: (isTroubled) => this.troubled(isTroubled),
      state: (state) => (document.documentElement.dataset["map"] = state),
    };
  }

  private listen(): void {
    window.addEventListener("popstate", () => this.follow(readLink(location.hash)));
    window.addEventListener("offline", () => this.notices.say("line", { text: this.say("offline") }));
    window.addEventListener("online", () => {
      this.notices.say("line", { text: this.say("online"), for: SPOKEN_MS });
      this.map?.retry();
    });
    window.addEventListener("beforeprint", () => this.map && layOut(this.map.picture()));
    window.addEventListener("afterprint", putAway);
    for (const choice of document.querySelectorAll<HTMLElement>("button[data-language]")) {
      choice.addEventListener("click", () => this.turn(choice.dataset["language"] === "en" ? "en" : "id", "push"));
    }
    document.querySelector(".skip")?.addEventListener("click", (event) => {
      event.preventDefault();
      this.map?.focus();
    });
  }

  /** Changes the view: in the address, in the panel and on the map. */
  private change(said: Partial<View>, how: "push" | "replace"): void {
    this.view = { ...this.view, ...said };
    const link = writeLink(this.view) || location.pathname + location.search;
    if (how === "push") history.pushState(null, "", link);
    else history.replaceState(null, "", link);
    if ("on" in said || "chosen" in said) this.redraw();
  }

  private redraw(): void {
    this.panel.show(this.view);
    this.map?.show(this.view);
  }

  /** Goes where the address says: after Back, Forward, or a link pasted into this page. */
  private follow(view: View): void {
    const before = this.view;
    this.view = view;
    this.turn(view.language ?? this.language, "none");
    this.redraw();
    if (view.position) this.map?.go(view.position);
    else if (before.position && this.book) this.map?.fit(this.book.bounds, room());
    if (sameFeature(before.feature, view.feature)) return;
    if (view.feature) this.detail?.named(view.feature);
    else this.detail?.close();
  }

  private switch(collection: string, on: boolean): void {
    if (!this.book) return;
    const now = shown(this.book, this.view);
    const listed = this.book.groups.flatMap(({ layers }) => layers);
    this.change({ on: listed.filter((id) => (id === collection ? on : now.has(id))) }, "push");
  }

  /** Chooses a kind, in every collection that can be parted by the same field: a hazard and its studies. */
  private choose(collection: string, value: string): void {
    const collections = [...(this.book?.collections.values() ?? [])];
    const field = this.book?.collections.get(collection)?.choose?.field;
    const alike = collections.filter(({ choose }) => choose?.field === field && choose?.choices.some((one) => one.value === value));
    const chosen = Object.fromEntries(alike.map(({ id }) => [id, value]));
    this.change({ chosen: { ...this.view.chosen, ...chosen } }, "push");
  }

  private reset(): void {
    this.detail?.close();
    this.change({ on: null, chosen: {} }, "push");
    if (this.book) this.map?.fit(this.book.bounds, room());
  }

  private turn(language: Language, how: "push" | "none"): void {
    if (language === this.language) return;
    this.language = language;
    rememberLanguage(language);
    this.say = speak(language);
    this.data = new Data(language);
    this.search.speak(this.say);
    this.drawTools();
    if (how === "push") this.change({ language }, "push");
    void this.restyle();
  }

  private async restyle(): Promise<void> {
    const { data } = this;
    try {
      const style = await data.style();
      if (data !== this.data) return;
      this.book = readStyle(style);
      this.map?.restyle(style, this.book, this.say("mapLabel"));
      if (this.map) drawScale(this.map.position, this.language);
      await this.name(style);
    } catch (error) {
      console.error(error);
      this.notices.say("words", { text: this.say("failed"), act: { text: this.say("retry"), run: () => void this.restyle() } });
    }
  }

  private drawPanel(): void {
    if (!this.book) return;
    this.panel.draw({ book: this.book, titles: this.titles, view: this.view, say: this.say });
    if (this.map) this.panel.near(this.map.position.zoom);
    byId("sample").hidden = !this.book.sample;
    drawCredits(this.book.attributions);
  }

  private drawTools(): void {
    drawTools(this.say, {
      zoomed: (steps) => this.map?.zoomBy(steps),
      whole: () => this.book && this.map?.fit(this.book.bounds, room()),
      located: () => void this.locate(),
    });
  }

  private detailContent(book: StyleBook): DetailContent {
    const { say, language, titles, data } = this;
    return { reader: { say, language }, book, titles, data };
  }

  private opened(feature: Feature | null, name: FeatureName | null): void {
    this.map?.outline(feature?.geometry ?? null);
    if (!sameFeature(name, this.view.feature)) this.change({ feature: name }, "push");
  }

  private zoomTo(feature: Feature): void {
    const bounds = boundsOf(feature.geometry);
    if (bounds) this.map?.fit(bounds, room());
  }

  private async find(place: PlaceName): Promise<void> {
    if (!this.detail) return;
    this.sheet.set(this.sheet.isOpen && !this.isCovered());
    this.detail.named(place);
    const feature = await this.data.feature(place).catch(() => null);
    if (feature) this.zoomTo(feature);
  }

  /** On a phone an open sheet covers the map. */
  private isCovered(): boolean {
    return byId("panel").getBoundingClientRect().width >= window.innerWidth - 1;
  }

  private troubled(isTroubled: boolean): void {
    if (!isTroubled) return this.notices.take("tiles");
    this.notices.say("tiles", { text: this.say("tilesFailed"), act: { text: this.say("retry"), run: () => this.map?.retry() } });
  }

  private async locate(): Promise<void> {
    this.notices.say("place", { text: this.say("locateBusy") });
    const found = await locate();
    if (typeof found === "string") return this.notices.say("place", { text: this.say(found), for: SPOKEN_MS });
    const metres = distanceText(found.accuracy, this.language);
    const here: Spot = { lon: found.lon, lat: found.lat };
    const isHere = this.book !== null && inside(this.book.bounds, here.lon, here.lat);
    this.notices.say("place", { text: isHere ? this.say("locateFound", { metres }) : this.say("locateOutside"), for: SPOKEN_MS });
    this.map?.markPosition(here, found.accuracy);
    if (isHere) this.map?.go({ ...here, zoom: POSITION_ZOOM });
  }

  private async share(): Promise<void> {
    const done = await navigator.clipboard.writeText(location.href).then(() => true, () => false);
    this.notices.say("share", { text: this.say(done ? "shared" : "shareFailed"), for: SPOKEN_MS });
  }
}
