// A page follows what the newsroom does, from the command line, while the server runs.
import { expect, test } from '@playwright/test';
import { startNewsroom } from '../newsroom.mjs';

const story = ({ title, body, extra = '' }) => `---\ntitle: ${title}\nslug: the-bridge\nsection: city\nlanguage: en\n${extra}---\n${body}\n`;

/** Loads an address again until the page is as expected: another process wrote, and the server hears of it moments later. */
const until = (page, url, seen) => expect(async () => seen(await page.goto(url))).toPass({ timeout: 20_000, intervals: [50] });

test('a story appears, changes and goes while readers look', async ({ page }) => {
  const newsroom = await startNewsroom();
  try {
    await page.goto(newsroom.url);
    await expect(page.getByRole('link', { name: 'The bridge opens' })).toHaveCount(0);

    newsroom.publish(story({ title: 'The bridge opens', body: 'It opens at nine.' }));
    const link = page.getByRole('link', { name: 'The bridge opens', exact: true });
    await until(page, newsroom.url, async () => expect(await link.count()).toBeGreaterThan(0));
    await link.first().click();
    await expect(page.getByRole('main')).toContainText('It opens at nine.');

    newsroom.publish(story({ title: 'The bridge opens late', body: 'It opens at ten.' }));
    const headline = page.getByRole('heading', { level: 1 });
    await until(page, page.url(), async () => expect(await headline.innerText()).toBe('The bridge opens late'));
    await expect(page.getByRole('main')).toContainText('It opens at ten.');
    const late = page.getByRole('link', { name: 'The bridge opens late' });
    await until(page, newsroom.url, async () => expect(await late.count()).toBeGreaterThan(0));

    newsroom.run('post', 'withdraw', 'the-bridge');
    await until(page, `${newsroom.url}/the-bridge/`, (answer) => expect(answer.status()).toBe(410));
    await until(page, newsroom.url, async () => expect(await late.count()).toBe(0));
  } finally {
    await newsroom.close();
  }
});

test('a news-feed item stands on the feed page with its clock time', async ({ page }) => {
  const newsroom = await startNewsroom();
  try {
    newsroom.publish('---\ntitle: Ferry service resumes\nlanguage: en\nfeed: true\n---\nThe first boat left at noon.\n');
    const item = page.getByRole('main').getByText('Ferry service resumes');
    await until(page, `${newsroom.url}/feed/`, async () => expect(await item.count()).toBeGreaterThan(0));
    await expect(page.getByRole('main').locator('time').filter({ hasText: /\d{1,2}:\d\d/ }).first()).toBeVisible();
  } finally {
    await newsroom.close();
  }
});
