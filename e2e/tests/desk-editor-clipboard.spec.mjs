// What pages of the web, office programs and spreadsheets put on the clipboard, and what the editor puts there.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { test } from '@playwright/test';
import * as desk from '../desk.mjs';
import { copy, expect, move, saved, text } from '../desk.mjs';
import { fileOf, picturesIn } from '../../desk/src/editor/rtf.ts';
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

const hex = (base64) => Buffer.from(base64, 'base64').toString('hex').replace(/.{60}/g, '$&\r\n');
/** A picture as programs write it into RTF, and the same once more for those that know only the other form. */
const inRtf = (base64, kind = 'pngblip') => `{\\*\\shppict{\\pict{\\*\\picprop{\\sp{\\sn wzName}{\\sv Cafe 1}}}\\picscalex100\\picw8\\pich8\\${kind}\r\n${hex(base64)}}}{\\nonshppict{\\pict\\picw8\\pich8\\wmetafile8\r\n0100090000035202000010006e01}}`;
/** Of Word: with ids in hex within the picture, and one that floats. */
const word = (base64) => `{\\*\\shppict{\\pict{\\*\\picprop\\shplid1025{\\sp{\\sn pib}{\\sv \\'e9}}}\\picscalex27\\pngblip\\bliptag-1291{\\*\\blipuid b309abcd12}${hex(base64)}}}{\\nonshppict{\\pict\\wmetafile8 0100}}`;
const floating = (base64) => `{\\shp{\\*\\shpinst\\shpleft0{\\sp{\\sn shapeType}{\\sv 75}}{\\sp{\\sn pib}{\\sv {\\pict\\picw8\\pngblip\r\n${hex(base64)}}}}}{\\shprslt{\\pict\\wmetafile8 0100}}}`;

test('pictures of LibreOffice and Word come out of the RTF beside the text', async ({ page }) => {
  const address = await begin(page, 'From the office');
  await paste(page, {
    'text/html': '<p>One <img src="file:///tmp/lu1/a.png" name="Image1" alt="A"></p><p>Two</p><p><img src="file:///tmp/lu1/b.png" alt="B"></p>',
    'text/rtf': `{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}{\\*\\listpicture{\\pict\\pngblip 00}}\\pard{\\loch One }${inRtf(red)}\\par Two\\{\\par{\\bin3 {{{}${floating(blue)}}`,
  });
  let all = await written(page, address);
  // With a paragraph behind it to go on in.
  expect(order(all)).toEqual(['One', '<A>', 'Two', '<B>', '']);
  const [a, b] = [all[1].attrs.src, all[3].attrs.src];
  expect(a).not.toBe(b);
  await move(page, 'Control+End');
  // Word calls other pictures by the same names.
  const fromWord = '<html xmlns:v="urn:schemas-microsoft-com:vml"><body><p class=MsoNormal><!--[if gte vml 1]><v:shape><v:imagedata src="file:///C:/clip_image001.png"/></v:shape><![endif]--><![if !vml]><img width=8 height=8\nsrc="file:///C:/clip_image001.png" alt="W"><![endif]></p><p class=MsoNormal>End</p></body></html>';
  await paste(page, { 'text/html': fromWord, 'text/rtf': `{\\rtf1 ${word(blue)}\\par End}` });
  await move(page, 'Control+End');
  await paste(page, { 'text/html': fromWord, 'text/rtf': `{\\rtf1 ${word(red)}\\par End}` });
  all = await written(page, address);
  expect(all.slice(4).filter((node) => node.type === 'image').map((node) => node.attrs.src)).toEqual([b, a]);
  // What is another number of pictures, or no such picture, is not guessed at.
  for (const rtf of [`{\\rtf1 ${word(blue)}${word(red)}}`, `{\\rtf1 ${inRtf(red, 'jpegblip')}}`, '{\\rtf1 {\\pict\\wmetafile8 01}}', '{\\rtf1}']) {
    await move(page, 'Control+End');
    await paste(page, { 'text/html': fromWord, 'text/rtf': rtf });
  }
  expect(JSON.stringify(await written(page, address)).match(/not taken over: W\. It lies on somebody’s machine/g)).toHaveLength(4);
});

