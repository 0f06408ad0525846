// The default theme's templates with data in memory, by criterion: a story page and a front page.
import { readFileSync } from 'node:fs';
import { run } from './process.mjs';

export async function measure({ note }) {
  run('cargo', ['bench', '-q', '-p', 'theme', '--bench', 'pages'], { stdio: ['ignore', 'inherit', 'inherit'] });
  for (const [name, promised] of [['story', 150], ['front', 500]]) {
    const file = new URL(`../target/criterion/${name} page/new/estimates.json`, import.meta.url);
    const micros = JSON.parse(readFileSync(file, 'utf8')).median.point_estimate / 1000;
    note(`${name} page of the default theme, data in memory`, `${micros.toFixed(0)} µs`, `≤ ${promised} µs`, micros <= promised);
  }
}
