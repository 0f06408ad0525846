// Uncached story pages: each address once, over 1,000 and 100,000 posts, on both engines.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { at, filled, indexed, privatePostgres, storyPaths } from './newsroom.mjs';
import { serve, stop, wrk } from './process.mjs';

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
  for (const room of Object.values(rooms)) await indexed(room);
  const large = await onceEach(folder, rooms.large);
  note(
    `uncached story pages over ${MANY} posts, ${engine}, 50 connections`,
    `${large.rate.toFixed(0)}/s, p99 ${large.p99.toFixed(1)} ms`,
    `≥ ${promised}/s`,
    large.rate >= promised,
  );
  // With 1,000 posts the list is over at once. So both walk theirs again and again, with next to no cache.
  const env = { BROADSHEET_CACHE__MEGABYTES: '1' };
  const few = await onceEach(folder, rooms.small, env);
  const many = await onceEach(folder, rooms.large, env);
  note(
    `${MANY} posts against 1,000, cache of 1 MB, ${engine}`,
    `${many.rate.toFixed(0)}/s against ${few.rate.toFixed(0)}/s; ratio ${(many.rate / few.rate).toFixed(2)}`,
    'ratio ≥ 0.75',
    many.rate / few.rate >= 0.75,
  );
}

/** Asks for one story after the other, each address once before any comes again, for six seconds. */
async function onceEach(folder, room, env = {}) {
  const paths = storyPaths(room);
  // Not in the order of their making, so that neighbours are not in memory already.
  const mixed = paths.map((_, i) => paths[(i * 7919) % paths.length]);
  const [list, script] = [join(folder, 'paths.txt'), join(folder, 'paths.lua')];
  writeFileSync(list, mixed.join('\n'));
  writeFileSync(
    script,
    `local paths, next = {}, 0
for line in io.lines("${list}") do paths[#paths + 1] = line end
function request()
  next = next % #paths + 1
  return wrk.format("GET", paths[next])
end`,
  );
  const site = await serve(at(room), '/readyz', env);
  const result = wrk(site.url, { script, seconds: 6 });
  await stop(site.child);
  if (result.bad) throw new Error(`${result.bad} answers were no 2xx`);
  if (!env.BROADSHEET_CACHE__MEGABYTES && result.count > paths.length) throw new Error('the list of stories was too short');
  return result;
}