test('whatever stands in RTF, its pictures are found or there are none', async () => {
  let seed = 7;
  const any = (of) => of[(seed = (seed * 48271) % 2147483647) % of.length];
  const pieces = ['{', '}', '\\', '\\*', '\\pict', '\\pngblip ', '\\bin9 ', '\\bin99999999999 ', '\\nonshppict', '\\\'e9', 'é{', '89', '0a\r\n', 'x'];
  for (let round = 0; round < 2000; round += 1) {
    const noise = Array.from({ length: 30 }, () => any(pieces)).join('');
    for (const one of picturesIn(noise)) {
      expect(one.parts.every(([from, to], at) => from < to && to <= noise.length && from >= (one.parts[at - 1]?.[1] ?? 0))).toBe(true);
      await fileOf(noise, one);
    }
    const group = noise.replace(/[{}\\]|\\bin\d+ /g, '');
    const [found, ...more] = picturesIn(`{\\rtf1 ${group}${word(red)}${group}}`);
    expect(more).toEqual([]);
    if (round % 100 === 0) expect(Buffer.from(await (await fileOf(`{\\rtf1 ${group}${word(red)}${group}}`, found)).arrayBuffer()).toString('base64')).toBe(red);
  }
});

test('one cell of a spreadsheet is its words, also within a sentence', async ({ page }) => {
  const address = await begin(page, 'A cell');
  await page.keyboard.type('It cost  euros.');
  await move(page, ...Array(7).fill('ArrowLeft'));
  await paste(page, '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><style>td {color:black}</style><body><table border=0><col width=64><tbody><tr height=20><td height=20 width=64>1,204</td></tr></tbody></table></body></html>');
  await move(page, 'Control+End');
  await page.keyboard.press('Enter');
  await paste(page, '<table><tr><td><b>Year</b></td><td>2026</td></tr></table>');
  const all = await written(page, address);
  expect(all[0]).toEqual(paragraph(words('It cost 1,204 euros.')));
  expect(all[1].type).toBe('table');
});

test('quotation marks that a page draws are written', async ({ page }) => {
  const address = await begin(page, 'Quotation marks');
  await paste(page, '<p>She said <q>go, he told me: <q>now</q></q>.</p><p lang="uk">Вона: <q>так</q></p><p lang="de-AT">Sie: <q>ja</q>, <q>„doch“</q></p>');
  expect(order(await written(page, address))).toEqual(['She said “go, he told me: ‘now’”.', 'Вона: «так»', 'Sie: „ja“, „doch“']);
});

test('pictures that a page has not loaded yet come along, and those of one pixel do not', async ({ page }) => {
  const address = await begin(page, 'Lazy');
  const sign = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';
  const svg = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='800' height='600'%3E%3C/svg%3E";
  const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC';
  await paste(page, `<p>One</p><img src="${sign}" data-src="${elsewhere('lazy')}" alt="src"><p>Two</p><img src="${svg}" data-srcset="${elsewhere('none')} 300w, ${elsewhere('wide')} 1200w" alt="set"><p>Three</p>
    <picture><source data-srcset="${elsewhere('source')} 2x"><img src="" alt="source"></picture><p>Four<img src="${sign}"><img src="data:image/png;base64,${pixel}"></p>`);
  expect(order(await written(page, address))).toEqual(['One', '<src>', 'Two', '<set>', 'Three', '<source>', 'Four']);
});

test('footnotes of pages of the web come along, and what the newsroom knows of its pictures', async ({ page }) => {
  const address = await begin(page, 'Footnotes');
  // As Chromium copies it: with the address of the page before the names on it.
  const at = `${newsroom.url}/dawn/#`;
  await paste(page, `<p>Said<sup class="footnote"><a href="${at}fn-1" id="fnref-1">1</a></sup> so<sup class="footnote"><a href="${at}fn-2" id="fnref-2">2</a></sup>, and again<sup><a href="${at}fn-1">1</a></sup>.</p>
    <figure class="picture"><picture><img src="${newsroom.url}/content/images/size/w600/a.jpg" width="1200" height="800" alt="A boat"></picture><figcaption><span class="caption">At <em>dawn</em></span> <span class="credit">O. K.</span></figcaption></figure>
    <div class="footnotes"><ol><li id="fn-1">In <i>the</i> paper. <a href="${at}fnref-1">↩︎</a></li><li id="fn-2">To us. <a href="${at}fnref-2">↩︎</a></li></ol></div>`);
  const first = { type: 'footnote', content: [words('In '), words('the', 'italic'), words(' paper.')] };
  const [one, picture, ...rest] = (await written(page, address)).filter((node) => node.content?.length);
  expect(one).toEqual(paragraph(words('Said'), first, words(' so'), { type: 'footnote', content: [words('To us.')] }, words(', and again'), first, words('.')));
  expect(picture).toEqual({ type: 'image', attrs: { src: '/content/images/a.jpg', width: 1200, height: 800, alt: 'A boat', credit: 'O. K.' }, content: [words('At '), words('dawn', 'italic')] });
  expect(rest).toEqual([]);
  await page.keyboard.press('Control+a');
  await paste(page, `<p>Said<sup id="cite_ref-1"><a href="https://pedia.example/Mist#cite_note-1"><span>[</span>1<span>]</span></a></sup> so.</p><section><h2>References</h2><ol><li id="cite_note-1"><span><b><a href="https://pedia.example/Mist#cite_ref-1">^</a></b></span> <span>In print.</span></li></ol></section>
    <p>See <a href="https://pedia.example/Fog#part">part</a> <a href="https://pedia.example/Fog#1">1</a>.</p>`);
  const [wiki, other, ...more] = await written(page, address);
  expect(wiki).toEqual(paragraph(words('Said'), { type: 'footnote', content: [words('In print.')] }, words(' so.')));
  expect(other.content.filter((text) => text.marks)).toHaveLength(2);
  expect(more).toEqual([]);
});

