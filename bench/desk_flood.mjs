// The desk while readers flood the site, with a listener of its own and without: how long one person waits for a list and
// for saving what they write, one request after the other.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { at, filled, indexed, storyPaths } from './newsroom.mjs';
import { binary, freePort, p99, serve, stop, wrkBeside } from './process.mjs';

const MANY = Number(process.env.BENCH_POSTS ?? 100000);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 10);
const LIST = '/desk/stories/?state=published';
/** Milliseconds, for the desk on its own listener. */
const PROMISED = 250;
const who = { email: 'flood@bench.example', password: 'seven grey herons at dusk' };

export async function measure({ folder, note }) {
  const room = filled(folder, MANY);
  execFileSync(binary, ['user', 'add', ...at(room), '--email', who.email, '--name', 'Ann', '--role', 'editor'], { input: who.password });
  await indexed(room);
  const floods = {
    nobody: undefined,
    'cached pages': undefined,
    'uncached pages': script(folder, 'uncached', storyPaths(room)),
    'pages that are not there': script(folder, 'missing', Array.from({ length: 50_000 }, (_, i) => `/nothing-${i}/`)),
  };
  for (const apart of [true, false]) {
    const port = await freePort();
    // With next to no cache, whatever is asked for is rendered.
    const env = { BROADSHEET_CACHE__MEGABYTES: '1', BROADSHEET_NARRATION__VOICE: 'off', ...(apart && { BROADSHEET_DESK__LISTEN: `127.0.0.1:${port}` }) };
    const { child, url } = await serve(at(room), '/readyz', env);
    const desk = await signedIn(apart ? `http://127.0.0.1:${port}` : url);
    const where = apart ? 'on its own listener' : 'on the listener of the site';
    for (const [name, script] of Object.entries(floods)) {
      const flood = name !== 'nobody' && wrkBeside(`${url}/`, { connections: 200, seconds: SECONDS + 2, script });
      const { list, save } = await work(desk, SECONDS);
      const beside = flood ? `${name} (${(await flood.ended).rate.toFixed(0)}/s)` : name;
      const held = p99(list) < PROMISED && p99(save) < PROMISED;
      note(
        `the desk ${where}, beside ${beside}: p99 of a list and of saving, ${list.length} of each`,
        `${p99(list).toFixed(0)} ms, ${p99(save).toFixed(0)} ms`,
        apart ? `< ${PROMISED} ms` : 'nothing',
        apart ? held : undefined,
      );
    }
    await stop(child);
  }
}

/** A script for wrk that asks for one address after the other. */
function script(folder, name, paths) {
  const [list, lua] = [join(folder, `${name}.txt`), join(folder, `${name}.lua`)];
  writeFileSync(list, paths.map((_, i) => paths[(i * 7919) % paths.length]).join('\n'));
  writeFileSync(lua, `local paths, next = {}, 0
for line in io.lines("${list}") do paths[#paths + 1] = line end
function request()
  next = next % #paths + 1
  return wrk.format("GET", paths[next])
end`);
  return lua;
}

async function signedIn(url) {
  const body = new URLSearchParams(who);
  const entered = await fetch(`${url}/desk/sign-in/`, { method: 'POST', body, redirect: 'manual', headers: { origin: url } });
  const cookie = entered.headers.get('set-cookie')?.split(';')[0];
  if (!cookie) throw new Error(`signing in answered ${entered.status}`);
  const page = await (await fetch(url + LIST, { headers: { cookie } })).text();
  const headers = { cookie, origin: url, accept: 'application/json', 'x-form-code': /name="form-code" content="([^"]+)"/.exec(page)[1] };
  const begun = await fetch(`${url}/desk/stories/`, { method: 'POST', body: new URLSearchParams({ title: 'Flood' }), redirect: 'manual', headers });
  return { url, headers, copy: `${url}${begun.headers.get('location')}copy`, version: 0 };
}

/** A list and a save in turn for so many seconds; gives how long each took, in milliseconds. */
async function work(desk, seconds) {
  const times = { list: [], save: [] };
  const timed = async (into, url, options) => {
    const begun = performance.now();
    const answer = await fetch(url, { headers: desk.headers, ...options });
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}: ${text.slice(0, 200)}`);
    into.push(performance.now() - begun);
    return text;
  };
  const end = performance.now() + seconds * 1000;
  for (let n = 0; performance.now() < end; n++) {
    await timed(times.list, desk.url + LIST, { headers: { ...desk.headers, accept: 'text/html' } });
    const content = [{ type: 'paragraph', content: [{ type: 'text', text: `${n} ${'A sentence of the story. '.repeat(200)}` }] }];
    const body = JSON.stringify({ version: desk.version, holder: 'bench', text: { title: 'Flood', document: { type: 'doc', content } } });
    const saved = await timed(times.save, desk.copy, { method: 'PUT', body, headers: { ...desk.headers, 'content-type': 'application/json' } });
    desk.version = JSON.parse(saved).version;
  }
  return times;
}
