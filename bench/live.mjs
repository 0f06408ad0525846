// 10,000 readers who follow the news feed on one node: memory of each, and how long an item takes to the last of them;
// beside it nginx with nchan under the same load. The readers are raw sockets in a process of their own (live-readers.mjs).
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { at, filled } from './newsroom.mjs';
import { binary, freePort, median, run, serve, start, stop } from './process.mjs';

const readers = Number(process.env.BENCH_READERS ?? 10_000);
const rounds = 5;

export async function measure({ folder, note }) {
  const ours = await measureOurs(folder);
  note(
    `live feed: memory of each of ${readers} connections`,
    `${ours.kilobytes.toFixed(1)} KB`,
    '≤ 12 KB',
    ours.kilobytes <= 12,
  );
  note(
    'live feed: from publishing to the last reader',
    `${median(ours.millis).toFixed(0)} ms (slowest of ${rounds}: ${Math.max(...ours.millis).toFixed(0)} ms)`,
    '≤ 1 s',
    Math.max(...ours.millis) <= 1000,
  );
  const theirs = await measureNchan(join(folder, 'nchan'));
  note(
    'nginx with nchan beside it',
    `${theirs.kilobytes.toFixed(1)} KB each; ${median(theirs.millis).toFixed(0)} ms to the last (slowest ${Math.max(...theirs.millis).toFixed(0)} ms)`,
    'for comparison',
  );
}

async function measureOurs(folder) {
  const room = filled(folder, 1000);
  const site = await serve(at(room), '/readyz', { BROADSHEET_LIVE__PER_ADDRESS: String(readers + 10) });
  const file = join(folder, 'item.md');
  // Once beforehand, so that what is made once is not counted as the readers'.
  const publish = (word) => {
    writeFileSync(file, `---\ntitle: ${word}\nslug: bench-item\nfeed: true\n---\nThe text of an item, which has two sentences. This is the second.\n`);
    run(binary, ['post', 'publish', file, ...at(room)]);
  };
  publish('before');
  const result = await follow({
    port: site.port,
    path: '/live/feed',
    memory: () => proportional(site.child.pid),
    publish: async (word) => publish(word),
  });
  await stop(site.child);
  return result;
}

async function measureNchan(folder) {
  const port = await freePort();
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off; user root; worker_processes auto; worker_rlimit_nofile 20000; pid ${folder}/pid; error_log ${folder}/error.log;
load_module /usr/lib/nginx/modules/ngx_nchan_module.so;
events { worker_connections 20000; }
http {
  access_log off; nchan_shared_memory_size 128M;
  server {
    listen 127.0.0.1:${port} backlog=4096;
    location = /pub { nchan_publisher; nchan_channel_id feed; nchan_message_buffer_length 100; }
    location = /sub { nchan_subscriber eventsource; nchan_channel_id feed; nchan_eventsource_ping_interval 20; }
  }
}`,
  );
  const child = start('nginx', ['-c', join(folder, 'nginx.conf')], { stdio: 'ignore' });
  const post = async (text) => {
    const answer = await fetch(`http://127.0.0.1:${port}/pub`, { method: 'POST', body: text });
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`nchan answers ${answer.status}`);
  };
  for (let i = 0; ; i++) {
    try {
      await post('before');
      break;
    } catch (error) {
      if (i > 200) throw error;
      await new Promise((next) => setTimeout(next, 20));
    }
  }
  const result = await follow({
    port,
    path: '/sub',
    memory: () => [child.pid, ...childrenOf(child.pid)].reduce((sum, pid) => sum + proportional(pid), 0),
    // As much text as an event of ours has.
    publish: (word) => post(`${word} ${'x'.repeat(600)}`),
  });
  await stop(child);
  return result;
}

/** Opens the readers, publishes some words one after another, and tells memory and times. */
async function follow({ port, path, memory, publish }) {
  const before = memory();
  const child = fork(new URL('live-readers.mjs', import.meta.url), [String(port), path, String(readers)]);
  child.setMaxListeners(0);
  const message = async () => {
    const gone = once(child, 'exit').then(() => Promise.reject(new Error('the readers ended')));
    gone.catch(() => {});
    const late = new Promise((_, failed) => setTimeout(failed, 60_000, new Error('not all readers have it')).unref());
    late.catch(() => {});
    const [told] = await Promise.race([once(child, 'message'), gone, late]);
    return told;
  };
  try {
    await message();
    await new Promise((next) => setTimeout(next, 2000));
    const kilobytes = (memory() - before) / readers;
    const millis = [];
    for (let round = 0; round < rounds; round++) {
      const word = `word-${round}-${Date.now()}`;
      child.send(word);
      await message();
      const last = message();
      // From before the command (or the request) that publishes: what that takes is counted.
      const begun = Date.now();
      await publish(word);
      millis.push((await last).at - begun);
    }
    return { kilobytes, millis };
  } finally {
    child.kill();
  }
}

/** Kilobytes of a process, what it shares with others divided by their number. */
const proportional = (pid) => Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))[1]);

const childrenOf = (pid) =>
  readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((one) => {
    try {
      return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${one}/status`, 'utf8'))[1]) === pid;
    } catch {
      return false;
    }
  });