test('what is copied out of the editor shows pictures and notes elsewhere, and comes back as it was', async ({ page }) => {
  const address = await begin(page, 'Copied out');
  const note = JSON.stringify([words('In '), words('the', 'italic'), words(' paper.')]);
  const image = (name) => `<div data-desk-node="image" data-desk-src='"/content/images/${name}.jpg"' data-desk-alt='"${name}"'>`;
  await paste(page, `<p>Said<span data-desk-node="footnote" data-desk-note='${note}'></span> so.</p>${image('a')}At <em>dawn</em></div>
    <div data-desk-node="gallery" data-desk-caption='[{"type":"text","text":"Both"}]'>${image('b')}</div>${image('c')}</div></div>
    <blockquote data-desk-speaker='"Anna"'><p>Over<span data-desk-node="footnote" data-desk-note='[{"type":"text","text":"Once."}]'></span></p></blockquote><p>End</p>`);
  const before = await written(page, address);
  expect(before.map((node) => node.type)).toEqual(['paragraph', 'image', 'gallery', 'blockquote', 'paragraph']);
  await page.keyboard.press('Control+a');
  const html = await text(page).evaluate((element) => {
    const data = new DataTransfer();
    element.dispatchEvent(new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true }));
    return data.getData('text/html');
  });
  for (const name of ['a', 'b', 'c']) expect(html).toMatch(new RegExp(`<img[^>]* src="http://[^"]+/content/images/${name}.jpg" alt="${name}">`));
  expect(html).toContain('href="#sdfootnote1sym"><sup>1</sup></a></span> so.');
  expect(html).toContain('>1</a> In <em>the</em> paper.</p></div>');
  expect(html).toContain('>2</a> Once.</p></div>');
  await page.keyboard.press('Delete');
  await paste(page, html);
  expect(await written(page, address)).toEqual(before);
  // A part of a sentence comes back as such.
  await paste(page, '<p data-pm-slice="1 1 []">, and<span data-desk-node="footnote"><a data-desk-shown href="#sdfootnote1sym"><sup>1</sup></a></span> on</p><div data-desk-shown><p>Nothing</p></div>');
  const after = await written(page, address);
  expect(after).toEqual([...before.slice(0, -1), paragraph(words('End, and'), { type: 'footnote' }, words(' on'))]);
});

