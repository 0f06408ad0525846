// What pages of the web, office programs and spreadsheets put on the clipboard, and what the editor puts there.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { test } from '@playwright/test';
import * as desk from '../desk.mjs';
import { copy, expect, move, saved, text } from '../desk.mjs';
import { startNewsroom } from '../newsroom.mjs';

test.describe.configure({ mode: 'default' });
let newsroom, elsewhere, server;
test.beforeAll(async () => {
  test.setTimeout(180_000);
  server = createServer((request, response) => {
    if (request.url.includes('none')) response.writeHead(404).end();
    else response.setHeader('content-type', 'image/png').end(Buffer.from(red, 'base64'));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const at = `127.0.0.1:${server.address().port}`;
  elsewhere = (path) => `http://${at}/${path}.png`;
  newsroom = await startNewsroom({ env: { BROADSHEET_FETCH__ALLOW: at } });
  newsroom.user('olena@tide.example', 'Olena Koval', 'owner');
});
test.afterAll(async () => {
  await newsroom?.close();
  server?.closeAllConnections();
  server?.close();
});
test.beforeEach(({ page }) => desk.signIn(newsroom, page));

/** A red and a blue picture of eight pixels a side. */
const red = 'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEklEQVR4nGP4z8CAFWEXHbQSACj/P8Fu7N9hAAAAAElFTkSuQmCC';
const blue = 'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEElEQVR4nGNgYPiPAw0pCQCpcD/BFMrqcwAAAABJRU5ErkJggg==';

async function begin(page, title) {
  const address = await desk.begin(newsroom, page);
  await page.keyboard.type(title);
  await text(page).click();
  return address;
}

/** Pastes what a clipboard holds: by kind, and files by their content in base64. */
const paste = (page, held, files = []) =>
  text(page).evaluate((element, [kinds, all]) => {
    const data = new DataTransfer();
    for (const [kind, content] of Object.entries(kinds)) data.setData(kind, content);
    for (const content of all) data.items.add(new File([Uint8Array.from(atob(content), (one) => one.charCodeAt(0))], 'image.png', { type: 'image/png' }));
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, [typeof held === 'string' ? { 'text/html': held } : held, files]);

const content = async (page, address) => (await copy(page, address)).text.document.content;
/** What is written, when no picture is on its way any more. */
async function written(page, address) {
  await expect(text(page).locator('[aria-busy]')).toHaveCount(0);
  await page.keyboard.press('Control+s');
  await saved(page);
  return content(page, address);
}
const words = (value, ...marks) => ({ type: 'text', text: value, ...(marks.length > 0 && { marks: marks.map((type) => ({ type })) }) });
const paragraph = (...of) => ({ type: 'paragraph', content: of });
/** The blocks of a text in short: pictures by their alt text, others by their words. */
const order = (all) => all.map((node) => (node.type === 'image' ? `<${node.attrs.alt}>` : [node].flat().map(said).join('')));
const said = (node) => node.text ?? (node.content ?? []).map(said).join('');

test('pictures of a web page stay where they stand', async ({ page }) => {
  const address = await begin(page, 'In their place');
  const image = (alt) => `<img src="${elsewhere(alt)}" alt="${alt}">`;
  await paste(page, `<article><header><h2>A heading ${image('heading')}</h2></header>${image('article')}<p>One</p>
    <section><a href="https://tide.example/"><span>${image('link')}</span></a>Two</section><picture><source srcset="x.webp">${image('picture')}</picture>
    <p>A long beginning, then ${image('end')} it ends.</p><blockquote>${image('quote')}Said at length</blockquote><div>Three${image('div')}Four</div>
    <ul><li>Five${image('item')}Six</li></ul></article><p>Last</p>`);
  const all = await written(page, address);
  expect(order(all)).toEqual(['A heading', '<heading>', '<article>', 'One', '<link>', 'Two', '<picture>', 'A long beginning, then it ends.', '<end>', '<quote>', 'Said at length', 'Three', '<div>', 'Four', 'FiveSix', 'Last']);
  expect(order(all.find((node) => node.type === 'bulletList').content[0].content)).toEqual(['Five', '<item>', 'Six']);
});

test('a picture that is copied by itself: its file is taken where its address leads nowhere', async ({ page }) => {
  const address = await begin(page, 'Copied alone');
  await paste(page, `<meta charset="utf-8"><img src="blob:https://chat.example/1" alt="Blob">`, [red]);
  await move(page, 'Control+End');
  await paste(page, `<img src="${elsewhere('none')}" alt="Away">`, [blue]);
  await move(page, 'Control+End');
  await paste(page, `<img src="${elsewhere('there')}" alt="There">`, [blue]);
  // Word and Excel: the file is a picture of the words.
  await move(page, 'Control+End');
  await paste(page, `<p>Words</p>`, [blue]);
  const all = await written(page, address);
  expect(order(all)).toEqual(['<Blob>', '<Away>', '<There>', 'Words']);
  // The library has a picture once, whatever it is called: the file that is blue was taken only where nothing was fetched.
  expect(all[2].attrs.src).toBe(all[0].attrs.src);
  expect(all[1].attrs.src).not.toBe(all[0].attrs.src);
});
