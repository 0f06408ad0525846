// Every address that the demo's pages name on this site answers: pages, pictures (the smallest of each format), files,
// feeds.
import { expect, test } from '@playwright/test';

test('no link, picture or file of the demo leads nowhere', async ({ request, baseURL, isMobile }) => {
  test.skip(isMobile, 'the same addresses on a phone');
  test.setTimeout(300_000);
  const named = new Map(['/', '/uk/', '/robots.txt'].map((path) => [path, 'the start']));
  const wrong = [];
  const ask = async (path) => {
    const answer = await request.get(path, { maxRedirects: 5 });
    if (!answer.ok()) wrong.push(`${answer.status()} ${path}, named by ${named.get(path)}`);
    if (!/html|xml/.test(answer.headers()['content-type'] ?? '')) return;
    for (const found of addresses(await answer.text())) {
      const url = new URL(found, new URL(path, baseURL));
      if (url.origin !== new URL(baseURL).origin || named.has(url.pathname)) continue;
      named.set(url.pathname, path);
    }
  };
  let done = 0;
  while (done < named.size) {
    const batch = [...named.keys()].slice(done, done + 8);
    done += batch.length;
    await Promise.all(batch.map(ask));
  }
  expect(wrong).toEqual([]);
  expect(named.size).toBeGreaterThan(300);
});

/** What HTML or RSS names in href, src, srcset, content and link. */
function* addresses(text) {
  for (const [, value] of text.matchAll(/\s(?:href|src|poster)="([^"]+)"/g)) yield plain(value);
  for (const [, value] of text.matchAll(/\s(?:srcset|imagesrcset)="([^"]+)"/g)) {
    yield plain(value).split(',')[0].trim().split(/\s+/)[0];
  }
  for (const [, value] of text.matchAll(/<(?:link|guid[^>]*)>(https?:[^<]+)</g)) yield plain(value);
}

const plain = (value) => value.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=');
