import { resolve } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { defineConfig, type Plugin } from "vite";

const LIBRARY = resolve(import.meta.dirname, "node_modules/maplibre-gl/src");
const WORKER = "src/map/worker.ts";

/**
 * Names the worker's file to the page, and has the browser fetch at once what it would otherwise ask for in
 * turn: the map's code, what page and worker share, and the type.
 */
function fetchAtOnce(): Plugin {
  return {
    name: "fetch-at-once",
    transformIndexHtml: {
      order: "post",
      handler(_html, { bundle }) {
        if (!bundle) return [link({ id: "map-worker", rel: "prefetch", href: `/map/${WORKER}` })];
        const files = Object.values(bundle);
        const entry = files.find((file) => file.type === "chunk" && file.isEntry && file.name === "worker");
        const map = files.find((file) => file.type === "chunk" && file.isDynamicEntry && file.name === "mapview");
        if (entry?.type !== "chunk" || map?.type !== "chunk") throw new Error("The build lacks the map or its worker");
        const type = files.filter(({ fileName }) => fileName.endsWith(".woff2"));
        return [
          ...[map.fileName, ...map.imports].map((file) => link({ rel: "modulepreload", href: `/map/${file}` })),
          link({ id: "map-worker", rel: "modulepreload", href: `/map/${entry.fileName}` }),
          ...type.map(({ fileName }) => link({ rel: "preload", as: "font", crossorigin: true, href: `/map/${fileName}` })),
        ];
      },
    },
  };
}

function link(attrs: Record<string, string | boolean>) {
  return { tag: "link", attrs, injectTo: "head" as const };
}

/** Writes each text file a second and third time, compressed as well as can be, for the server to send. */
function compressed(): Plugin {
  return {
    name: "compressed",
    enforce: "post",
    generateBundle: {
      // Last of all: Vite still fills in which files to fetch ahead, and what is compressed must be what is served.
      order: "post",
      handler(_options, bundle) {
        for (const file of Object.values(bundle)) {
          const source = file.type === "chunk" ? file.code : file.source;
          if (!/\.(js|css)$/.test(file.fileName)) continue;
          const bytes = Buffer.from(source);
          const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
          this.emitFile({ type: "asset", fileName: `${file.fileName}.br`, source: brotli });
          this.emitFile({ type: "asset", fileName: `${file.fileName}.gz`, source: gzipSync(bytes, { level: 9 }) });
        }
      },
    },
  };
}

export default defineConfig({
  base: "/map/",
  resolve: {
    // The library is built from its source, so that page and worker share one copy of what both need (a third
    // less to fetch than the two ready-made bundles), and without a decoder for tiles that the service never makes.
    alias: [
      { find: /^maplibre-gl$/, replacement: `${LIBRARY}/index.ts` },
      { find: /^maplibre-gl\/worker$/, replacement: `${LIBRARY}/source/worker.ts` },
      { find: /^(\.\.?\/)+(source\/)?vector_tile_mlt\.ts$/, replacement: resolve(import.meta.dirname, "src/map/no-mlt.ts") },
    ],
  },
  // The library's source counts on fields that are declared only for their type being left alone.
  oxc: { assumptions: { setPublicClassFields: true }, typescript: { removeClassFieldsWithoutInitializer: true } },
  plugins: [fetchAtOnce(), compressed()],
  build: {
    target: "es2022",
    chunkSizeWarningLimit: 700,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { index: resolve(import.meta.dirname, "index.html"), worker: resolve(import.meta.dirname, WORKER) },
    },
  },
});
