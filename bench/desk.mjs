// Lists of the desk over 100,000 posts: how long each takes to be answered, one at a time.
import { execFileSync } from 'node:child_process';
import { at, filled } from './newsroom.mjs';
import { binary, median, serve, stop } from './process.mjs';

const MANY = Number(process.env.BENCH_POSTS ?? 100000);
const password = 'seven grey herons at dusk';
const ROUNDS = 30;

export async function measure({ folder, note }) {
  const room = filled(folder, MANY);
  execFileSync(binary, ['user', 'add', ...at(room), '--email', 'ann@bench.example', '--name', 'Ann', '--role', 'owner'], { input: password });
  const { child, url } = await serve(at(room), '/desk/sign-in/');
  const form = new URLSearchParams({ email: 'ann@bench.example', password });
  const entered = await fetch(`${url}/desk/sign-in/`, { method: 'POST', body: form, redirect: 'manual', headers: { origin: url } });
  const cookie = entered.headers.get('set-cookie')?.split(';')[0];
  if (!cookie) throw new Error(`signing in answered ${entered.status}`);
  const get = async (path) => {
    const begun = performance.now();
    const answer = await fetch(url + path, { headers: { cookie } });
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
    return { millis: performance.now() - begun, text };
  };
  const first = (await get('/desk/stories/')).text;
  const section = /<option value="([0-9a-f-]{36})"/.exec(first)?.[1];
  const older = /href="\/desk\/stories\/\?([^"]*after=[^"]*)"/.exec(first)?.[1].replaceAll('&amp;', '&').replaceAll('&#38;', '&');
  const lists = {
    'all stories': '/desk/stories/',
    'the next page': `/desk/stories/?${older}`,
    drafts: '/desk/stories/?state=draft',
    published: '/desk/stories/?state=published',
    'a section': `/desk/stories/?section=${section}`,
    'a published section': `/desk/stories/?state=published&section=${section}`,
    'my own': '/desk/stories/?mine=1',
    'a word that no headline holds': '/desk/stories/?words=zzzz',
    'the board': '/desk/board/',
    'the media library': '/desk/media/',
    'the record': '/desk/audit/',
    'sections and tags': '/desk/sections/',
  };
  for (const [name, path] of Object.entries(lists)) {
    const times = [];
    for (let round = 0; round < ROUNDS; round++) times.push((await get(path)).millis);
    const worst = Math.max(...times);
    note(`the desk with ${MANY} posts, ${name}: median and worst of ${ROUNDS}`, `${median(times).toFixed(1)} ms, ${worst.toFixed(1)} ms`, '< 50 ms', median(times) < 50);
  }
  await stop(child);
}
