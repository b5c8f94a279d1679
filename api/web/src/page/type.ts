/** The page's own type, which the map too draws its labels with. */

const FACES = ["500 16px Jakarta", "700 16px Jakarta"];

/** Waits for the type to be there or not to come; without it, page and map use the device's own. */
export async function loadType(): Promise<void> {
  await Promise.allSettled(FACES.map((face) => document.fonts.load(face)));
}
