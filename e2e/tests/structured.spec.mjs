// What search engines are told of a story, property by property beside the story that is shown.
import { expect, test } from '@playwright/test';
import { kinds } from '../kinds.mjs';

const blocks = async (page) =>
  (await page.locator('script[type="application/ld+json"]').allTextContents()).map((text) => JSON.parse(text));
const of = (all, type) => all.find((data) => data['@type'] === type);
const path = (address) => new URL(address).pathname;

for (const kind of ['story', 'Ukrainian story']) {
  test(`the structured data of the ${kind} says what the page shows`, async ({ page }) => {
    await page.goto(kinds[kind]);
    const shown = await page.locator('main article').first().evaluate((article) => {
      const text = (node) => node?.textContent.replace(/\s+/g, ' ').trim();
      const second = (text) => Math.floor(Date.parse(text) / 1000);
      const all = (selector) => [...article.querySelectorAll(selector)];
      return {
        headline: text(article.querySelector('h1')),
        authors: all('.byline a').map((a) => ({ name: text(a), path: a.pathname })),
        times: all('time[datetime]').map((time) => second(time.dateTime)),
        caption: text(article.querySelector('figcaption')),
        corrections: all('.corrections li, .corrections p').map(text).join(' '),
      };
    });
    const all = await blocks(page);
    const data = of(all, 'NewsArticle');
    expect(data.headline).toBe(shown.headline);
    expect(path(data.url)).toBe(kinds[kind]);
    expect(data.mainEntityOfPage['@id']).toBe(data.url);
    expect(data.url).toBe(await page.locator('link[rel=canonical]').getAttribute('href'));
    expect(data.inLanguage).toBe(await page.locator('html').getAttribute('lang'));
    expect(data.author.map((a) => ({ name: a.name, path: path(a.url) }))).toEqual(shown.authors);
    expect(data.author.every((a) => a['@type'] === 'Person')).toBe(true);
    expect(shown.times).toContain(Math.floor(Date.parse(data.datePublished) / 1000));
    expect(Date.parse(data.dateModified)).toBeGreaterThanOrEqual(Date.parse(data.datePublished));
    expect(data.isAccessibleForFree).toBe(true);
    expect(data.wordCount).toBeGreaterThan(50);
    expect(data.publisher['@type']).toBe('NewsMediaOrganization');
    expect(data.publisher.name).toMatch(/\w|[а-яі]/i);
    expect(data.image['@type']).toBe('ImageObject');
    expect(shown.caption).toContain(data.image.creditText);
    expect(shown.caption).toContain(data.image.caption);
    expect(data.image.width * data.image.height).toBeGreaterThan(0);
    for (const correction of data.correction ?? []) {
      expect(correction['@type']).toBe('CorrectionComment');
      expect(shown.corrections).toContain(correction.text);
    }
    const way = of(all, 'BreadcrumbList').itemListElement;
    expect(way.map((step) => step.position)).toEqual(way.map((_, i) => i + 1));
    expect(way.at(-1).name).toBe(shown.headline);
    expect(way.at(-2).name).toBe(data.articleSection);
    const crumbs = await page.locator('.crumbs a').evaluateAll((links) => links.map((a) => a.pathname));
    for (const crumb of crumbs) expect(way.map((step) => path(step.item))).toContain(crumb);
  });
}

test('lists say what they are, and the front page where the search is', async ({ page }) => {
  await page.goto('/');
  const site = of(await blocks(page), 'WebSite');
  expect(site.potentialAction['@type']).toBe('SearchAction');
  expect(site.potentialAction.target.urlTemplate).toMatch(/\/search\/\?q=\{search_term_string\}$/);
  for (const [kind, type] of [['section', 'CollectionPage'], ['author', 'ProfilePage'], ['archive', 'CollectionPage'], ['news feed', 'CollectionPage']]) {
    await page.goto(kinds[kind]);
    expect(of(await blocks(page), type), kind).toBeTruthy();
  }
});

test('every feed that a page names is there', async ({ page, request }) => {
  for (const kind of ['section', 'author', 'Ukrainian front']) {
    await page.goto(kinds[kind]);
    const feeds = await page.locator('link[rel=alternate][type]').evaluateAll((links) => links.map((link) => [link.href, link.type]));
    expect(feeds.length).toBeGreaterThanOrEqual(3);
    for (const [address, type] of feeds) {
      const answer = await request.get(address);
      expect([answer.status(), answer.headers()['content-type']], address).toEqual([200, `${type}; charset=utf-8`]);
    }
  }
});
