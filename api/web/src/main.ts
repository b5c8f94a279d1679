/** The page's entry: says its words, asks for the style at once, and starts the map where it can be drawn. */
import "./look/base.css";
import "./look/frame.css";
import "./look/top.css";
import "./look/panel.css";
import "./look/card.css";
import "./look/print.css";
import { App } from "./app.ts";
import { byId, el } from "./page/dom.ts";
import { readLink } from "./read/link.ts";
import { pageOf } from "./read/service.ts";
import { rememberedLanguage, speak } from "./page/words.ts";

const view = readLink(location.hash);
const language = view.language ?? rememberedLanguage();
const say = speak(language);

if (canDraw()) {
  new App(view, language).start();
} else {
  document.documentElement.dataset["map"] = "impossible";
  const link = el("a", { class: "wide", href: pageOf() }, say("noWebglLink"));
  byId("opening").replaceWith(
    el("div", { class: "opening", role: "alert" }, el("h2", {}, say("noWebgl")), el("p", {}, say("noWebglWhy")), link),
  );
}

/** Whether this browser can draw the map at all. */
function canDraw(): boolean {
  return document.createElement("canvas").getContext("webgl2") !== null;
}
