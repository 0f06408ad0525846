// Copying a story's address, and being told of it.
import { expect, test } from '@playwright/test';
import { kinds } from '../kinds.mjs';

for (const [language, path, label, done, failed] of [
  ['English', kinds.story, 'Copy link', 'Copied', /^Not copied/],
  ['Ukrainian', kinds['Ukrainian story'], 'Копіювати посилання', 'Скопійовано', /^Не скопійовано/],
]) {
  test(`${language}: a link is copied, and the page says so`, async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(path);
    const said = page.locator('.share').getByRole('status');
    await expect(said).toHaveText('');
    await page.getByRole('button', { name: label }).click();
    await expect(said).toHaveText(done);
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(new URL(path, page.url()).href);
  });

  test(`${language}: where there is no clipboard, the page says that too`, async ({ page }) => {
    const errors = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await page.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
    await page.goto(path);
    await page.getByRole('button', { name: label }).click();
    await expect(page.locator('.share').getByRole('status')).toHaveText(failed);
    expect(errors).toEqual([]);
  });
}
