// A newsroom of a test's own: an empty folder, a free port, the built binary.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const targetFolder = process.env.CARGO_TARGET_DIR ?? new URL('../target', import.meta.url).pathname;
export const binary = process.env.E2E_BINARY ?? join(targetFolder, 'debug', 'broadsheet');

const password = 'seven grey herons at dusk';

export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** Starts a newsroom; `demo: true` fills it first, `before` may write before it is served, `database` is an address of PostgreSQL, `disk` a folder to be in, `env` adds to its environment. Stop it with `close()`. */
export async function startNewsroom({ demo = false, before = () => {}, port, database, disk = tmpdir(), env = {}, log = false } = {}) {
  const data = mkdtempSync(join(disk, 'broadsheet-e2e-'));
  const at = ['--data', data, ...(database ? ['--database', database] : [])];
  const run = (...args) => execFileSync(binary, [...args, ...at], { encoding: 'utf8' });
  if (demo) run('demo');
  port ??= await freePort();
  const url = `http://127.0.0.1:${port}`;
  let child, exited;
  const start = () => {
    child = spawn(binary, ['serve', ...at, '--listen', `127.0.0.1:${port}`, '--url', url], {
      stdio: ['ignore', 'ignore', log ? 'pipe' : 'inherit'],
      env: { ...process.env, BROADSHEET_LOG__LEVEL: 'warn', ...env },
    });
    exited = once(child, 'exit');
    if (log) child.stderr.setEncoding('utf8').on('data', (text) => (newsroom.log += text));
    return ready(url, child);
  };
  const stop = async (signal) => {
    child.kill(signal);
    await exited;
  };
  const newsroom = {
    url,
    /** Its folder. */
    data,
    run,
    /** Its data; stories are published from here, and find their pictures here. */
    folder: data,
    /** Publishes a story from Markdown with front matter. */
    publish(markdown) {
      const file = join(data, 'story.md');
      writeFileSync(file, markdown);
      return run('post', 'publish', file);
    },
    /** Adds somebody who works at the desk, with `password`. */
    user(email, name, role) {
      const args = ['user', 'add', '--email', email, '--name', name, '--role', role, ...at];
      return execFileSync(binary, args, { encoding: 'utf8', input: `${password}\n` });
    },
    password,
    /** What it has written into its log, when it was started with `log: true`. */
    log: '',
    /** Kills the server, as a power cut does. */
    kill: () => stop('SIGKILL'),
    /** Starts it again at the same port. */
    start,
    async close() {
      await stop('SIGTERM');
      rmSync(data, { recursive: true, force: true });
    },
  };
  before(newsroom);
  await start();
  return newsroom;
}

/** Starts a private PostgreSQL with an empty database; gives its address. Stop it with `close()`. */
export async function startPostgres() {
  const [version] = readdirSync('/usr/lib/postgresql').sort((a, b) => b - a);
  const bin = `/usr/lib/postgresql/${version}/bin`;
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-e2e-pg-'));
  const port = await freePort();
  // PostgreSQL does not run as root.
  const who = process.getuid() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};
  if (who.uid) chownSync(folder, who.uid, who.gid);
  const options = { ...who, stdio: 'ignore', cwd: folder };
  execFileSync(`${bin}/initdb`, ['-D', join(folder, 'data'), '-U', 'e2e', '--auth=trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'], options);
  const child = spawn(`${bin}/postgres`, ['-D', join(folder, 'data'), '-p', String(port), '-k', folder, '-h', '127.0.0.1', '-c', 'fsync=off'], options);
  const exited = once(child, 'exit');
  const database = `postgres://e2e@127.0.0.1:${port}/postgres`;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`PostgreSQL ended with ${child.exitCode}`);
    try {
      execFileSync(`${bin}/pg_isready`, ['-q', '-d', database]);
      break;
    } catch {
      await new Promise((next) => setTimeout(next, 50));
    }
  }
  return {
    database,
    async close() {
      child.kill('SIGINT');
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const idOf = (flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));

async function ready(url, child) {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`broadsheet serve ended with ${child.exitCode}`);
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((next) => setTimeout(next, 20));
  }
}
