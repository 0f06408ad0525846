// Sign-ups under load: how many are taken in a second, what readers of cached pages notice of it, and how many letters go to
// one address that everybody signs up.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { binary, median, run, serve, start, stop, wrk } from './process.mjs';

/** Posts a form again and again; `email` is Lua for the address, and each comes from another network through the proxy. */
const script = (email) => `
local thread = 0
function setup(t) t:set("number", thread); thread = thread + 1 end
local n = 0
function init() math.randomseed(os.time() + number * 7919) end
function request()
  n = n + 1
  local from = math.random(1, 223) .. "." .. math.random(0, 255) .. "." .. math.random(0, 255) .. ".9"
  local body = "email=" .. ${email} .. "&newsletter=morning-tide&form=box"
  return wrk.format("POST", "/newsletters/sign-up/", { ["Content-Type"] = "application/x-www-form-urlencoded", ["X-Forwarded-For"] = from }, body)
end
`;
export async function measure({ folder, note }) {
  const data = join(folder, 'sign-up');
  run(binary, ['demo', '--data', data]);
  // Letters wait, so that what is measured is taking sign-ups; they are counted further below.
  const env = { BROADSHEET_TRUSTED_PROXY: 'true', BROADSHEET_MAIL__CONFIRMATIONS_PER_MINUTE: '600' };
  const site = await serve(['--data', data], '/readyz', env);
  const many = join(folder, 'many.lua');
  writeFileSync(many, script('"r" .. number .. "n" .. n .. "t" .. os.time() .. "@reader.example"'));
  const seconds = Number(process.env.BENCH_SECONDS ?? 10);

  const page = `${site.url}/`;
  await (await fetch(page)).arrayBuffer();
  const quiet = () => wrk(page, { connections: 10, seconds: Math.ceil(seconds / 2) });
  const before = [quiet(), quiet(), quiet()];
  const signUps = start('wrk', ['-t1', '-c256', `-d${seconds + 2}s`, '--latency', '--timeout', '10s', '-s', many, site.url], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  signUps.stdout.on('data', (part) => { said += part; });
  await new Promise((next) => setTimeout(next, 1000));
  const during = wrk(page, { connections: 10, seconds });
  if (signUps.exitCode === null) await new Promise((done) => signUps.once('exit', done));
  const taken = Number(/Requests\/sec:\s+([\d.]+)/.exec(said)?.[1]);
  const refused = Number(/Non-2xx or 3xx responses: (\d+)/.exec(said)?.[1] ?? 0);
  const p99 = median(before.map((one) => one.p99));
  note('sign-up requests beside readers of a cached page', `${taken.toFixed(0)}/s, ${refused} refused`, '≥ 2,000/s', taken >= 2000 && refused === 0);
  note('p99 of a cached page, before and during that', `${p99.toFixed(2)} ms, ${during.p99.toFixed(2)} ms`, 'under twice', during.p99 < 2 * p99);
  await stop(site.child);

  const one = join(folder, 'one.lua');
  writeFileSync(one, script('"victim@reader.example"'));
  const victim = join(folder, 'victim');
  run(binary, ['demo', '--data', victim]);
  const again = await serve(['--data', victim], '/readyz', env);
  let sent = 0;
  const wanted = Number(process.env.BENCH_VICTIM ?? 100_000);
  while (sent < wanted) {
    const round = wrk(again.url, { connections: 256, seconds: 5, script: one });
    sent += round.count - round.bad;
    if (!round.count) throw new Error('no sign-up was taken');
  }
  // Whatever was to be mailed is due at once; what waits for tomorrow would be told here.
  await new Promise((next) => setTimeout(next, 3000));
  await stop(again.child);
  const outbox = join(victim, 'outbox');
  const letters = existsSync(outbox) ? readdirSync(outbox).filter((name) => name.endsWith('.eml')) : [];
  const to = letters.filter((name) => readFileSync(join(outbox, name), 'utf8').includes('To: victim@reader.example'));
  note(`letters after ${sent} sign-ups of one address from many networks`, String(to.length), '1', to.length === 1);
}
