// Who asks to save data gets the same pages, with small pictures and without fonts.
import { expect, test } from '@playwright/test';
import { kinds } from '../kinds.mjs';

for (const kind of ['exhibit', 'Ukrainian exhibit']) {
  for (const javaScriptEnabled of [true, false]) {
    test.describe(`${kind}, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
      test.use({ javaScriptEnabled, extraHTTPHeaders: { 'Save-Data': 'on' } });

      test('pictures are at most 480 pixels wide and no font is loaded', async ({ page }) => {
        const fonts = [];
        const sizes = [];
        page.on('response', (answer) => {
          if (answer.url().endsWith('.woff2')) sizes.push(answer.body().catch(() => Buffer.alloc(0)).then((body) => fonts.push(body.length)));
        });
        const complaints = [];
        page.on('pageerror', (error) => complaints.push(String(error)));
        await page.goto(kinds[kind]);
        const lead = page.locator('.lead-picture img');
        await expect.poll(() => lead.evaluate((img) => img.complete && img.naturalWidth > 0)).toBe(true);
        const widths = await page.evaluate(() => {
          const shown = [...document.images].filter((img) => img.complete && img.naturalWidth);
          // The size of the file, not the one that `sizes` makes of it.
          return Promise.all(shown.map(async (img) => (await createImageBitmap(await (await fetch(img.currentSrc, { headers: { 'Save-Data': 'on' } })).blob())).width));
        });
        expect(widths.length).toBeGreaterThan(0);
        for (const width of widths) expect(width).toBeLessThanOrEqual(480);
        await Promise.all(sizes);
        expect(fonts.every((length) => length === 0)).toBe(true);
        expect(await page.evaluate(() => [...document.fonts].filter((font) => font.status === 'loaded').length)).toBe(0);
        // It reads as before.
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
        expect(complaints).toEqual([]);
      });
    });
  }
}

test('one copy of a page serves everybody', async ({ request, isMobile }) => {
  test.skip(isMobile, 'the same bytes for all');
  const [saved, whole] = await Promise.all(
    [{ 'Save-Data': 'on' }, {}].map(async (headers) => {
      const answer = await request.get(kinds.exhibit, { headers });
      return [answer.headers().vary, await answer.text()];
    }),
  );
  expect(saved).toEqual(whole);
  expect(saved[0]).not.toContain('save-data');
});
