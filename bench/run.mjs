// Measures the figures of PROMISES.md on this machine and prints them as a table: `make bench`, or
// `node bench/run.mjs cached uncached` for some of them. Servers listen on loopback only and are stopped at the end.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopAll } from './process.mjs';
import * as cached from './cached.mjs';
import * as uncached from './uncached.mjs';
import * as counting from './counting.mjs';
import * as desk from './desk.mjs';
import * as deskFlood from './desk_flood.mjs';
import * as live from './live.mjs';
import * as invalidation from './invalidation.mjs';
import * as page from './page.mjs';
import * as search from './search.mjs';
import * as narration from './narration.mjs';
import * as pictures from './pictures.mjs';
import * as start from './start.mjs';
import * as signUp from './sign_up.mjs';
import * as templates from './templates.mjs';

const parts = { cached, counting, templates, start, uncached, invalidation, sign_up: signUp, live, narration, desk, desk_flood: deskFlood, page, pictures, search };
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !parts[name]);
if (unknown.length) {
  console.error(`There is no figure called ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}.`);
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), 'broadsheet-bench-'));
const rows = [];
/** Notes one figure: what it is, what was measured, what was promised (text) and whether it holds. */
const note = (what, measured, promised, holds) => {
  rows.push({ what, measured, promised, holds });
  console.log(`${holds === undefined ? '    ' : holds ? ' ok ' : 'FAIL'} ${what}: ${measured} (promised: ${promised})`);
};
try {
  for (const [name, part] of Object.entries(parts)) {
    if (wanted.length && !wanted.includes(name)) continue;
    console.log(`\n== ${name}`);
    try {
      await part.measure({ folder, note });
    } catch (error) {
      note(`${name}, as far as it came`, String(error.message).split('\n')[0], 'measured', false);
    }
    await stopAll();
  }
} finally {
  await stopAll();
  rmSync(folder, { recursive: true, force: true });
}
console.log('\n| figure | measured | promised | holds |\n|---|--:|--:|---|');
for (const row of rows) {
  console.log(`| ${row.what} | ${row.measured} | ${row.promised} | ${row.holds === undefined ? '' : row.holds ? 'yes' : '**no**'} |`);
}
