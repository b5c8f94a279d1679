/** The round buttons beside the map, its scale and its credits. */
import { metresPerPixel, scaleBar } from "../map/scale.ts";
import type { Language, Position } from "../read/link.ts";
import { LOCALES, type Say } from "../texts/texts.ts";
import { button, byId, el, icon } from "./dom.ts";

const SCALE_ROOM_PX = 110;

export interface ToolActs {
  readonly zoomed: (steps: number) => void;
  readonly whole: () => void;
  readonly located: () => void;
}

export function drawTools(say: Say, acts: ToolActs): void {
  const tool = (name: string, text: string, act: () => void): HTMLButtonElement =>
    button({ class: `tool ${name}`, "aria-label": text, title: text }, act, icon(name));
  byId("tools").replaceChildren(
    tool("locate", say("locate"), acts.located),
    tool("whole", say("whole"), acts.whole),
    tool("plus", say("zoomIn"), () => acts.zoomed(1)),
    tool("minus", say("zoomOut"), () => acts.zoomed(-1)),
  );
}

export function drawScale({ zoom, lat }: Position, language: Language): void {
  const { metres, width } = scaleBar(metresPerPixel(zoom, lat), SCALE_ROOM_PX);
  const format = new Intl.NumberFormat(LOCALES[language]);
  const bar = byId("scale");
  bar.style.setProperty("--width", `${Math.round(width)}px`);
  const words = bar.firstElementChild;
  if (words) words.textContent = metres < 1000 ? `${format.format(metres)} m` : `${format.format(metres / 1000)} km`;
}

/** Who made what is shown, as text: an attribution's markup is taken off. */
export function drawCredits(attributions: readonly string[]): void {
  const plain = attributions.map((text) => new DOMParser().parseFromString(text, "text/html").body.textContent?.trim() ?? "");
  const sources = [...new Set(plain)].filter((text) => text !== "");
  const credits = byId("credits");
  credits.hidden = sources.length === 0;
  credits.querySelector("ul")?.replaceChildren(...sources.map((text) => el("li", {}, text)));
}
