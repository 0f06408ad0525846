// Uncached story pages: each address once, over 1,000 and 100,000 posts, on both engines.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { at, filled, privatePostgres, storyPaths } from './newsroom.mjs';
import { serve, start, stop, wrk } from './process.mjs';

const MANY = Number(process.env.BENCH_POSTS ?? 100000);

export async function measure({ folder, note }) {
  const sqlite = { small: filled(folder, 1000), large: filled(folder, MANY) };
  if (sqlite.large.seconds) {
    note(`fill --posts ${MANY}`, `${sqlite.large.seconds.toFixed(0)} s`, '≤ 120 s', sqlite.large.seconds <= 120);
  }
  await compare(folder, note, 'SQLite', sqlite, 6000);
  const database = await privatePostgres(folder);
  const postgres = { small: filled(folder, 1000, database('small')), large: filled(folder, MANY, database('large')) };
  await compare(folder, note, 'PostgreSQL', postgres, 2500);
}

async function compare(folder, note, engine, rooms, promised) {
  const small = await onceEach(folder, rooms.small, 20);
  const large = await onceEach(folder, rooms.large, 1);
  note(
    `uncached story pages over ${MANY} posts, ${engine}, 50 connections`,
    `${large.rate.toFixed(0)}/s, p99 ${large.p99.toFixed(1)} ms`,
    `≥ ${promised}/s`,
    large.rate >= promised,
  );
  note(
    `the same over ${MANY} posts as over 1,000, ${engine}`,
    `${(large.rate / small.rate).toFixed(2)} of ${small.rate.toFixed(0)}/s`,
    '≥ 0.75',
    large.rate / small.rate >= 0.75,
  );
}

/** Asks for each story once; with few stories the server is started anew so often that the rate means something. */
async function onceEach(folder, room, rounds) {
  const paths = storyPaths(room);
  let [requests, seconds, p99] = [0, 0, 0];
  for (let round = 0; round < rounds; round++) {
    const site = await serve(at(room));
    const script = join(folder, 'paths.lua');
    const list = join(folder, 'paths.txt');
    writeFileSync(list, paths.join('\n'));
    // One thread of wrk walks the list; at its end it stops the clock by leaving.
    writeFileSync(
      script,
      `local paths = {}
for line in io.lines("${list}") do paths[#paths + 1] = line end
local next, done = 0, 0
function request()
  next = next + 1
  return wrk.format("GET", paths[math.min(next, #paths)])
end
function response()
  done = done + 1
  if done >= #paths then wrk.thread:stop() end
end`,
    );
    const before = performance.now();
    const result = wrk(site.url, { script, seconds: 60 });
    seconds += Math.min(result.count / result.rate, (performance.now() - before) / 1000);
    requests += result.count;
    p99 = Math.max(p99, result.p99);
    if (result.bad) throw new Error(`${result.bad} answers were no 2xx`);
    await stop(site.child);
  }
  return { rate: requests / seconds, p99 };
}
