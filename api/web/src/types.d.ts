/** The library's worker, by its source: see vite.config.ts. */
declare module "maplibre-gl/worker" {
  export default class Worker {}
}
