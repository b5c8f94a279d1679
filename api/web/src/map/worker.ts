/**
 * The map's worker, an entry of its own in the build: what page and worker share is then fetched once,
 * while the library's ready-made worker would bring all of it a second time.
 */
import Worker from "maplibre-gl/worker";

export default Worker;
