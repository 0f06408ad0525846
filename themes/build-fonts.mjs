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

mkdirSync(folder, { recursive: true });
for (const [name, file, target] of fonts) {
  const font = readFileSync(join(home(name), 'files', `${file}.woff2`));
  const made = await subsetFont(font, null, {
    targetFormat: 'woff2',
    keepAllGlyphs: true,
    variationAxes: { wght: { min: 400, max: 700 } },
  });
  writeFileSync(join(folder, `${target}.woff2`), made);
}
for (const name of ['source-serif-4', 'inter']) copyFileSync(join(home(name), 'LICENSE'), join(folder, `${name}.LICENSE.txt`));
