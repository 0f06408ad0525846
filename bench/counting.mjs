// What counting readers costs a cached story page: the same page with and without, 50 connections, alternating rounds.
import { filled, at, storyPaths } from './newsroom.mjs';
import { median, serve, stop, wrk } from './process.mjs';

const browser = 'User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

export async function measure({ folder, note }) {
  const room = filled(folder, 1000);
  const path = storyPaths(room)[500];
  const counting = await serve(at(room));
  const silent = await serve(at(room), '/readyz', { BROADSHEET_READS__COUNT: 'false' });
  const rates = { counting: [], silent: [] };
  for (let round = 0; round < 9; round++) {
    // Which of the two comes first changes with each round.
    const order = round % 2 ? ['counting', 'silent'] : ['silent', 'counting'];
    for (const name of order) {
      const { url } = name === 'counting' ? counting : silent;
      rates[name].push(wrk(url + path, { seconds: 3, headers: [browser, 'Accept-Encoding: gzip'] }).rate);
    }
  }
  await stop(counting.child);
  await stop(silent.child);
  const cost = 1 - median(rates.counting) / median(rates.silent);
  note(
    'counting who reads a cached story page',
    `${(cost * 100).toFixed(1)} % of its rate (${median(rates.counting).toFixed(0)}/s; without ${median(rates.silent).toFixed(0)}/s)`,
    '< 2 %',
    cost < 0.02,
  );
}
