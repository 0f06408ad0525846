// Lists of the desk over 100,000 posts: how long each takes to be answered, one at a time. On SQLite and PostgreSQL.
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { at, filled, privatePostgres } from './newsroom.mjs';
import { binary, median, serve, stop } from './process.mjs';

const MANY = Number(process.env.BENCH_POSTS ?? 100000);
const password = 'seven grey herons at dusk';
const ROUNDS = 30;

export async function measure({ folder, note }) {
  const room = filled(folder, MANY);
  if (room.seconds) {
    const megabytes = statSync(join(room.data, 'broadsheet.db')).size / 1e6;
    note(`filling ${MANY} posts, and the size of the database`, `${room.seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB`, 'measured');
  }
  await lists(room, 'SQLite', note);
  const database = (await privatePostgres(folder))('large');
  await lists(filled(folder, MANY, database), 'PostgreSQL', note);
}

async function lists(room, engine, note) {
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
  const byline = /<optgroup label="Other bylines"><option value="([0-9a-f-]{36})"/.exec(first)?.[1];
  const next = async (path) => `/desk/stories/?${/href="\/desk\/stories\/\?([^"]*after=[^"]*)"/.exec((await get(path)).text)?.[1].replaceAll('&#38;', '&')}`;
  // A draft of a word that nothing else holds, and one of a word that everything holds.
  for (const title of ['Zyzzyva', 'The harbour']) {
    const body = new URLSearchParams({ title, code: /name="form-code" content="([^"]*)"/.exec(first)?.[1], once: title });
    const begun = await fetch(`${url}/desk/stories/`, { method: 'POST', body, redirect: 'manual', headers: { cookie, origin: url } });
    if (begun.status !== 303) throw new Error(`beginning a story answered ${begun.status}`);
  }
  const paths = {
    'all stories': '/desk/stories/',
    'the next page': await next('/desk/stories/'),
    drafts: '/desk/stories/?state=draft',
    published: '/desk/stories/?state=published',
    'a section': `/desk/stories/?section=${section}`,
    'a published section': `/desk/stories/?state=published&section=${section}`,
    'my own': '/desk/stories/?mine=1',
    'a byline': `/desk/stories/?person=${byline}`,
    'published by a byline in a section': `/desk/stories/?state=published&section=${section}&person=${byline}`,
    'drafts of a section': `/desk/stories/?state=draft&section=${section}`,
    'a year': '/desk/stories/?since=2020-01-01&until=2020-12-31',
    'a rare word': '/desk/stories/?words=zyzzyva',
    'a word that nothing holds': '/desk/stories/?words=zzzz',
    'a word that nearly everything holds': '/desk/stories/?words=harbour',
    'such a word, the second page': await next('/desk/stories/?words=harbour'),
    'such a word in drafts': '/desk/stories/?words=harbour&state=draft',
    'such a word in a published section': `/desk/stories/?words=harbour&state=published&section=${section}`,
    'three such words of a byline in a year': `/desk/stories/?words=harbour+council+after&person=${byline}&since=2020-01-01&until=2020-12-31`,
    'a common beginning of words': '/desk/stories/?words=the',
    'the board': '/desk/board/',
    'the board of a section and a byline': `/desk/board/?section=${section}&person=${byline}`,
    'the media library': '/desk/media/',
    'the record': '/desk/audit/',
    'sections and tags': '/desk/sections/',
  };
  for (const [name, path] of Object.entries(paths)) {
    const times = [];
    for (let round = 0; round < ROUNDS; round++) times.push((await get(path)).millis);
    const worst = Math.max(...times);
    note(`the desk with ${MANY} posts on ${engine}, ${name}: median and worst of ${ROUNDS}`, `${median(times).toFixed(1)} ms, ${worst.toFixed(1)} ms`, '< 50 ms', median(times) < 50);
  }
  await stop(child);
}