test('paragraphs, folds, lists and marks of web pages', async ({ page }) => {
  const address = await begin(page, 'Web pages');
  await paste(page, `<div><span>One<br><br><b>Two<br> <br>and</b> on<br>here</span></div><p>Three<br><br>Four</p><p>Read <a href="https://tide.example/" style="text-decoration:underline">this</a><span class="sr-only">(opens anew)</span><span style="position:absolute;clip:rect(0px,0px,0px,0px)">hidden</span></p>
    <p><span style="background-color:#ffff00">marked</span> <span style="text-decoration:underline">under</span></p><ul><li>a</li><li> </li></ul><ol><li></li></ol>
    <details><summary>Fold</summary>Inside<p>it</p></details><table><caption>Tides of <i>May</i></caption><tr><td>1</td><td style="background:yellow">2</td></tr></table>`);
  const all = await written(page, address);
  expect(all.slice(0, 3)).toEqual([paragraph(words('One')), paragraph(words('Two', 'bold')), paragraph(words('and', 'bold'), words(' on'), { type: 'hardBreak' }, words('here'))]);
  expect(all.slice(3, 5)).toEqual([paragraph(words('Three')), paragraph(words('Four'))]);
  expect(said(all[5])).toBe('Read this');
  expect(all[5].content[1].marks.map((mark) => mark.type)).toEqual(['link']);
  expect(all[6]).toEqual(paragraph(words('marked', 'highlight'), words(' '), words('under', 'underline')));
  expect(all[7]).toEqual({ type: 'bulletList', content: [{ type: 'listItem', content: [paragraph(words('a'))] }] });
  expect(all[8]).toEqual({ type: 'details', content: [{ type: 'detailsSummary', content: [words('Fold')] }, { type: 'detailsContent', content: [paragraph(words('Inside')), paragraph(words('it'))] }] });
  expect([all[9].type, all[9].attrs, said(all[9])]).toEqual(['table', { caption: [words('Tides of '), words('May', 'italic')] }, '12']);
  expect(JSON.stringify(all[9])).not.toContain('highlight');
});

test('quotations of LibreOffice are one, those of a page are not; what stands under two pictures stands behind them', async ({ page }) => {
  const address = await begin(page, 'Quotations');
  const quotes = '<blockquote>Said</blockquote>\n<blockquote>at <b>length</b></blockquote><p>Between</p><blockquote>Once more</blockquote>';
  await paste(page, `<html><head><meta name="generator" content="LibreOffice 25.2 (Linux)"></head><body>${quotes}<p>End</p></body></html>`);
  await move(page, 'Control+End');
  await page.keyboard.press('Enter');
  await paste(page, `${quotes}<figure><img src="${elsewhere('one')}" alt="one"><img src="${elsewhere('two')}" alt="two"><figcaption>Both</figcaption></figure><p>Last</p>`);
  const all = await written(page, address);
  expect(all[0].content).toEqual([paragraph(words('Said')), paragraph(words('at '), words('length', 'bold'))]);
  expect(order(all)).toEqual(['Saidat length', 'Between', 'Once more', 'End', 'Said', 'at length', 'Between', 'Once more', '<one>', '<two>', 'Both', 'Last']);
});

test('a picture that is dragged from a page keeps what is said of it there', async ({ page }) => {
  const address = await begin(page, 'Dragged');
  await text(page).evaluate((element, content) => {
    const data = new DataTransfer();
    data.setData('text/html', '<img src="https://tide.example/boat.png" alt="A boat">');
    data.items.add(new File([Uint8Array.from(atob(content), (one) => one.charCodeAt(0))], 'boat.png', { type: 'image/png' }));
    const box = element.getBoundingClientRect();
    element.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true, clientX: box.left + 50, clientY: box.top + 40 }));
  }, red);
  await expect.poll(async () => order(await written(page, address))).toContain('<A boat>');
});

test('blocks that are pasted into a caption stand behind the picture', async ({ page }) => {
  const address = await begin(page, 'Caption');
  await paste(page, `<p>Before</p><img src="${elsewhere('caption')}" alt="A">`);
  await written(page, address);
  await text(page).locator('.frame-image .body').click();
  await page.keyboard.type('Left and right');
  await move(page, ...Array(10).fill('ArrowLeft'));
  await paste(page, '<p>One</p><p>Two</p>');
  // A line goes into it.
  await text(page).locator('.frame-image .body').click();
  await move(page, 'End');
  await paste(page, '<b>, and on</b>');
  const all = await written(page, address);
  expect(all.map(said).filter(Boolean)).toEqual(['Before', 'Left and right, and on', 'One', 'Two']);
  expect(all.filter((node) => node.type === 'image')).toHaveLength(1);
});

test('a page that is made to hold the editor up does not', async ({ page }) => {
  const address = await begin(page, 'Hostile');
  const links = '<a href="#x">1</a>'.repeat(4_000);
  await paste(page, `<p>Before</p><img src="" srcset="${'a'.repeat(300_000)} !"><div id="x">${links}</div>`);
  await paste(page, { 'text/html': `<p>Behind</p>${'<img '.repeat(200_000)}`, 'text/rtf': '{\\rtf1}' });
  await page.keyboard.type(' and on');
  const all = await written(page, address);
  expect(said({ content: all })).toMatch(/^Before.*Behind and on$/);
});
