// Writes broadsheet/assets/fonts/: Source Serif 4 (upright with optical sizes, italic without) and Inter, by script, with
// the weights 400 to 700 that the theme uses. Leaving out the other weights saves a third.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import subsetFont from 'subset-font';

const packages = createRequire(import.meta.url);
const folder = new URL('broadsheet/assets/fonts/', import.meta.url).pathname;
const home = (name) => dirname(packages.resolve(`@fontsource-variable/${name}/package.json`));

const fonts = [];
for (const script of ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext']) {
  fonts.push(['source-serif-4', `source-serif-4-${script}-opsz-normal`, `source-serif-4-${script}`]);
  fonts.push(['inter', `inter-${script}-wght-normal`, `inter-${script}`]);
}
for (const script of ['latin', 'cyrillic']) {
  fonts.push(['source-serif-4', `source-serif-4-${script}-wght-italic`, `source-serif-4-${script}-italic`]);
}

/** Writes a font with these characters of the file's, or with all. */
async function write(name, file, target, characters = null, into = folder) {
  const font = readFileSync(join(home(name), 'files', `${file}.woff2`));
  const made = await subsetFont(font, characters, {
    targetFormat: 'woff2',
    keepAllGlyphs: characters === null,
    noLayoutClosure: characters !== null,
    variationAxes: { wght: { min: 400, max: 700 } },
  });
  writeFileSync(join(into, `${target}.woff2`), made);
}

mkdirSync(folder, { recursive: true });
for (const font of fonts) await write(...font);

// Spaces, digits and marks stand in every text, whatever its letters. Pages in Cyrillic take them from a file of their own,
// so that one needs the Latin letters only where it has some. The style sheet says the same ranges.
const marks = [[0x20, 0x3f], [0x5b, 0x5b], [0x5d, 0x5d], [0xa0, 0xa0], [0xa7, 0xa7], [0xab, 0xab], [0xb0, 0xb0], [0xb7, 0xb7], [0xbb, 0xbb], [0x2bc, 0x2bc], [0x2009, 0x200a], [0x2010, 0x2014], [0x2018, 0x201e], [0x2022, 0x2022], [0x2026, 0x2026], [0x202f, 0x202f]];
const characters = marks.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, at) => String.fromCodePoint(from + at))).join('');
await write('source-serif-4', 'source-serif-4-latin-opsz-normal', 'source-serif-4-marks', characters);
await write('source-serif-4', 'source-serif-4-latin-wght-italic', 'source-serif-4-marks-italic', characters);

// The desk writes headings in it, which need no optical sizes: less than half of the bytes.
const desk = new URL('../desk/dist/fonts/', import.meta.url).pathname;
mkdirSync(desk, { recursive: true });
for (const script of ['latin', 'cyrillic']) await write('source-serif-4', `source-serif-4-${script}-wght-normal`, `source-serif-4-${script}-desk`, null, desk);
for (const name of ['source-serif-4', 'inter']) copyFileSync(join(home(name), 'LICENSE'), join(folder, `${name}.LICENSE.txt`));
