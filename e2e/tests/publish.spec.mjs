// A page follows what the newsroom does, from the command line, while the server runs.
import { expect, test } from '@playwright/test';
import { startNewsroom } from '../newsroom.mjs';

const story = ({ title, body, extra = '' }) => `---\ntitle: ${title}\nslug: the-bridge\nsection: city\nlanguage: en\n${extra}---\n${body}\n`;

test('a story appears, changes and goes while readers look', async ({ page }) => {
  const newsroom = await startNewsroom();
  try {
    await page.goto(newsroom.url);
    await expect(page.getByRole('link', { name: 'The bridge opens' })).toHaveCount(0);

    newsroom.publish(story({ title: 'The bridge opens', body: 'It opens at nine.' }));
    await page.reload();
    await page.getByRole('link', { name: 'The bridge opens' }).first().click();
    await expect(page.getByRole('main')).toContainText('It opens at nine.');

    newsroom.publish(story({ title: 'The bridge opens late', body: 'It opens at ten.' }));
    await page.reload();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('The bridge opens late');
    await expect(page.getByRole('main')).toContainText('It opens at ten.');
    await page.goto(newsroom.url);
    await expect(page.getByRole('link', { name: 'The bridge opens late' }).first()).toBeVisible();

    newsroom.run('post', 'withdraw', 'the-bridge');
    const gone = await page.goto(`${newsroom.url}/the-bridge/`);
    expect(gone.status()).toBe(410);
    await page.goto(newsroom.url);
    await expect(page.getByRole('link', { name: 'The bridge opens late' })).toHaveCount(0);
  } finally {
    await newsroom.close();
  }
});

test('a news-feed item stands on the feed page with its clock time', async ({ page }) => {
  const newsroom = await startNewsroom();
  try {
    newsroom.publish('---\ntitle: Ferry service resumes\nlanguage: en\nfeed: true\n---\nThe first boat left at noon.\n');
    await page.goto(`${newsroom.url}/feed/`);
    await expect(page.getByRole('main')).toContainText('Ferry service resumes');
    await expect(page.getByRole('main').locator('time').filter({ hasText: /\d{1,2}:\d\d/ }).first()).toBeVisible();
  } finally {
    await newsroom.close();
  }
});
