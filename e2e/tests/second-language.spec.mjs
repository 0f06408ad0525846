// What authors do, who they are and what sections are about is told in the language of the edition.
import { expect, test } from '@playwright/test';

const told = {
  en: { prefix: '', title: 'Science correspondent', bio: 'hydrology', section: 'keeps warm and lit' },
  uk: { prefix: '/uk', title: 'Науковий оглядач', bio: 'гідролог', section: 'зігрівається й світиться' },
};

for (const [language, { prefix, title, bio, section }] of Object.entries(told)) {
  test(`pages, feeds and structured data: ${language}`, async ({ page, request }) => {
    await page.goto(`${prefix}/author/jonas-feld/`);
    await expect(page.locator('.page-head__role')).toContainText(title);
    await expect(page.locator('.page-head__what')).toContainText(bio);
    const data = (await page.locator('script[type="application/ld+json"]').allTextContents()).join();
    expect(data).toContain(title);
    expect(data).toContain(bio);
    await page.goto(`${prefix}/tag/energy/`);
    await expect(page.locator('.page-head__what')).toContainText(section);
    await expect(page.locator('meta[name="description"]')).toHaveAttribute('content', new RegExp(section));
    expect(await (await request.get(`${prefix}/tag/energy/rss/`)).text()).toContain(section);
    expect(await (await request.get(`${prefix}/author/jonas-feld/json/`)).text()).toContain(bio);
    await page.getByRole('main').locator('.story__headline a').first().click();
    await expect(page.locator('.byline__title').first()).not.toBeEmpty();
  });
}

test('the front page in Ukrainian does without the Latin letters of the serif', async ({ page }) => {
  await page.goto('/uk/');
  const loaded = await page.evaluate(async () => {
    await document.fonts.ready;
    return performance.getEntriesByType('resource').map((one) => one.name.split('/').at(-1)).filter((name) => name.startsWith('source-serif'));
  });
  expect(loaded.sort()).toEqual(['source-serif-4-cyrillic.woff2', 'source-serif-4-marks.woff2']);
});
