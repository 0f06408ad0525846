// The page that is not there helps on, and the search is at hand on every page.
import { expect, test } from '@playwright/test';

for (const [path, find, section] of [['/old/lantern-bridge_2019.html', 'Find', 'Politics'], ['/uk/nema-mist', 'Знайти', 'Політика']]) {
  test(`a page that is not there offers a search for the words of its address: ${path}`, async ({ page }) => {
    expect((await page.goto(path)).status()).toBe(404);
    const form = page.locator('.lost');
    await expect(form.locator('input')).toHaveValue(path.includes('uk') ? 'nema mist' : 'lantern bridge 2019');
    await expect(page.getByRole('main').getByRole('link', { name: section, exact: true }).first()).toBeVisible();
    await form.getByRole('button', { name: find }).click();
    await expect(page).toHaveURL(/search\/\?q=/);
    expect(new URL(page.url()).pathname).toBe(path.startsWith('/uk') ? '/uk/search/' : '/search/');
  });
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  for (const [path, find, words] of [['/old/lantern-bridge_2019.html', 'Find', 'lantern bridge 2019'], ['/uk/lantern-bridge', 'Знайти', 'lantern bridge']]) {
    test(`its empty field looks for the words of the address: ${path}`, async ({ page }) => {
      await page.goto(path);
      const form = page.locator('.lost');
      await expect(form).toContainText(path.startsWith('/uk') ? 'залишити поле порожнім' : 'Left empty');
      await form.getByRole('button', { name: find }).click();
      await expect(page).toHaveURL(/search\/\?q=lantern\+bridge/);
      await expect(page.locator('#search-words')).toHaveValue(words);
      await page.goto(path);
      await form.locator('input[type="search"]').fill('ferry');
      await form.getByRole('button', { name: find }).click();
      await expect(page.locator('#search-words')).toHaveValue('ferry');
    });
  }
});

for (const width of [320, 1280]) {
  for (const path of ['/', '/uk/', '/eelgrass-returns/']) {
    test(`the masthead holds the search at ${width} pixels: ${path}`, async ({ browser, baseURL }) => {
      const context = await browser.newContext({ javaScriptEnabled: false, baseURL, viewport: { width, height: 800 } });
      const page = await context.newPage();
      await page.goto(path);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      if (width === 320) {
        await page.locator('.masthead__search').click();
      } else {
        await page.locator('.masthead__find input').fill('lantern');
        await page.keyboard.press('Enter');
      }
      await expect(page).toHaveURL(/\/search\//);
      await expect(page.locator('#search-words')).toHaveValue(width === 320 ? '' : 'lantern');
      await context.close();
    });
  }
}
