// The page of all corrections: what each says and what it corrects, from the foot of every page and from the story.
import { expect, test } from '@playwright/test';

const editions = [
  { name: 'English', front: '/', path: '/corrections/', foot: 'Corrections', all: 'All corrections', story: '/dredging-verdict/', text: 'The court put it at 904,000.' },
  { name: 'Ukrainian', front: '/uk/', path: '/uk/corrections/', foot: 'Виправлення', all: 'Усі виправлення', story: '/uk/vyrok-u-spravi-pro-dnopohlyblennia/', text: 'Суд назвав суму 904 тисячі.' },
];

for (const { name, front, path, foot, all, story, text } of editions) {
  for (const javaScriptEnabled of [true, false]) {
    test.describe(`${name}, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
      test.use({ javaScriptEnabled });

      test('corrections are reached from the foot of the page and lead to their stories', async ({ page }) => {
        await page.goto(front);
        await page.getByRole('contentinfo').getByRole('link', { name: foot, exact: true }).click();
        await expect(page).toHaveURL(path);
        await expect(page.getByRole('heading', { level: 1 })).toHaveText(foot);
        const one = page.getByRole('listitem').filter({ hasText: text });
        await expect(one.locator('time')).toHaveAttribute('datetime', /^\d{4}-\d\d-\d\d$/);
        await one.getByRole('link').click();
        await expect(page).toHaveURL(`${story}#corrections`);
        await expect(page.locator('#corrections')).toContainText(text);
        await page.getByRole('link', { name: all }).click();
        await expect(page).toHaveURL(path);
      });
    });
  }

  test(`${name}: the newest comes first, and nothing is wider than the screen`, async ({ page }) => {
    await page.goto(path);
    const days = await page.locator('.corrected time').evaluateAll((times) => times.map((time) => time.dateTime));
    expect(days.length).toBeGreaterThan(0);
    expect(days).toEqual([...days].sort().reverse());
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  });
}
