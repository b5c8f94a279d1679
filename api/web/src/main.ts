/** The page's entry: says its words in the reader's language, and starts the page. */
import "./look/base.css";
import "./look/frame.css";
import "./look/top.css";
import "./look/panel.css";
import "./look/card.css";
import "./look/print.css";
import { App } from "./app.ts";
import { readLink } from "./read/link.ts";
import { rememberedLanguage, speak } from "./page/words.ts";

const view = readLink(location.hash);
const language = view.language ?? rememberedLanguage();
speak(language);
new App(view, language).start();
