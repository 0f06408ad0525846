// An update to an old post with 10,000 pages cached: how many pages it drops, and how soon the new text is served.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { at, filled, indexed, storyPaths } from './newsroom.mjs';
import { binary, freePort, median, residentMegabytes, run, serve } from './process.mjs';

const MANY = Number(process.env.BENCH_POSTS ?? 100000);

export async function measure({ folder, note }) {
  const room = filled(folder, MANY);
  await indexed(room);
  const metricsPort = await freePort();
  const site = await serve(at(room), '/readyz', { BROADSHEET_METRICS__LISTEN: `127.0.0.1:${metricsPort}` });
  const paths = storyPaths(room);
  const step = Math.floor(paths.length / 10000) || 1;
  const chosen = paths.filter((_, i) => i % step === 0).slice(0, 10000);
  await visit(site.url, chosen);
  const memory = residentMegabytes(site.child.pid);
  note(`memory after ${chosen.length} different pages`, `${memory.toFixed(0)} MB`, '≤ 300 MB', memory <= 300);

  const metric = async (name) => {
    const text = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
    return Number(new RegExp(`^${name}(?:\\{[^}]*\\})? ([\\d.e+]+)`, 'm').exec(text)?.[1]);
  };
  const times = [];
  let dropped = 0;
  for (let round = 0; round < 7; round++) {
    const path = chosen[1000 + round * 100];
    const words = `Round ${round} of the new text, ${Math.floor(performance.now())}.`;
    const file = join(folder, 'update.md');
    writeFileSync(file, `---\ntitle: An old story, updated\nslug: ${path.slice(1, -1)}\nlanguage: en\n---\n${words}\n`);
    const before = await metric('broadsheet_pages_invalidated_total');
    run(binary, ['post', 'publish', file, ...at(room)]);
    const saved = performance.now();
    while (!(await (await fetch(site.url + path)).text()).includes(words)) {
      if (performance.now() - saved > 5000) throw new Error(`${path} still shows the old text after 5 s`);
    }
    times.push(performance.now() - saved);
    dropped = Math.max(dropped, (await metric('broadsheet_pages_invalidated_total')) - before);
  }
  note(`pages dropped by an update to an old post, ${chosen.length} cached`, String(dropped), '< 50', dropped < 50 && dropped >= 1);
  note(
    'from the end of `post publish` to the new text, median and worst of 7',
    `${median(times).toFixed(0)} ms, ${Math.max(...times).toFixed(0)} ms`,
    '≤ 50 ms',
    Math.max(...times) <= 50,
  );
}

async function visit(url, paths) {
  const { Agent, get } = await import('node:http');
  const agent = new Agent({ keepAlive: true, maxSockets: 20 });
  let next = 0;
  const walk = async () => {
    while (next < paths.length) {
      const path = paths[next++];
      await new Promise((done, failed) => {
        get(url + path, { agent }, (answer) => answer.resume().on('end', done)).on('error', failed);
      });
    }
  };
  await Promise.all(Array.from({ length: 20 }, walk));
  agent.destroy();
}
