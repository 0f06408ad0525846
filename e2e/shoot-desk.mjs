// Takes the pictures of docs/desk.md: `node e2e/shoot-desk.mjs` (needs the built binary and Debian's Chromium and webp).
import { chromium } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { begin, hasPen, headline, saved, signIn, text } from './desk.mjs';
import { startNewsroom } from './newsroom.mjs';

const pictures = new URL('../docs/pictures/', import.meta.url).pathname;
mkdirSync(pictures, { recursive: true });
const newsroom = await startNewsroom({ demo: true });
newsroom.user('olena@tide.example', 'Olena Koval', 'owner');
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 860 }, deviceScaleFactor: 1 });
  const shoot = async (name) => {
    const png = join(pictures, `${name}.png`);
    await page.screenshot({ path: png });
    execFileSync('cwebp', ['-quiet', '-q', '80', png, '-o', join(pictures, `${name}.webp`)]);
    rmSync(png);
  };
  await signIn(newsroom, page);
  await page.goto(`${newsroom.url}/desk/stories/`);
  await shoot('desk-stories');
  await begin(newsroom, page);
  await hasPen(page);
  await headline(page).fill('The ferry runs again, at half its speed');
  await text(page).click();
  await page.keyboard.type('The first boat left at six, with eleven people and one dog on board.\n');
  await page.keyboard.type('> Slow is better than never\n\n');
  await page.keyboard.type('The river is still high. ');
  await saved(page);
  await shoot('desk-editor');
  await page.getByLabel('A word to them').fill('Is eleven right?');
  await page.getByRole('button', { name: 'Send to review' }).click();
  await page.goto(`${newsroom.url}/desk/board/`);
  await shoot('desk-board');
  await page.goto(`${newsroom.url}/desk/arrange/picks/`);
  await shoot('desk-arrange');
  await page.goto(`${newsroom.url}/desk/media/`);
  await page.waitForLoadState('networkidle');
  await shoot('desk-media');
  await page.goto(`${newsroom.url}/desk/settings/`);
  await shoot('desk-settings');
} finally {
  await browser.close();
  await newsroom.close();
}
