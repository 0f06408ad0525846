// From the start of the program to its first served page, with 100,000 posts.
import { at, filled, storyPaths } from './newsroom.mjs';
import { median, serve, stop } from './process.mjs';

const MANY = Number(process.env.BENCH_POSTS ?? 100000);

export async function measure({ folder, note }) {
  const room = filled(folder, MANY);
  if (room.seconds) note(`fill --posts ${MANY}`, `${room.seconds.toFixed(0)} s`, '≤ 120 s', room.seconds <= 120);
  const path = storyPaths(room)[MANY / 2] ?? '/';
  const times = [];
  for (let round = 0; round < 5; round++) {
    const site = await serve(at(room), path);
    times.push(site.millis);
    await stop(site.child);
  }
  note(`start with ${MANY} posts to the first page`, `${median(times).toFixed(0)} ms`, '< 500 ms', median(times) < 500);
}
