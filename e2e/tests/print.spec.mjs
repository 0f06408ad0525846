// On paper: the story with its picture, its sources and where they are, and nothing that only a screen can use.
import { expect, test } from '@playwright/test';
import { exhibit } from '../exhibit.mjs';
import { kinds } from '../kinds.mjs';

// Everything that may stand around a story.
const gone = ['.skip', '.menu', '.masthead__tools', '.masthead__menu', '.crumbs', '.feed', 'section.video', '.picks', '.most-read', '.more-news', '.newsletter-box', '.sign-up', '.share', '.related-story', '.narration', '.foot nav', '.foot form', 'button', 'iframe', 'audio', '.footnote-back', '.embed-hint'];

for (const [kind, language] of [['exhibit', 'en'], ['Ukrainian exhibit', 'uk']]) {
  test(`${kind}: what only a screen can use is not printed, and links say where they lead`, async ({ page }) => {
    await page.goto(kinds[kind]);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const shown = await page.evaluate((all) => all.filter((selector) => [...document.querySelectorAll(selector)].some((one) => one.checkVisibility())), gone);
    expect(shown).toEqual([]);
    for (const words of [exhibit[language].title, exhibit[language].standfirst, exhibit[language].note, exhibit[language].correction, exhibit[language].caption]) {
      await expect(page.getByText(words).first()).toBeVisible();
    }
    await expect(page.getByRole('banner')).toContainText(language === 'en' ? 'The Meridian Post' : 'Меридіан');
    const after = (link) => link.evaluate((a) => getComputedStyle(a, '::after').content);
    expect(await after(page.locator('.body a[href="https://velmor.example/"]'))).toContain('https://velmor.example/');
    expect(await after(page.locator('.body sup a').first())).toBe('none');
    // An address that is its own text is not said twice.
    expect(await after(page.locator('.body a', { hasText: 'a-long-address' }))).toBe('none');
    await expect(page.locator('.end__address')).toHaveText(new RegExp(`${kinds[kind]}$`));
  await expect(page.locator('.end__address')).toBeVisible();
  expect(await after(page.locator('.embed-link').first())).toContain('https://www.youtube.com/watch');
  // Black on white, also where the screen is dark.
    expect(await page.evaluate(() => [getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color])).toEqual(['rgb(255, 255, 255)', 'rgb(0, 0, 0)']);
  });
}

test('a story fits on the sheet: nothing is cut at its edge, no picture over two pages', async ({ page, isMobile }) => {
  test.skip(isMobile, 'paper is paper');
  await page.goto(kinds.exhibit);
  await page.emulateMedia({ media: 'print' });
  // What A4 leaves between its margins, in CSS pixels.
  await page.setViewportSize({ width: 672, height: 980 });
  const wide = await page.evaluate(() =>
    [...document.querySelectorAll('main *')].filter((one) => one.checkVisibility() && one.getBoundingClientRect().right > innerWidth + 1).map((one) => `${one.tagName}.${one.className}`),
  );
  expect(wide).toEqual([]);
  const tall = await page.locator('main img').evaluateAll((all) => all.filter((img) => img.checkVisibility()).map((img) => img.getBoundingClientRect().height / 980));
  expect(Math.max(...tall)).toBeLessThan(0.5);
  const kept = await page.locator('main figure, main blockquote').evaluateAll((all) => all.filter((one) => one.checkVisibility()).map((one) => getComputedStyle(one).breakInside));
  expect(new Set(kept)).toEqual(new Set(['avoid']));
  for (const heading of await page.locator('main :is(h1, h2, h3)').all()) expect(await heading.evaluate((one) => getComputedStyle(one).breakAfter)).toBe('avoid');
});
