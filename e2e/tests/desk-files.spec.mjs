// Files that come into a story: dropped, pasted, chosen from the disk or from the library.
import { test } from '@playwright/test';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { axeFindsNothing, begin, catchDialogs, copy, expect, hasPen, notices, signIn, text } from '../desk.mjs';
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

/** Puts a node in by the menu behind the slash, and gives its frame. */
async function insert(page, words, name) {
  await text(page).focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(`/${words}`);
  await page.keyboard.press('Enter');
  return page.getByRole('group', { name, exact: true });
}

test('a video, a sound and a file are chosen from the disk, or from the library, by keys alone', async ({ page }) => {
  catchDialogs(page);
  const address = await begin(newsroom, page);
  await hasPen(page);
  const frame = await insert(page, 'audio', 'Audio');
  await expect(frame.getByRole('button', { name: 'Choose an audio file' })).toBeFocused();
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Enter')]);
  await chooser.setFiles(onDisk('Low tide.wav', wav(2)));
  await expect(frame.getByLabel('Title')).toHaveValue('Low tide');
  await expect(frame.getByLabel('Length in seconds')).toHaveValue('2');
  // A title of one's own stays when another takes its place; what is of another kind is refused.
  await frame.getByLabel('Title').fill('The river');
  await drop(page, frame.getByRole('button', { name: 'Choose an audio file' }), [onDisk('High tide.wav', wav(4))]);
  await expect(frame.getByLabel('Length in seconds')).toHaveValue('4');
  await drop(page, frame.getByRole('button', { name: 'Choose an audio file' }), [onDisk('Notes.pdf', pdf)]);
  await expect(frame.getByRole('status').first()).toHaveText('“Notes.pdf” is no audio file.');
  await page.keyboard.press('Escape');
  await expect.poll(async () => (await blocks(page, address)).map((node) => node.attrs)).toEqual([{ src: expect.stringMatching(/high-tide.*\.wav$/i), title: 'The river', duration: 4 }]);

  await begin(newsroom, page);
  await hasPen(page);
  const taken = await insert(page, 'audio', 'Audio');
  await taken.getByRole('button', { name: 'From the library', exact: true }).focus();
  await page.keyboard.press('Enter');
  const library = page.getByRole('dialog', { name: 'Audio files of the library' });
  await expect(library.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('low');
  await expect(library.getByRole('status')).toHaveText('1 audio file is shown.');
  await axeFindsNothing(page);
  await library.getByRole('button', { name: /^Take low/i }).focus();
  await page.keyboard.press('Enter');
  await expect(library).toHaveCount(0);
  await expect(taken.getByLabel('Length in seconds')).toHaveValue('2');
  await expect(taken.getByRole('button', { name: 'From the library', exact: true })).toBeFocused();
});

test('the pictures of cards and of a video are chosen as those of the text are', async ({ page }) => {
  catchDialogs(page);
  const address = await begin(newsroom, page);
  await hasPen(page);
  const places = [['product', 'Product', 'Picture'], ['link card', 'Link card', 'Icon'], ['video', 'Video', 'First picture'], ['call to', 'Call to action', 'Picture'], ['banner', 'Banner', 'Picture']];
  for (const [words, name, field] of places) {
    await text(page).press('Control+End');
    await page.keyboard.press('Enter');
    const frame = await insert(page, words, name);
    const choose = frame.getByRole('button', { name: `Choose a picture, ${field}`, exact: true });
    if (!(await choose.isVisible())) await frame.getByRole('button', { name: 'Details' }).click();
    await choose.focus();
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Enter')]);
    await chooser.setFiles(pictures[0]);
    await expect(frame.locator('.shown img').first()).toHaveAttribute('src', /river-bridge/);
  }
  await axeFindsNothing(page);
  // Some stand in others.
  const all = (nodes) => nodes.flatMap((node) => [node, ...all(node.content ?? [])]);
  const held = async () => Object.fromEntries(all(await blocks(page, address)).filter((node) => node.attrs).map((node) => [node.type, node.attrs]));
  await expect.poll(async () => Object.keys(await held())).toHaveLength(5);
  const src = expect.stringMatching(/^\/content\/images\/.*river-bridge/);
  const size = expect.any(Number);
  expect(await held()).toMatchObject({ product: { image: src, width: size, height: size }, banner: { image: src }, bookmark: { icon: src }, video: { poster: src }, callToAction: { image: src } });
});

test('a gallery is made of several pictures, and put in order, by keys alone', async ({ page }) => {
  catchDialogs(page);
  const address = await begin(newsroom, page);
  await hasPen(page);
  const gallery = await insert(page, 'gallery', 'Gallery');
  const add = gallery.getByRole('button', { name: 'Add pictures' });
  await expect(add).toBeFocused();
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Enter')]);
  expect(chooser.isMultiple()).toBe(true);
  await chooser.setFiles(pictures);
  const names = async () => ((await blocks(page, address))[0]?.content ?? []).map((one) => /[^/]+(?=\.jpg$)/.exec(one.attrs?.src ?? '')?.[0]);
  await expect.poll(names).toEqual(['river-bridge', 'harbour-crane', 'lighthouse-storm']);
  const first = gallery.getByRole('group', { name: 'Picture 1 of 3' });
  // What means nothing in a gallery is not asked for.
  await expect(first.getByLabel('Leads to')).toBeHidden();
  await expect(first.getByLabel('Width')).toBeHidden();
  await axeFindsNothing(page);

  await first.getByRole('button', { name: 'Move picture 1 later' }).focus();
  await page.keyboard.press('Enter');
  await expect(gallery.getByRole('button', { name: 'Move picture 2 later' })).toBeFocused();
  await page.keyboard.press('Enter');
  // At the end it can only go back.
  await expect(gallery.getByRole('button', { name: 'Move picture 3 earlier' })).toBeFocused();
  await expect.poll(names).toEqual(['harbour-crane', 'lighthouse-storm', 'river-bridge']);
  await gallery.getByRole('button', { name: 'Take out picture 2' }).focus();
  await page.keyboard.press('Enter');
  await expect(gallery.getByRole('button', { name: 'Take out picture 2' })).toBeFocused();
  await expect.poll(names).toEqual(['harbour-crane', 'river-bridge']);

  // From the library, one after the other.
  await gallery.getByRole('button', { name: 'Add from the library' }).focus();
  await page.keyboard.press('Enter');
  const library = page.getByRole('dialog', { name: 'Pictures of the library' });
  for (const name of ['lighthouse-storm', 'river-bridge']) {
    await library.getByRole('button', { name: `Take ${name}` }).focus();
    await page.keyboard.press('Enter');
    await expect(library.getByRole('status')).toContainText(`${name}.jpg was added.`);
  }
  await library.getByRole('button', { name: 'Done' }).focus();
  await page.keyboard.press('Enter');
  await expect(gallery.getByRole('button', { name: 'Add from the library' })).toBeFocused();
  await expect.poll(names).toEqual(['harbour-crane', 'river-bridge', 'lighthouse-storm', 'river-bridge']);

  // A caption each; Enter goes to the next one.
  await gallery.getByRole('group', { name: 'Caption', exact: true }).nth(2).click();
  await page.keyboard.type('In the storm');
  await page.keyboard.press('Enter');
  await page.keyboard.type('At dawn');
  await page.keyboard.press('Enter');
  await page.keyboard.type('After it');
  const last = gallery.getByRole('group', { name: 'Picture 4 of 4' });
  await last.getByLabel('What is to be seen (alt text)').fill('A bridge');
  await last.getByLabel('Credit').fill('O. Koval');
  await gallery.getByRole('textbox', { name: 'Caption of the gallery' }).fill('The river');
  const words = (text) => [{ type: 'text', text }];
  await expect.poll(async () => (await blocks(page, address))[0].content.slice(2).map((one) => [one.content, one.attrs.alt, one.attrs.credit])).toEqual([[words('In the storm'), undefined, undefined], [words('At dawn'), 'A bridge', 'O. Koval']]);
  await expect.poll(async () => (await blocks(page, address))[0].attrs).toEqual({ caption: words('The river') });
  expect((await copy(page, address)).text.document.content.at(-1)).toEqual({ type: 'paragraph', content: words('After it') });
});

test('pictures that are dropped on a gallery come into it, and the last one that is taken out takes it along', async ({ page }) => {
  const address = await begin(newsroom, page);
  await hasPen(page);
  const gallery = await insert(page, 'gallery', 'Gallery');
  await drop(page, gallery.getByRole('button', { name: 'Add pictures' }), [pictures[0], onDisk('Words.pdf', pdf), pictures[1]]);
  await expect(gallery.getByRole('group', { name: 'Picture 2 of 2' })).toBeVisible();
  await expect(gallery.getByRole('status').last()).toHaveText('“Words.pdf” is no picture.');
  // One that is dropped on a picture takes its place.
  await drop(page, gallery.getByRole('group', { name: 'Picture 1 of 2' }).locator('.shown'), [pictures[2]]);
  const names = async () => ((await blocks(page, address))[0]?.content ?? []).map((one) => /[^/]+(?=\.jpg$)/.exec(one.attrs?.src ?? '')?.[0]);
  await expect.poll(names).toEqual(['lighthouse-storm', 'harbour-crane']);
  // What is put in from a caption stands behind the gallery.
  await gallery.getByRole('group', { name: 'Caption', exact: true }).first().click();
  await page.keyboard.type('/rule');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await blocks(page, address)).map((node) => node.type)).toEqual(['gallery', 'horizontalRule']);
  for (let left = 2; left > 0; left -= 1) await gallery.getByRole('button', { name: `Take out picture 1` }).click();
  await expect(gallery).toHaveCount(0);
  await expect(text(page)).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(gallery.getByRole('group', { name: /^Picture 1 of/ })).toBeVisible();
});
