// Newsrooms filled for measuring, on SQLite and PostgreSQL.
import { mkdirSync, existsSync, chownSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { binary, freePort, residentMegabytes, run, serve, start, stop } from './process.mjs';

/** The options that make a command work on the given newsroom. */
export const at = (room) => ['--data', room.data, ...(room.database ? ['--database', room.database] : [])];

/** A newsroom with so many synthetic posts; made once per folder and database. Gives how long the filling took, in seconds. */
export function filled(folder, posts, database) {
  const engine = database ? `postgres-${new URL(database).pathname.slice(1)}` : 'sqlite';
  const room = { data: join(folder, `${engine}-${posts}`), database };
  if (!existsSync(room.data)) {
    mkdirSync(room.data, { recursive: true });
    const before = performance.now();
    run(binary, ['fill', ...at(room), '--posts', String(posts)]);
    room.seconds = (performance.now() - before) / 1000;
  }
  return room;
}

/**
 * Lets a server build the newsroom's search index, so that it is not built while something else is measured; gives how
 * long that took, in seconds, and the server's memory then.
 */
export async function indexed(room) {
  if (room.indexed) return room.indexed;
  const metricsPort = await freePort();
  const begun = performance.now();
  const { child } = await serve(at(room), '/readyz', { BROADSHEET_METRICS__LISTEN: `127.0.0.1:${metricsPort}` });
  const whole = async () => /^broadsheet_search_whole 1$/m.test(await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text());
  while (!(await whole())) {
    if (performance.now() - begun > 1_800_000) throw new Error('the search index is not built after half an hour');
    await new Promise((next) => setTimeout(next, 200));
  }
  room.indexed = { seconds: (performance.now() - begun) / 1000, megabytes: residentMegabytes(child.pid) };
  await stop(child);
  return room.indexed;
}

/** Addresses of the newsroom's stories, in the order of their making. */
export function storyPaths(room) {
  const sql = "SELECT slug FROM posts WHERE kind = 'story' AND state = 'published' ORDER BY id";
  const text = room.database
    ? run('psql', ['-At', room.database, '-c', sql])
    : run('sqlite3', [join(room.data, 'broadsheet.db'), sql]);
  return text.trim().split('\n').map((slug) => `/${slug}/`);
}

/** Starts the private PostgreSQL of the folder; gives the function that tells a database's address, and makes it first. */
export async function privatePostgres(folder) {
  const versions = readdirSync('/usr/lib/postgresql').sort((a, b) => b - a);
  const bin = `/usr/lib/postgresql/${versions[0]}/bin`;
  const port = await freePort();
  const data = join(folder, 'pg');
  mkdirSync(data, { recursive: true });
  const asPostgres = process.getuid() === 0 ? ['setpriv', ['--reuid=postgres', '--regid=postgres', '--clear-groups']] : null;
  if (asPostgres) {
    const uid = Number(run('id', ['-u', 'postgres']));
    const gid = Number(run('id', ['-g', 'postgres']));
    run('chmod', ['755', folder]);
    chownSync(data, uid, gid);
  }
  const as = (command, args) => (asPostgres ? [asPostgres[0], [...asPostgres[1], command, ...args]] : [command, args]);
  const isThere = existsSync(join(data, 'PG_VERSION'));
  if (!isThere) run(...as(`${bin}/initdb`, ['-D', data, '-U', 'bench', '--auth=trust', '-E', 'UTF8', '--locale=C.UTF-8']));
  start(...as(`${bin}/postgres`, ['-D', data, '-p', String(port), '-k', data, '-h', '127.0.0.1', '-c', 'shared_buffers=1GB']), {
    stdio: 'ignore',
  });
  const url = (name) => `postgres://bench@127.0.0.1:${port}/${name}`;
  for (let i = 0; ; i++) {
    try {
      run('psql', ['-Atq', url('postgres'), '-c', 'SELECT 1'], { stdio: ['ignore', 'pipe', 'ignore'] });
      break;
    } catch (error) {
      if (i > 200) throw error;
      await new Promise((next) => setTimeout(next, 50));
    }
  }
  return (name) => {
    const found = run('psql', ['-Atq', url('postgres'), '-c', `SELECT 1 FROM pg_database WHERE datname = '${name}'`]);
    if (found.trim() === '') run('psql', ['-Atq', url('postgres'), '-c', `CREATE DATABASE ${name}`]);
    return url(name);
  };
}
