import { fileURLToPath } from "node:url";
import tailwind from "@tailwindcss/vite";
import { tanstackRouter } from "@tanstack/router-plugin/vite";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { chunkOf } from "./scripts/chunks.ts";

/** The first view needs the latin font at once: its hashed file is preloaded from the page. */
function preloadFont(): Plugin {
  return {
    name: "preload-font",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(_, context) {
        const font = Object.keys(context.bundle ?? {}).find((file) =>
          /inter-latin-wght-normal.*\.woff2$/.test(file),
        );
        if (!font) return [];
        return [
          {
            tag: "link",
            attrs: {
              rel: "preload",
              href: `/${font}`,
              as: "font",
              type: "font/woff2",
              crossorigin: "",
            },
            injectTo: "head-prepend",
          },
        ];
      },
    },
  };
}

export default defineConfig(({ command }) => ({
  // The spec's names of the two addresses; see .env.example at the root of the repository.
  envPrefix: ["VITE_", "REACT_APP_"],
  plugins: [
    // Loaders are split off too: the entry holds of a route only its path, its search params and its guard.
    tanstackRouter({
      target: "react",
      autoCodeSplitting: true,
      // The gallery of all parts is for us alone.
      routeFileIgnorePattern: command === "build" ? "gallery" : undefined,
      codeSplittingOptions: {
        defaultBehavior: [["loader"], ["component"], ["errorComponent"], ["notFoundComponent"]],
      },
    }),
    react(),
    tailwind(),
    preloadFont(),
  ],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  server: {
    proxy: {
      "/api": { target: process.env.VITE_API ?? "http://localhost:8080", changeOrigin: false },
    },
  },
  build: {
    outDir: "dist",
    manifest: true,
    target: "es2022",
    // Fonts and icons stay files: the page's policy allows no data: fonts.
    assetsInlineLimit: 0,
    rolldownOptions: {
      // Else a page can end up in the file of what it shares with another page, which then loads both.
      experimental: { chunkOptimization: { mergeCommonChunks: false } },
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [{ name: chunkOf(import.meta.dirname), debugName: "by part" }],
        },
      },
    },
  },
}));
