// The media library: a picture comes in, a story shows it, and another takes its place.
import { test } from '@playwright/test';
import { crc32, deflateSync } from 'node:zlib';
import { axeFindsNothing } from '../axe.mjs';
import { expect, signIn } from '../desk.mjs';
import { startNewsroom } from '../newsroom.mjs';

test.describe.configure({ mode: 'default' });
let newsroom;
test.beforeAll(async () => {
  test.setTimeout(180_000);
  newsroom = await startNewsroom();
  newsroom.user('olena@tide.example', 'Olena Koval', 'owner');
});
test.afterAll(() => newsroom?.close());

/** A picture of one colour. */
function png(width, height, colour) {
  const chunk = (name, data) => {
    const bytes = Buffer.alloc(data.length + 12);
    bytes.writeUInt32BE(data.length);
    bytes.write(name, 4, 'latin1');
    data.copy(bytes, 8);
    bytes.writeUInt32BE(crc32(bytes.subarray(4, data.length + 8)), data.length + 8);
    return bytes;
  };
  const head = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0]);
  head.writeUInt32BE(width);
  head.writeUInt32BE(height, 4);
  const row = Buffer.from([0, ...Array.from({ length: width }, () => colour).flat()]);
  const rows = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)));
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]);
}

/** A story that shows a picture, published; its address for readers. */
async function publish(page, path) {
  return page.evaluate(async (src) => {
    const code = document.querySelector('meta[name="form-code"]').content;
    const headers = { 'x-form-code': code, accept: 'application/json' };
    const form = (fields) => ({ method: 'POST', headers, body: new URLSearchParams(fields) });
    const begun = await fetch('/desk/stories/', form({ title: 'Bridge at dawn' }));
    const at = new URL(begun.url).pathname;
    const image = { type: 'image', attrs: { src, alt: 'A bridge' } };
    const text = { title: 'Bridge at dawn', document: { type: 'doc', content: [image] } };
    const copy = { version: 0, holder: 'p', text };
    const saved = await fetch(`${at}copy`, { method: 'PUT', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(copy) });
    if (!saved.ok) throw new Error(await saved.text());
    const published = await fetch(`${at}publish`, form({ version: 1, when: 'now' }));
    if (!published.ok) throw new Error(await published.text());
    return '/bridge-at-dawn/';
  }, path);
}

/** What a reader sees: the colour of the picture's middle, whether it is upright, and its address without size and time. */
const seen = (reader) =>
  reader.locator('main img[alt="A bridge"]').evaluate(async (img) => {
    img.loading = 'eager';
    await img.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 });
    const to = canvas.getContext('2d');
    to.drawImage(img, 0, 0, 1, 1);
    const upright = [img.naturalWidth < img.naturalHeight, img.width < img.height];
    const at = new URL(img.currentSrc).pathname.replace(/\/size\/w\d+(\/format\/\w+)?/, '').replace(/\.webp$/, '');
    return { colour: [...to.getImageData(0, 0, 1, 1).data.slice(0, 3)], upright, at };
  });

test('a replaced picture keeps its address, and readers who have the old one see the new one', async ({ page, browser }) => {
  await signIn(newsroom, page);
  await page.goto(`${newsroom.url}/desk/media/`);
  await page.setInputFiles('input[type="file"]', { name: 'Bridge.png', mimeType: 'image/png', buffer: png(800, 400, [255, 0, 0]) });
  await page.getByRole('button', { name: 'Upload' }).click();
  await page.waitForURL(/\/desk\/media\/[0-9a-f-]{36}\//);
  const path = await page.getByLabel('Address').inputValue();
  const address = await publish(page, path);

  const reader = await (await browser.newContext()).newPage();
  await reader.goto(newsroom.url + address);
  const red = await seen(reader);
  expect(red).toEqual({ colour: [255, 0, 0], upright: [false, false], at: path });

  // What is of another kind is refused in words, and nothing changes.
  const replace = page.getByRole('group', { name: 'Put another in its place' });
  await replace.getByLabel('Picture').setInputFiles({ name: 'words.png', mimeType: 'image/png', buffer: Buffer.from('words') });
  await replace.getByRole('button', { name: 'Replace' }).click();
  await expect(page.getByRole('alert')).toContainText('“words.png” is no picture');
  await axeFindsNothing(page);

  await replace.getByLabel('Picture').setInputFiles({ name: 'Better.png', mimeType: 'image/png', buffer: png(400, 800, [0, 0, 255]) });
  // By keyboard: from the picture to the button, and down.
  await replace.getByLabel('Picture').press('Tab');
  await expect(replace.getByRole('button', { name: 'Replace' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status')).toContainText('Readers see this picture now, at the same address');
  expect(await page.getByLabel('Address').inputValue()).toBe(path);
  await axeFindsNothing(page);

  // The reader's browser keeps pictures for a year.
  await expect(async () => {
    await reader.goto(newsroom.url + address);
    expect(await seen(reader)).toEqual({ colour: [0, 0, 255], upright: [true, true], at: path });
  }).toPass();
  await reader.context().close();
});
