// Bundles every src/<name>/index.(js|ts) into <name>.js beside this file, with the licence texts of the packages that
// went into it in <name>.licences.txt. Run: npm install && npm run build [-- <name> …]. The results are committed, so that
// nobody needs Node to run the workbench.

import { existsSync } from "node:fs";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const source = join(here, "src");

/** The block comment a script begins with: its contract with Python, kept on top of the bundle. */
function contractOf(text) {
  return text.match(/^\s*\/\*[\s\S]*?\*\//)?.[0].trim() ?? "";
}

/** Folders of the packages that esbuild put into a bundle, in order of name. */
function packagesIn(metafile) {
  const folders = Object.keys(metafile.inputs)
    .map((path) => path.match(/^(?:.*\/)?node_modules\/(@[^/]+\/[^/]+|[^/]+)/)?.[1])
    .filter(Boolean);
  return [...new Set(folders)].sort();
}

async function licenceOf(name) {
  const folder = join(here, "node_modules", name);
  const { version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file ? await readFile(join(folder, file), "utf8") : "(its package carries no licence file)";
  return `${name} ${version} (${license})\n\n${text.trim()}\n`;
}

async function bundle(name) {
  const entry = ["index.ts", "index.js"].map((file) => join(source, name, file)).find(existsSync);
  if (!entry) return;
  const { metafile } = await build({
    entryPoints: [entry],
    outfile: join(here, `${name}.js`),
    absWorkingDir: here,
    bundle: true,
    minify: true,
    format: "iife",
    target: "chrome120",
    charset: "utf8",
    legalComments: "none", // the whole licence texts stand beside the bundle
    banner: { js: contractOf(await readFile(entry, "utf8")) },
    metafile: true,
  });
  const licences = await Promise.all(packagesIn(metafile).map(licenceOf));
  if (licences.length) await writeFile(join(here, `${name}.licences.txt`), licences.join(`\n${"-".repeat(80)}\n\n`));
}

const folders = (await readdir(source, { withFileTypes: true })).filter((entry) => entry.isDirectory());
const wanted = process.argv.slice(2);
await Promise.all(folders.map(({ name }) => name).filter((name) => !wanted.length || wanted.includes(name)).map(bundle));
