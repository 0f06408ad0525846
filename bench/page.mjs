// What a story page weighs, whether it moves while it is read, and what Lighthouse says of each kind of page on a phone.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { run, binary, serve } from './process.mjs';

const PAGES = { 'the front page': '/', 'a story': null, 'a section': null, 'the front page in Ukrainian': '/uk/' };
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];
const CHROMIUM = '/usr/bin/chromium';

export async function measure({ folder, note }) {
  const data = join(folder, 'page');
  run(binary, ['demo', '--data', data]);
  const site = await serve(['--data', data]);
  const [story, section] = await someStory(site.url);

  const { bytes, parts } = await weigh(site.url, story);
  note(
    `a story page over the wire without pictures, fonts, audio and video (${parts})`,
    `${(bytes / 1024).toFixed(1)} KB`,
    '≤ 60 KB',
    bytes <= 60 * 1024,
  );
  for (const [name, path] of Object.entries({ ...PAGES, 'a story': story, 'a section': section })) {
    // Runs differ; the one in the middle is told, as Lighthouse's own documentation advises.
    const reports = [0, 1, 2].map(() => lighthouse(folder, site.url + path));
    const [, report] = reports.sort((a, b) => a.categories.performance.score - b.categories.performance.score);
    const scores = CATEGORIES.map((category) => Math.round(report.categories[category].score * 100));
    const moved = report.audits['cumulative-layout-shift'].numericValue;
    const [speed, ...others] = scores;
    note(
      `Lighthouse, phone, the middle of 3: ${name}: performance, accessibility, best practices, SEO; layout shift`,
      `${scores.join(', ')}; ${moved.toFixed(3)}`,
      '≥ 95, 100, 100, 100; 0.00',
      speed >= 95 && others.every((score) => score === 100) && moved < 0.005,
    );
    const failed = Object.values(report.audits).filter((audit) => audit.score !== null && audit.score < 0.9);
    for (const audit of failed) console.log(`       ${audit.id}: ${audit.displayValue ?? audit.title}`);
  }
}

/** The story that leads the front page, and a section. */
async function someStory(url) {
  const front = await (await fetch(url)).text();
  const story = /<h2[^>]*>\s*<a href="(?:https?:\/\/[^/"]+)?(\/[^"]+)"/.exec(front)?.[1];
  const section = /href="(?:https?:\/\/[^/"]+)?(\/tag\/[^"]+)"/.exec(front)?.[1];
  if (!story || !section) throw new Error('there is no story or no section on the front page');
  return [story, section];
}

/** The page and every style sheet and script that it loads, compressed as a browser gets them. */
async function weigh(url, path) {
  const sizes = { page: 0, styles: 0, scripts: 0 };
  const get = (address) => execFileSync('curl', ['-sf', '-H', 'Accept-Encoding: br', address], { maxBuffer: 1 << 26 });
  const page = get(url + path);
  sizes.page = page.length;
  const html = brotliDecompressSync(page).toString();
  const of = (pattern) => [...html.matchAll(pattern)].map((found) => new URL(found[1].replaceAll('&amp;', '&'), url + path).href);
  for (const address of of(/<link[^>]+rel="stylesheet"[^>]+href="([^"]+)"/g)) sizes.styles += get(address).length;
  for (const address of of(/<script[^>]+src="([^"]+)"/g)) sizes.scripts += get(address).length;
  const parts = Object.entries(sizes).map(([name, size]) => `${name} ${(size / 1024).toFixed(1)}`);
  return { bytes: sizes.page + sizes.styles + sizes.scripts, parts: parts.join(', ') };
}

function lighthouse(folder, address) {
  const out = join(folder, 'lighthouse.json');
  const cli = new URL('node_modules/lighthouse/cli/index.js', import.meta.url).pathname;
  const flags = '--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage';
  const args = [cli, address, '--quiet', '--output=json', `--output-path=${out}`, `--chrome-flags=${flags}`];
  run('node', [...args, `--only-categories=${CATEGORIES.join(',')}`], { env: { ...process.env, CHROME_PATH: CHROMIUM } });
  return JSON.parse(readFileSync(out, 'utf8'));
}
