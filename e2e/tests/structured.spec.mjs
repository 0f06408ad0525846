// What search engines are told of a story, property by property beside the story that is shown.
import { expect, test } from '@playwright/test';
import { kinds } from '../kinds.mjs';

const blocks = async (page) =>
  (await page.locator('script[type="application/ld+json"]').allTextContents()).map((text) => JSON.parse(text));
const of = (all, type) => all.find((data) => data['@type'] === type);
const path = (address) => new URL(address).pathname;

const second = (text) => Math.floor(Date.parse(text) / 1000);

/** What the page of a story shows, as text. */
const shownOn = (page) =>
  page.locator('main article').first().evaluate((article) => {
    const text = (node) => node?.textContent.replace(/\s+/g, ' ').trim();
    const all = (selector) => [...article.querySelectorAll(selector)];
    const figure = article.querySelector('.lead-picture');
    return {
      headline: text(article.querySelector('h1')),
      authors: all('.byline li').map((li) => ({ name: text(li.querySelector('a')), path: li.querySelector('a').pathname, title: text(li.querySelector('.byline__title')) })),
      times: all('.head time[datetime]').map((time) => time.dateTime),
      section: text(document.querySelector('.crumbs li:nth-child(2) a')),
      tags: all('.end__tags a').map(text),
      picture: figure?.querySelector('img').src.split('/').at(-1),
      caption: text(figure?.querySelector('figcaption')),
      credit: text(figure?.querySelector('.credit')),
      corrections: all('.corrections li').map((li) => ({ day: li.querySelector('time').dateTime, text: text(li).replace(text(li.querySelector('time')), '').trim() })),
      words: text(article.querySelector('.body')).split(' ').length,
      seconds: Number(article.querySelector('.narration')?.dataset.duration ?? 0),
      others: [...document.querySelectorAll('.languages a:not([aria-current])')].map((a) => ({ path: a.pathname, language: a.lang })),
      accounts: [...document.querySelectorAll('.foot a[rel="me"]')].map((a) => a.href),
      site: text(document.querySelector('.masthead__name')),
      described: document.querySelector('meta[property="og:description"]').content,
      canonical: document.querySelector('link[rel="canonical"]').href,
    };
  });

for (const kind of ['story', 'exhibit', 'feed item', 'Ukrainian story', 'Ukrainian exhibit']) {
  test(`the structured data of the ${kind} says what the page shows, and nothing that it does not show`, async ({ page, request }) => {
    await page.goto(kinds[kind]);
    const shown = await shownOn(page);
    const all = await blocks(page);
    const data = of(all, 'NewsArticle');
    const unseen = new Set(Object.keys(data));
    const said = (name) => {
      unseen.delete(name);
      return data[name];
    };
    expect(said('@context')).toBe('https://schema.org');
    expect(said('@type')).toBe('NewsArticle');
    expect(said('headline')).toBe(shown.headline);
    expect(path(said('url'))).toBe(kinds[kind]);
    expect(said('mainEntityOfPage')).toEqual({ '@type': 'WebPage', '@id': data.url });
    expect(data.url).toBe(shown.canonical);
    const language = await page.locator('html').getAttribute('lang');
    expect(said('inLanguage')).toBe(language);
    expect(said('description')).toBe(shown.described);
    const authors = said('author') ?? [];
    expect(authors.map((a) => ({ name: a.name, path: path(a.url), title: a.jobTitle }))).toEqual(shown.authors);
    for (const author of authors) {
      expect(author['@type']).toBe('Person');
      for (const account of author.sameAs ?? []) expect(account).toMatch(/^https:\/\/[a-z.]+\/(@|\w+\/)?[\w.]+$/);
      expect((await request.get(author.image)).status()).toBe(200);
    }
    expect(second(said('datePublished'))).toBe(second(shown.times[0]));
    expect(second(said('dateModified'))).toBe(second(shown.times[1] ?? shown.times[0]));
    expect(said('isAccessibleForFree')).toBe(true);
    // The text has notes and boxes beside its words.
    expect(Math.abs(said('wordCount') - shown.words) / shown.words).toBeLessThan(0.35);
    if (kind === 'feed item') expect(said('articleSection')).toBeUndefined();
    else expect(said('articleSection')).toBe(shown.section);
    const keywords = said('keywords') ?? [];
    expect(keywords.slice(1)).toEqual(shown.tags);
    const image = said('image');
    if (shown.picture) {
      expect(image['@type']).toBe('ImageObject');
      expect(image.contentUrl).toBe(image.url);
      expect(image.url.split('/').at(-1)).toBe(shown.picture);
      expect(shown.credit).toBe(image.creditText);
      expect(shown.caption).toBe(`${image.caption} ${image.creditText}`);
      expect(image.creditText).toContain(image.creator.name);
      if (kind.endsWith('xhibit')) expect(image.copyrightNotice).toMatch(/^©/);
      const size = await page.evaluate(async (url) => {
        const picture = await createImageBitmap(await (await fetch(url)).blob());
        return [picture.width, picture.height];
      }, path(image.url));
      expect([image.width, image.height]).toEqual(size);
    } else expect(image).toBeUndefined();
    const corrections = (said('correction') ?? []).map((one) => ({ type: one['@type'], day: one.datePublished.slice(0, 10), text: one.text }));
    expect(corrections).toEqual(shown.corrections.map((one) => ({ type: 'CorrectionComment', ...one })));
    // Read aloud in the background: there once its player is.
    const audio = said('audio');
    const [, minutes, seconds] = /^PT(\d+)M(\d+)S$/.exec(audio?.duration ?? 'PT0M0S').map(Number);
    expect(minutes * 60 + seconds).toBe(shown.seconds);
    const others = [said('translationOfWork'), said('workTranslation')].flat().filter(Boolean);
    // Without a translation the switch leads to the other edition's front page or feed.
    if (others.length) expect(others.map((one) => ({ path: path(one.url), language: one.inLanguage }))).toEqual(shown.others);
    else for (const other of shown.others) expect(other.path).toMatch(/^\/(uk\/)?(feed\/)?$/);
    if (kind.endsWith('xhibit')) expect(others).toHaveLength(1);
    const publisher = said('publisher');
    expect(publisher['@type']).toBe('NewsMediaOrganization');
    expect(publisher.name).toBe(shown.site);
    expect(path(publisher.url)).toBe(language === 'en' ? '/' : '/uk/');
    expect([...publisher.sameAs].sort()).toEqual(expect.arrayContaining([...shown.accounts].sort()));
    expect([...unseen]).toEqual([]);

    const way = of(all, 'BreadcrumbList').itemListElement;
    expect(way.map((step) => step.position)).toEqual(way.map((_, i) => i + 1));
    expect(way.at(-1).name).toBe(shown.headline);
    if (data.articleSection) expect(way.at(-2).name).toBe(data.articleSection);
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
