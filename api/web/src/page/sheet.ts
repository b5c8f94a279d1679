/** The panel's two forms: a column beside the map, and on a phone a sheet that slides up from below. */
import { byId } from "./dom.ts";

const NARROW = window.matchMedia("(max-width: 719px)");
const DRAG_PX = 28;

/** Whether the page is laid out for a phone. */
export function isNarrow(): boolean {
  return NARROW.matches;
}

/** The panel's grip: opens and closes by a press, a key, or a drag of the finger. */
export class Sheet {
  private readonly panel = byId("panel");
  private readonly grip = byId<HTMLButtonElement>("grip");
  private from: number | null = null;

  constructor() {
    this.settle();
    NARROW.addEventListener("change", () => this.settle());
    this.grip.addEventListener("click", () => this.set(!this.isOpen));
    this.grip.addEventListener("pointerdown", (event) => (this.from = event.clientY));
    this.grip.addEventListener("pointerup", (event) => this.drop(event));
    this.grip.addEventListener("pointercancel", () => (this.from = null));
  }

  get isOpen(): boolean {
    return this.grip.getAttribute("aria-expanded") === "true";
  }

  set(open: boolean): void {
    this.grip.setAttribute("aria-expanded", String(open));
    this.panel.classList.toggle("closed", !open);
  }

  /** Takes the form that suits the screen, at once: what is measured next must not see it move. */
  private settle(): void {
    this.panel.style.transition = "none";
    this.set(!isNarrow());
    this.panel.getBoundingClientRect();
    this.panel.style.transition = "";
  }

  /** A drag up opens and a drag down closes; the press that ends it must not undo it. */
  private drop(event: PointerEvent): void {
    const by = this.from === null ? 0 : event.clientY - this.from;
    this.from = null;
    if (Math.abs(by) < DRAG_PX || !isNarrow()) return;
    this.grip.addEventListener("click", (click) => click.stopImmediatePropagation(), { capture: true, once: true });
    this.set(by < 0);
  }
}

/** The part of the map that nothing covers, as room to keep free on each side, in pixels. */
export function room(): { top: number; right: number; bottom: number; left: number } {
  const edge = 36;
  const free = { top: edge, right: edge, bottom: edge, left: edge };
  const card = byId("card");
  if (isNarrow()) {
    const below = card.hidden ? byId("panel") : card;
    free.top += byId("top").getBoundingClientRect().bottom;
    free.bottom += Math.min(window.innerHeight * 0.5, window.innerHeight - below.getBoundingClientRect().top);
    return free;
  }
  const panel = byId("panel").getBoundingClientRect();
  free.left += panel.width > 0 ? panel.right : 0;
  free.right += card.hidden ? 64 : window.innerWidth - card.getBoundingClientRect().left;
  return free;
}
