// Makes built/ of the island and of the fonts. Run: npm ci && node build.mjs
import { build } from "esbuild";
import { copyFile, mkdir, readdir, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { join } from "node:path";

const here = fileURLToPath(new URL(".", import.meta.url));
const out = join(here, "built");

await mkdir(out, { recursive: true });
for (const name of await readdir(out)) {
  if (name !== "README") await rm(join(out, name), { recursive: true });
}

await build({
  entryPoints: [join(here, "island/stemma.ts")],
  outfile: join(out, "stemma.js"),
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  logLevel: "warning",
});

const serif = "node_modules/@fontsource-variable/source-serif-4";
const sans = "node_modules/@fontsource-variable/source-sans-3";
const copies = {
  "fonts.css": "island/fonts.css",
  "serif.woff2": `${serif}/files/source-serif-4-latin-opsz-normal.woff2`,
  "serif-italic.woff2": `${serif}/files/source-serif-4-latin-wght-italic.woff2`,
  "serif-ext.woff2": `${serif}/files/source-serif-4-latin-ext-wght-normal.woff2`,
  "sans.woff2": `${sans}/files/source-sans-3-latin-wght-normal.woff2`,
  "sans-ext.woff2": `${sans}/files/source-sans-3-latin-ext-wght-normal.woff2`,
  "source-serif-4-licence.txt": `${serif}/LICENSE`,
  "world.json": "node_modules/world-atlas/countries-110m.json",
  "source-sans-3-licence.txt": `${sans}/LICENSE`,
};
for (const [to, from] of Object.entries(copies)) await copyFile(join(here, from), join(out, to));
