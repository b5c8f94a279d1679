/** What stands in place of a map that cannot be drawn. */
import { pageOf } from "../read/service.ts";
import type { Say } from "../texts/texts.ts";
import { button, byId, el } from "./dom.ts";

/** Says why there is no map: a browser that cannot draw one, or a service that cannot be reached. */
export function showFailure(error: unknown, say: Say): void {
  const cannot = error instanceof Error && error.name === "GPUInitializationError";
  if (!cannot) console.error(error);
  document.documentElement.dataset["map"] = cannot ? "impossible" : "failed";
  const words = cannot ? impossible(say) : [el("p", {}, say("styleFailed")), button({ class: "wide" }, () => location.reload(), say("retry"))];
  byId("opening").replaceWith(el("div", { class: "opening", role: "alert" }, ...words));
}

function impossible(say: Say): HTMLElement[] {
  return [
    el("h2", {}, say("noWebgl")),
    el("p", {}, say("noWebglWhy")),
    el("a", { class: "wide", href: pageOf() }, say("noWebglLink")),
  ];
}
