// A story read aloud: the player, the paragraph that is read, and the file itself.
import { expect, test } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { axeFindsNothing } from '../axe.mjs';
import { startNewsroom } from '../newsroom.mjs';

const sentence = 'The first tram crossed the river this morning, and half of the harbour stood on the quay to see it go by.';
const story = (language, title) => `---\ntitle: ${title}\nslug: the-bridge-${language}\nsection: city\nlanguage: en\n---\nIt opens.\n\n${[1, 2, 3, 4, 5, 6].map(() => sentence).join('\n\n')}\n`;
const path = '/the-bridge-en/';

let newsroom;
test.beforeAll(async () => {
  test.setTimeout(180_000);
  newsroom = await startNewsroom();
  newsroom.publish(story('en', 'The bridge opens'));
  // The story is on the air at once, its audio when it is made.
  for (;;) {
    const text = await (await fetch(newsroom.url + path)).text();
    if (text.includes('class="narration"')) break;
    await new Promise((next) => setTimeout(next, 100));
  }
});
test.afterAll(() => newsroom?.close());

const state = (page) =>
  page.evaluate(() => {
    const audio = document.querySelector('.narration audio');
    const all = [...document.querySelectorAll('.body > *')];
    return { at: audio.currentTime, paused: audio.paused, rate: audio.playbackRate, read: all.findIndex((one) => one.ariaCurrent === 'true') };
  });

/** Waits until a later paragraph than the given one is marked; gives its place. */
const markedAfter = async (page, before) => {
  const later = (known) => {
    const all = [...document.querySelectorAll('.body > *')];
    const at = all.findIndex((one) => one.ariaCurrent === 'true');
    return at > known && { at };
  };
  return (await (await page.waitForFunction(later, before, { timeout: 60_000 })).jsonValue()).at;
};

test('a story plays until the marked paragraph has moved on', async ({ page }) => {
  await page.goto(newsroom.url + path);
  await expect(page.getByText('This audio is created with AI assistance')).toBeVisible();
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('2');
  await page.getByRole('button', { name: 'Play' }).click();
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  // The first paragraph is short: looked at now and then, it may be over already.
  const first = await markedAfter(page, -1);
  await markedAfter(page, Math.max(first, 0));
  expect((await state(page)).rate).toBe(2);
  expect(await page.locator('[aria-current="true"]').filter({ hasText: 'tram' }).count()).toBe(1);
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
});

test('a click on a paragraph reads it, fifteen seconds are skipped, and the position is remembered', async ({ page }) => {
  await page.goto(newsroom.url + path);
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
  await page.locator('.body > p').nth(3).click();
  expect((await state(page)).paused).toBe(true); // Nobody has asked for audio yet.
  await page.getByRole('button', { name: 'Play' }).click();
  await expect.poll(async () => (await state(page)).at).toBeGreaterThan(0);
  await page.locator('.body > p').nth(3).click();
  await expect.poll(async () => (await state(page)).read).toBe(3);
  await page.getByRole('button', { name: 'Pause' }).click();
  const { at } = await state(page);
  await page.getByRole('button', { name: 'Back 15 seconds' }).click();
  await expect.poll(async () => (await state(page)).at).toBeCloseTo(Math.max(at - 15, 0), 0);
  await page.getByRole('button', { name: 'Forward 15 seconds' }).click();
  await expect.poll(async () => (await state(page)).at).toBeCloseTo(Math.max(at - 15, 0) + 15, 0);
  const before = (await state(page)).at;
  await page.reload();
  const position = page.getByRole('slider', { name: 'Position' });
  await expect.poll(async () => Number(await position.inputValue())).toBeGreaterThan(before - 4);
  expect(await page.evaluate(() => document.cookie)).toBe('');
});

test('the player is worked by the keyboard', async ({ page }) => {
  await page.goto(newsroom.url + path);
  await page.getByRole('button', { name: 'Play' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await state(page)).at).toBeGreaterThan(0);
  // It stands still from here, so that only keys lead on.
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await state(page)).paused).toBe(true);
  await page.getByRole('slider', { name: 'Position' }).focus();
  await page.keyboard.press('Home');
  await expect.poll(async () => (await state(page)).at).toBeLessThan(0.5);
  await page.keyboard.press('PageDown');
  await expect.poll(async () => (await state(page)).read).toBe(0);
  await page.keyboard.press('PageDown');
  await expect.poll(async () => (await state(page)).read).toBe(1);
  await expect(page.getByRole('slider', { name: 'Position' })).toHaveAttribute('aria-valuetext', /^\d+:\d\d of \d+:\d\d$/);
});

for (const colorScheme of ['light', 'dark']) {
  test(`axe finds nothing on a story that is being read, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto(newsroom.url + path);
    await page.getByRole('button', { name: 'Play' }).click();
    await page.locator('.body > p').nth(2).click();
    await expect.poll(async () => (await state(page)).read).toBe(2);
    await page.getByRole('button', { name: 'Pause' }).click();
    await axeFindsNothing(page);
  });
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test("the browser's own controls stand there", async ({ page }) => {
    await page.goto(newsroom.url + path);
    await expect(page.locator('.narration audio')).toBeVisible();
    await expect(page.locator('.player')).toBeHidden();
    await expect(page.getByText('This audio is created with AI assistance')).toBeVisible();
  });
});

test('ffmpeg finds the duration, the tags and the loudness that the page promises', async ({ request }) => {
  test.skip(test.info().project.name !== 'desktop', 'the file is the same');
  const page = await (await request.get(newsroom.url + path)).text();
  const { audio } = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(page)[1]);
  expect(audio['@type']).toBe('AudioObject');
  expect(audio.digitalSourceType).toBe('https://schema.org/AlgorithmicMediaDigitalSource');
  const part = await request.get(audio.contentUrl, { headers: { Range: 'bytes=0-99' } });
  expect([part.status(), part.headers()['content-type'], part.headers()['cache-control']]).toEqual([206, 'audio/mpeg', 'public, max-age=31536000, immutable']);

  const probe = JSON.parse(execFileSync('ffprobe', ['-v', 'error', '-of', 'json', '-show_format', audio.contentUrl], { encoding: 'utf8' }));
  const [, minutes, seconds] = /^PT(\d+)M(\d+)S$/.exec(audio.duration).map(Number);
  expect(Math.abs(Number(probe.format.duration) - minutes * 60 - seconds)).toBeLessThan(1.2);
  expect(probe.format.tags).toMatchObject({
    title: 'The bridge opens',
    comment: 'This audio is created with AI assistance',
    DigitalSourceType: 'http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia',
  });
  const heard = execFileSync('sh', ['-c', 'exec ffmpeg -hide_banner -nostats -i "$0" -af ebur128 -f null - 2>&1', audio.contentUrl], { encoding: 'utf8' });
  expect(Math.abs(Number(/I:\s+(-[\d.]+) LUFS\s+Threshold/.exec(heard)[1]) + 16)).toBeLessThan(1);
});

test('a Ukrainian story says in Ukrainian how its audio was made', async ({ page, baseURL }) => {
  test.slow();
  const { kinds } = await import('../kinds.mjs');
  // One of the demo's stories, which are read in the background, the newest first.
  await expect(async () => {
    await page.goto(baseURL + kinds['Ukrainian story']);
    await expect(page.getByText('Це аудіо створено за допомогою ШІ')).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 240_000, intervals: [2000] });
});
