// Searching over many posts: mixed queries through HTTP, and how soon a published change is found.
import { writeFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { join } from 'node:path';
import { at, filled, indexed } from './newsroom.mjs';
import { binary, median, run, serve } from './process.mjs';

const MANY = Number(process.env.BENCH_POSTS ?? 100000);
const QUERIES = 4000;
/** Readers who search at the same time. */
const READERS = 2;

export async function measure({ folder, note }) {
  const room = filled(folder, MANY);
  const { seconds, megabytes } = await indexed(room);
  note(`building the search index of ${MANY} posts beside the running site`, `${seconds.toFixed(0)} s, ${megabytes.toFixed(0)} MB then`, 'measured');
  const site = await serve(at(room));

  const words = await vocabulary(site.url);
  const queries = Array.from({ length: QUERIES }, (_, i) => query(words, i));
  const times = await ask(site.url, queries);
  times.sort((a, b) => a - b);
  const p99 = times[Math.floor(times.length * 0.99)];
  note(
    `search over ${MANY} posts, ${QUERIES} different queries, ${READERS} at a time: median, p99`,
    `${median(times).toFixed(1)} ms, ${p99.toFixed(1)} ms`,
    'p99 < 20 ms',
    p99 < 20,
  );

  const seen = [];
  for (let round = 0; round < 7; round++) {
    const word = `zyx${'abcdefg'[round]}${Date.now().toString(36).replace(/\d/g, 'q')}`;
    const file = join(folder, 'found.md');
    writeFileSync(file, `---\ntitle: A story about ${word}\nslug: found-${round}\nlanguage: en\n---\nNothing else.\n`);
    run(binary, ['post', 'publish', file, ...at(room)]);
    const saved = performance.now();
    while (!(await (await fetch(`${site.url}/search/?q=${word}`)).text()).includes(`/found-${round}/`)) {
      if (performance.now() - saved > 10_000) throw new Error(`${word} is not found after 10 s`);
    }
    seen.push(performance.now() - saved);
  }
  note(
    'from the end of `post publish` to being found, median and worst of 7',
    `${median(seen).toFixed(0)} ms, ${Math.max(...seen).toFixed(0)} ms`,
    '≤ 1,000 ms',
    Math.max(...seen) <= 1000,
  );
}

/** Words that stories have: what a page says, without its markup. */
async function vocabulary(url) {
  const words = new Set();
  for (const path of ['/', '/page/2/', '/page/3/', '/page/4/', '/feed/']) {
    const html = await (await fetch(url + path)).text();
    for (const word of html.replace(/<[^>]*>/g, ' ').match(/\p{L}{4,}/gu) ?? []) words.add(word);
  }
  return [...words];
}

/** One word, two, three, a phrase, a typing error, a word left out, a filter, another order; all of them in turn. */
function query(words, i) {
  const word = (n) => words[(i * 7919 + n * 104729) % words.length];
  const mistyped = (text) => text.slice(0, 2) + text[3] + text[2] + text.slice(4);
  const q = [
    () => word(0),
    () => `${word(0)} ${word(1)}`,
    () => `${word(0)} ${word(1)} ${word(2)}`,
    () => `"${word(0)} ${word(1)}"`,
    () => mistyped(word(0)),
    () => `${word(0)} -${word(1)}`,
    () => word(0),
    () => `${word(0)} ${word(1)}`,
  ][i % 8]();
  const more = i % 8 === 6 ? '&from=2026-01-01' : i % 8 === 7 ? '&sort=new' : '';
  // The page's number makes each question another one, so that none is answered from memory.
  return `/search/?q=${encodeURIComponent(q)}${more}&page=${1 + (Math.floor(i / words.length) % 50)}`;
}

async function ask(url, paths) {
  const agent = new Agent({ keepAlive: true, maxSockets: READERS });
  const times = [];
  let next = 0;
  const reader = async () => {
    while (next < paths.length) {
      const path = paths[next++];
      const begun = performance.now();
      await new Promise((done, failed) => {
        get(url + path, { agent }, (answer) => {
          if (answer.statusCode !== 200) failed(new Error(`${path}: ${answer.statusCode}`));
          answer.resume().on('end', done);
        }).on('error', failed);
      });
      times.push(performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: READERS }, reader));
  agent.destroy();
  return times;
}
