// What goes into the editor comes out of it: every node of a document, and what nobody knows.
import { expect, request, test } from '@playwright/test';
import { existsSync, readFileSync } from 'node:fs';
import { fromEditor, toEditor } from '../../desk/src/editor/convert.ts';
import { schema } from '../../desk/src/editor/schema.ts';
import { startNewsroom } from '../newsroom.mjs';

const everyNode = JSON.parse(readFileSync(new URL('../every-node.json', import.meta.url), 'utf8'));
const ghost = new URL('../../../shared/samples/ghost/export.json', import.meta.url).pathname;
const editor = schema();

function roundTrip(document) {
  const node = editor.nodeFromJSON(toEditor(document));
  node.check();
  return fromEditor(node.toJSON(), document.attrs);
}

/** The order of marks says nothing. */
function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, key === 'marks' ? [...inner].map(sorted).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) : sorted(inner)]);
  return Object.fromEntries(entries);
}

/** A person at the desk without a browser; `ask` sends JSON. */
async function signedIn(newsroom) {
  newsroom.user('olena@tide.example', 'Olena Koval', 'owner');
  const desk = await request.newContext({ baseURL: newsroom.url, extraHTTPHeaders: { accept: 'text/html', origin: newsroom.url } });
  await desk.post('/desk/sign-in/', { form: { email: 'olena@tide.example', password: newsroom.password } });
  return desk;
}

/** The documents of all stories. */
async function documents(newsroom) {
  const desk = await signedIn(newsroom);
  const out = [];
  for (let path = '/desk/stories/'; path; ) {
    const html = await (await desk.get(path)).text();
    for (const [, id] of html.matchAll(/href="\/desk\/stories\/([0-9a-f-]{36})\/"/g)) {
      const answer = await desk.get(`/desk/stories/${id}/copy`, { headers: { accept: 'application/json' } });
      out.push((await answer.json()).text.document);
    }
    const next = /href="([^"]*\bafter=[^"]*)"/.exec(html)?.[1].replaceAll('&#38;', '&');
    path = next && new URL(next, `${newsroom.url}/desk/stories/`).href;
  }
  await desk.dispose();
  return out;
}

test.describe('without a browser', () => {
  test('every node comes out as it went in', () => {
    expect(sorted(roundTrip(everyNode))).toEqual(sorted(everyNode));
    expect(roundTrip({ type: 'doc', content: [] })).toEqual({ type: 'doc', content: [] });
  });

  test('so do all stories of the demo', async () => {
    const newsroom = await startNewsroom({ demo: true });
    const all = await documents(newsroom).finally(() => newsroom.close());
    expect(all.length).toBeGreaterThan(60);
    for (const document of all) expect(sorted(roundTrip(document))).toEqual(sorted(document));
  });

  test('so do stories that came from Ghost', async () => {
    test.skip(!existsSync(ghost), 'the sample is not there');
    const newsroom = await startNewsroom();
    newsroom.run('import', 'ghost', ghost);
    const all = await documents(newsroom).finally(() => newsroom.close());
    expect(all.length).toBeGreaterThan(20);
    for (const document of all) expect(sorted(roundTrip(document))).toEqual(sorted(document));
  });
});

test('a word that is typed changes nothing else', async ({ page }) => {
  const newsroom = await startNewsroom();
  try {
    const errors = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => /Content Security Policy/.test(message.text()) && errors.push(message.text()));
    newsroom.user('olena@tide.example', 'Olena Koval', 'owner');
    await page.goto(`${newsroom.url}/desk/sign-in/`);
    await page.fill('[name="email"]', 'olena@tide.example');
    await page.fill('[name="password"]', newsroom.password);
    await page.click('button.main');
    await page.getByRole('button', { name: 'New story' }).click();
    await page.locator('#editor[data-ready]').waitFor();
    const path = `${new URL(page.url()).pathname}copy`;
    const begin = JSON.parse(await page.locator('#begin').textContent());
    // A document whose tables are whole: what is missing in a row the editor fills in.
    const document = { ...everyNode, content: everyNode.content.filter((node) => node.type !== 'table') };
    await page.goto('about:blank');
    const data = { version: 0, holder: 'test', text: { ...begin.text, document }, leaving: true };
    const headers = { accept: 'application/json', 'x-form-code': begin.code, origin: newsroom.url };
    // The page lays its pen down while it goes.
    await expect.poll(async () => (await page.request.put(newsroom.url + path, { data, headers })).status()).toBe(200);
    await page.goto(new URL(path, newsroom.url).href.replace(/copy$/, ''));
    await page.locator('#editor[data-ready]').waitFor();
    const text = page.getByRole('textbox', { name: 'Text of the story' });
    await expect(text).toHaveAttribute('contenteditable', 'true');
    await text.locator('h5').first().click();
    await page.keyboard.type('Word');
    await expect(page.locator('.saving')).toHaveText(/^Saved \d/, { timeout: 20_000 });
    const saved = await page.evaluate(async (from) => (await (await fetch(from, { headers: { accept: 'application/json' } })).json()).text.document, path);
    const expected = structuredClone(document);
    expected.content.find((node) => node.type === 'heading').content = [{ type: 'text', text: 'Word' }];
    expect(sorted(saved)).toEqual(sorted(expected));
    expect(errors).toEqual([]);
  } finally {
    await newsroom.close();
  }
});
