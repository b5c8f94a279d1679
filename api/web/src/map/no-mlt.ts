/**
 * Stands in the build for the library's decoder of MapLibre's own tile encoding: the service's tiles are Mapbox
 * vector tiles, and the decoder is a tenth of the code that a phone would have to fetch.
 */
export class MLTVectorTile {
  constructor() {
    throw new Error("Tiles in the MLT encoding are not supported by this page");
  }
}
