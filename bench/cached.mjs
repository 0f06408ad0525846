// A cached story page against nginx serving the same bytes from disk, 50 connections, in alternating rounds.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filled, at, storyPaths } from './newsroom.mjs';
import { freePort, median, serve, start, wrk } from './process.mjs';

export async function measure({ folder, note }) {
  const room = filled(folder, 1000);
  const site = await serve(at(room));
  const path = storyPaths(room)[500];
  for (const [name, encoding] of [['plain', 'identity'], ['gzip', 'gzip']]) {
    const page = await fetch(site.url + path, { headers: { 'accept-encoding': encoding } });
    if (!page.ok) throw new Error(`${path} answers ${page.status}`);
    const nginx = await startNginx(join(folder, `nginx-${name}`), await bytes(site.url + path, encoding), encoding);
    const rounds = { ours: [], theirs: [] };
    for (let round = 0; round < 5; round++) {
      const options = { seconds: 3, headers: [`Accept-Encoding: ${encoding}`] };
      rounds.ours.push(wrk(site.url + path, options));
      rounds.theirs.push(wrk(nginx, options));
    }
    const ours = median(rounds.ours.map((r) => r.rate));
    const theirs = median(rounds.theirs.map((r) => r.rate));
    const bad = [...rounds.ours, ...rounds.theirs].reduce((sum, r) => sum + r.bad, 0);
    if (bad) throw new Error(`${bad} answers were no 2xx`);
    note(
      `cached story page, ${name}, 50 connections`,
      `${ours.toFixed(0)}/s; nginx ${theirs.toFixed(0)}/s; ratio ${(ours / theirs).toFixed(2)}`,
      'ratio ≥ 0.90',
      ours / theirs >= 0.9,
    );
  }
}

/** The body as it goes over the wire (fetch would unpack it). */
async function bytes(url, encoding) {
  const { request } = await import('node:http');
  return new Promise((done, failed) => {
    request(url, { headers: { 'accept-encoding': encoding } }, (answer) => {
      const parts = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('end', () => done(Buffer.concat(parts)));
    }).on('error', failed).end();
  });
}

async function startNginx(folder, body, encoding) {
  const port = await freePort();
  mkdirSync(join(folder, 'html', 'story'), { recursive: true });
  writeFileSync(join(folder, 'html', 'story', 'index.html'), body);
  const header = encoding === 'identity' ? '' : `add_header Content-Encoding ${encoding};`;
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off; user root; worker_processes auto; pid ${folder}/pid; error_log ${folder}/error.log;
events { worker_connections 1024; }
http {
  include /etc/nginx/mime.types; access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000;
  open_file_cache max=1000 inactive=60s;
  server { listen 127.0.0.1:${port}; root ${folder}/html; ${header} add_header Vary Accept-Encoding; }
}`,
  );
  start('nginx', ['-c', join(folder, 'nginx.conf')], { stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}/story/`;
  for (let i = 0; i < 500; i++) {
    try {
      if ((await bytes(url, encoding)).length === body.length) return url;
    } catch {
      // Not listening yet.
    }
    await new Promise((next) => setTimeout(next, 10));
  }
  throw new Error('nginx does not answer');
}
