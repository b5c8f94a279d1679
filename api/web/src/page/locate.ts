/** The reader's own position: asked for only when the button is pressed, and kept nowhere. */
import type { TextKey } from "../texts/texts.ts";

const PATIENCE_MS = 20_000;

export interface Located {
  readonly lon: number;
  readonly lat: number;
  readonly accuracy: number;
}

/** The position once, or the text that says why there is none. */
export function locate(): Promise<Located | TextKey> {
  return new Promise((resolve) => {
    if (!("geolocation" in navigator)) return resolve("locateFailed");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ lon: coords.longitude, lat: coords.latitude, accuracy: coords.accuracy }),
      (error) => resolve(error.code === error.PERMISSION_DENIED ? "locateDenied" : "locateFailed"),
      { enableHighAccuracy: true, timeout: PATIENCE_MS, maximumAge: 30_000 },
    );
  });
}
