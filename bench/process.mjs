// Starts and stops the servers that the bench measures, and loads them with wrk.
import { execFileSync, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

export const binary = process.env.BENCH_BINARY ?? new URL('../target/release/broadsheet', import.meta.url).pathname;
const running = new Set();

/** A port that is free now. */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** Starts a program that is stopped at the end of the figure. */
export function start(command, args, options = {}) {
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'], ...options });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

export async function stop(child, signal = 'SIGTERM') {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}

export async function stopAll() {
  for (const child of [...running]) await stop(child);
}

/** Runs a program to its end and gives what it printed. */
export function run(command, args, options = {}) {
  return execFileSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['pipe', 'pipe', 'inherit'], ...options });
}

/** Starts `broadsheet serve` and waits until it answers; gives its address, the child, and milliseconds to `path`. */
export async function serve(args, path = '/readyz', env = {}) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const before = performance.now();
  const child = start(binary, ['serve', '--listen', `127.0.0.1:${port}`, ...args], {
    env: { ...process.env, BROADSHEET_LOG__LEVEL: 'warn', ...env },
  });
  for (;;) {
    if (child.exitCode !== null) throw new Error(`broadsheet serve ${args.join(' ')} ended with ${child.exitCode}`);
    try {
      const answer = await fetch(url + path);
      await answer.arrayBuffer();
      if (answer.ok) return { url, child, port, millis: performance.now() - before };
    } catch {
      // Not listening yet.
    }
    await new Promise((next) => setTimeout(next, 2));
  }
}

const wrkArgs = (url, { connections = 50, threads = 1, seconds = 5, script, headers = [] }) =>
  ['-c', connections, '-t', threads, '-d', `${seconds}s`, '--latency', '--timeout', '10s', ...headers.flatMap((header) => ['-H', header]), ...(script ? ['-s', script] : []), url].map(String);

/** Loads an address with wrk; gives requests per second, the p99 in milliseconds and how many answers were no 2xx. */
export const wrk = (url, options = {}) => read(run('wrk', wrkArgs(url, options)));

/** The same while something else is measured: `ended` is a promise of what `wrk` gives. */
export function wrkBeside(url, options = {}) {
  const child = start('wrk', wrkArgs(url, options), { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (part) => (said += part));
  return { child, ended: once(child, 'close').then(() => read(said)) };
}

function read(text) {
  const rate = Number(/Requests\/sec:\s+([\d.]+)/.exec(text)?.[1]);
  const [, p99, unit] = /99%\s+([\d.]+)(us|ms|s)/.exec(text) ?? [];
  const bad = Number(/Non-2xx or 3xx responses: (\d+)/.exec(text)?.[1] ?? 0);
  const count = Number(/(\d+) requests in/.exec(text)?.[1]);
  return { rate, p99: p99 * { us: 0.001, ms: 1, s: 1000 }[unit], bad, count, text };
}

/** Resident memory of a process in MB. */
export function residentMegabytes(pid) {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
}

export const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** The value below which 99 of a hundred stand. */
export const p99 = (numbers) => [...numbers].sort((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(numbers.length * 0.99))];
