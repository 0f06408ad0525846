// A newsroom of a test's own: an empty folder, a free port, the built binary.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const targetFolder = process.env.CARGO_TARGET_DIR ?? new URL('../target', import.meta.url).pathname;
export const binary = process.env.E2E_BINARY ?? join(targetFolder, 'debug', 'broadsheet');

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** Starts a newsroom; `demo: true` fills it first, `env` adds to its environment. Stop it with `close()`. */
export async function startNewsroom({ demo = false, port, env = {} } = {}) {
  const data = mkdtempSync(join(tmpdir(), 'broadsheet-e2e-'));
  const run = (...args) => execFileSync(binary, [...args, '--data', data], { encoding: 'utf8' });
  if (demo) run('demo');
  port ??= await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(binary, ['serve', '--data', data, '--listen', `127.0.0.1:${port}`, '--url', url], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, BROADSHEET_LOG__LEVEL: 'warn', ...env },
  });
  const exited = once(child, 'exit');
  await ready(url, child);
  return {
    url,
    run,
    /** Publishes a story from Markdown with front matter. */
    publish(markdown) {
      const file = join(data, 'story.md');
      writeFileSync(file, markdown);
      return run('post', 'publish', file);
    },
    async close() {
      child.kill('SIGTERM');
      await exited;
      rmSync(data, { recursive: true, force: true });
    },
  };
}

async function ready(url, child) {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`broadsheet serve ended with ${child.exitCode}`);
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((next) => setTimeout(next, 20));
  }
}
