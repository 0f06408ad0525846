// Where a story stands: front page, section.
import { expect, test } from '@playwright/test';
import { kinds } from '../kinds.mjs';

for (const [language, path, name, front, begin] of [
  ['English', kinds.story, 'You are here', 'Front page', ''],
  ['Ukrainian', kinds['Ukrainian story'], 'Ви тут', 'Головна', '/uk'],
]) {
  test(`${language}: a story shows the way to it, within 320 pixels too`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 700 });
    await page.goto(path);
    const way = page.getByRole('navigation', { name, exact: true });
    await expect(way.getByRole('link', { name: front })).toBeVisible();
    const section = way.getByRole('link').nth(1);
    expect(new URL(await section.evaluate((link) => link.href)).pathname).toMatch(new RegExp(`^${begin}/tag/[a-z-]+/$`));
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    const words = await section.textContent();
    await section.click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(words);
  });
}
