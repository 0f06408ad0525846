// Files that come into a story: dropped, pasted, chosen from the disk or from the library.
import { test } from '@playwright/test';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { axeFindsNothing, begin, copy, expect, hasPen, notices, signIn, text } from '../desk.mjs';
import { startNewsroom } from '../newsroom.mjs';

let newsroom, folder;
test.beforeAll(async () => {
  test.setTimeout(180_000);
  newsroom = await startNewsroom();
  newsroom.user('olena@tide.example', 'Olena Koval', 'owner');
  folder = join(newsroom.folder, 'disk');
  mkdirSync(folder);
});
test.afterAll(() => newsroom?.close());
test.beforeEach(async ({ page }) => {
  await signIn(newsroom, page);
});

/** A sound of silence: 8000 samples a second. */
function wav(seconds) {
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + seconds * 8000, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(8000, 24);
  head.writeUInt32LE(8000, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36);
  head.writeUInt32LE(seconds * 8000, 40);
  return Buffer.concat([head, Buffer.alloc(seconds * 8000, 128)]);
}

const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<< >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n');
const heic = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1');
const film = new URL('../../demo/media/surge-explained.mp4', import.meta.url).pathname;

/** Pictures of the demo, each another file. */
const pictures = ['river-bridge.jpg', 'harbour-crane.jpg', 'lighthouse-storm.jpg'].map((name) => new URL(`../../demo/pictures/${name}`, import.meta.url).pathname);

function onDisk(name, bytes) {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

/** Drops files of the disk as a person does, from outside the browser. */
async function drop(page, on, files) {
  await on.scrollIntoViewIfNeeded();
  const box = await on.boundingBox();
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files, dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop']) await session.send('Input.dispatchDragEvent', { type, x: box.x + box.width / 2, y: box.y + Math.min(box.height / 2, 40), data });
}

/** The blocks that are saved, without the paragraphs. */
const blocks = async (page, address) => (await copy(page, address)).text.document.content.filter((node) => node.type !== 'paragraph');

test('what is dropped beside the text is not opened in place of the page', async ({ page }) => {
  const address = await begin(newsroom, page);
  await hasPen(page);
  const path = onDisk('letter.pdf', pdf);
  for (const on of [page.getByRole('textbox', { name: 'Headline' }), page.getByRole('navigation').first(), page.locator('.next'), page.locator('.lead-picture')]) {
    await drop(page, on, [path]);
    await expect(page.locator('.lead-picture')).toBeVisible();
    expect(page.url()).toBe(address);
  }
  await expect(notices(page)).toContainText('Drop pictures, films, sound and PDF on the text, a picture on its field.');
  await expect(page.locator('.lead-picture').getByRole('status')).toHaveText('“letter.pdf” is no picture.');
  await axeFindsNothing(page);
});

test('a picture that is dropped on the lead picture is taken', async ({ page }) => {
  const address = await begin(newsroom, page);
  await hasPen(page);
  await drop(page, page.locator('.lead-picture'), [pictures[0]]);
  await expect(page.locator('.lead-picture img')).toHaveAttribute('src', /river-bridge/);
  await expect.poll(async () => (await copy(page, address)).text.feature_image?.src).toMatch(/river-bridge/);
  // Several are one too many, and a HEIC has no kind that browsers know.
  await drop(page, page.locator('.lead-picture'), pictures);
  await expect(notices(page)).toContainText('a picture on its field');
  await drop(page, page.locator('.lead-picture'), [onDisk('IMG_1.HEIC', heic)]);
  await expect(page.locator('.lead-picture').getByRole('status')).toContainText('HEIC pictures are shown by few browsers; save it as JPEG');
  await expect(page.locator('.lead-picture img')).toHaveAttribute('src', /river-bridge/);
  expect(page.url()).toBe(address);
});

test('films, sound and PDF that are dropped on the text stand in it, with what is known of them', async ({ page }) => {
  const address = await begin(newsroom, page);
  await hasPen(page);
  await drop(page, text(page), [film, onDisk('Tide at dawn.wav', wav(3)), onDisk('Budget.pdf', pdf), onDisk('IMG_2.HEIC', heic), pictures[1]]);
  await expect(notices(page)).toContainText('HEIC pictures are shown by few browsers; save it as JPEG');
  await expect.poll(async () => (await blocks(page, address)).map((node) => node.type)).toEqual(['video', 'audio', 'file', 'image']);
  const [video, audio, file] = await blocks(page, address);
  expect(video.attrs).toEqual({ src: expect.stringMatching(/\.mp4$/), duration: expect.any(Number), width: expect.any(Number), height: expect.any(Number) });
  expect(audio.attrs).toEqual({ src: expect.stringMatching(/\.wav$/), title: 'Tide at dawn', duration: 3 });
  expect(file.attrs).toEqual({ src: expect.stringMatching(/\.pdf$/), title: 'Budget', name: expect.stringMatching(/\.pdf$/), size: pdf.length });
  expect(page.url()).toBe(address);
  await axeFindsNothing(page);
});

test('a file that is pasted into the text stands in it', async ({ page }) => {
  const address = await begin(newsroom, page);
  await hasPen(page);
  await text(page).focus();
  await text(page).evaluate((element, bytes) => {
    const data = new DataTransfer();
    // Without a type, as from some disks.
    data.items.add(new File([bytes], 'Report.pdf'));
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, pdf.toString());
  await expect.poll(async () => (await blocks(page, address)).map((node) => [node.type, node.attrs.title])).toEqual([['file', 'Report']]);
});
