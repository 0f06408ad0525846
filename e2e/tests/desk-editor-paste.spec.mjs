// What is pasted and dropped into the editor, and what the server says no to.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { test } from '@playwright/test';
import * as desk from '../desk.mjs';
import { copy, expect, hasPen, headline, move, saved, selected, state, text } from '../desk.mjs';
import { startNewsroom } from '../newsroom.mjs';

test.describe.configure({ mode: 'default' });
let newsroom, elsewhere;
test.beforeAll(async () => {
  test.setTimeout(180_000);
  elsewhere = await startElsewhere();
  newsroom = await startNewsroom({ env: { BROADSHEET_FETCH__ALLOW: elsewhere.at } });
  newsroom.user('olena@tide.example', 'Olena Koval', 'owner');
});
test.afterAll(async () => {
  await newsroom?.close();
  elsewhere?.close();
});
test.beforeEach(({ page }) => desk.signIn(newsroom, page));

/** A red square, and a blue dot of one pixel. */
const red = 'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEklEQVR4nGP4z8CAFWEXHbQSACj/P8Fu7N9hAAAAAElFTkSuQmCC';
const blue = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGNgYPgPAAEDAQAIicLsAAAAAElFTkSuQmCC';

/** A server with pictures; what is asked for below `/held/` waits for `letGo`. */
async function startElsewhere() {
  const asked = [];
  let held = [];
  const server = createServer((request, response) => {
    asked.push(request.url);
    const answer = () => {
      if (request.url.includes('page')) return response.setHeader('content-type', 'text/html').end('<!doctype html>');
      if (request.url.includes('none')) return response.writeHead(404).end();
      response.setHeader('content-type', 'image/png').end(Buffer.from(request.url.includes('blue') ? blue : red, 'base64'));
    };
    if (request.url.startsWith('/held/')) held.push(answer);
    else answer();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const at = `127.0.0.1:${server.address().port}`;
  return {
    at,
    url: (path) => `http://${at}${path}`,
    asked: (path) => asked.filter((one) => one === path).length,
    letGo() {
      for (const answer of held) answer();
      held = [];
    },
    close: () => server.closeAllConnections() ?? server.close(),
  };
}

async function begin(page, title) {
  const address = await desk.begin(newsroom, page);
  await page.keyboard.type(title);
  await text(page).click();
  return address;
}

const paste = (page, html, plain = '') =>
  text(page).evaluate((element, [of, words]) => {
    const data = new DataTransfer();
    if (of) data.setData('text/html', of);
    data.setData('text/plain', words);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, [html, plain]);

const written = async (page, address) => (await copy(page, address)).text.document.content;
const words = (value, ...marks) => ({ type: 'text', text: value, ...(marks.length > 0 && { marks: marks.map((type) => ({ type })) }) });
const paragraph = (...content) => ({ type: 'paragraph', content });

test('from Google Docs', async ({ page }) => {
  const address = await begin(page, 'Docs');
  await paste(page, `<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><h1 dir="ltr"><span style="font-weight:700">Heading</span></h1>
    <p dir="ltr" style="line-height:1.38"><span style="font-size:11pt;font-weight:400">Plain </span><span style="font-weight:700">bold</span><span style="font-style:italic"> italic</span><span style="text-decoration:line-through">gone</span></p><br>
    <p><a href="https://www.google.com/url?q=https://tide.example/a&amp;sa=D" style="text-decoration:none"><span style="color:#15c;text-decoration:underline">link</span></a></p>
    <ul><li dir="ltr"><p><span>one</span></p></li><li role="checkbox" aria-checked="true"><img src="data:image/png;base64,${red}" width="17.6px" height="17.6px" alt="checked" aria-roledescription="checkbox"><p>two</p></li></ul>
    <div align="left"><table><tbody><tr><td><p>A</p><br><p>B</p></td></tr></tbody></table></div><p><span><img src="https://lh7.example/x" alt="A boat"></span></p></b>`);
  await saved(page);
  const all = await written(page, address);
  expect(all.slice(0, 2)).toEqual([
    { type: 'heading', attrs: { level: 2 }, content: [words('Heading')] },
    paragraph(words('Plain '), words('bold', 'bold'), words(' italic', 'italic'), words('gone', 'strike')),
  ]);
  // An empty line between paragraphs is none here.
  expect(all.slice(0, 4).map((node) => node.type)).toEqual(['heading', 'paragraph', 'paragraph', 'bulletList']);
  const link = all.find((node) => JSON.stringify(node).includes('"link"'));
  expect(link.content[0].marks).toEqual([{ type: 'link', attrs: { href: 'https://tide.example/a' } }]);
  expect(all.find((node) => node.type === 'bulletList').content.map((item) => item.content)).toEqual([[paragraph(words('one'))], [paragraph(words('two'))]]);
  expect(all.find((node) => node.type === 'table').content[0].content[0].content).toEqual([paragraph(words('A')), paragraph(words('B'))]);
  // Nobody has that name.
  await expect(text(page)).toContainText('[Picture not taken over: A boat. Nothing answers at its address.]');
  expect(JSON.stringify(all)).not.toContain('lh7.example');
});

test('from Word', async ({ page }) => {
  const address = await begin(page, 'Word');
  await paste(page, `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal {margin:0}</style></head><body><!--StartFragment-->
    <p class="MsoNormal">One<o:p></o:p></p><p class="MsoNormal"><o:p>&nbsp;</o:p></p>
    <p class="MsoListParagraph" style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">1.<span style="font:7pt">&nbsp; </span></span>first<o:p></o:p></p>
    <p class="MsoListParagraph" style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">2.<span>&nbsp; </span></span>second<o:p></o:p></p>
    <table class="MsoTable"><tr><td><p class="MsoNormal"><b>Year</b></p></td><td><p>2026</p></td></tr></table><!--EndFragment--></body></html>`);
  await saved(page);
  const all = await written(page, address);
  expect(all.map((node) => node.type)).toEqual(['paragraph', 'orderedList', 'table']);
  expect(all[1].content.map((item) => item.content[0].content[0].text)).toEqual(['first', 'second']);
  expect(all[2].content[0].content[0].content[0]).toEqual(paragraph(words('Year', 'bold')));
});

/** What lists hold: the words of each line, and the lists below it. */
const lines = (list) => [list.type, ...list.content.map(({ content: [line, ...below] }) => [line.content[0].text, ...below.map(lines)])];

test('from Word: lists within lists, and quotations', async ({ page }) => {
  const address = await begin(page, 'Levels');
  const item = (level, sign, said) => `<p class="MsoListParagraphCxSpMiddle" style="text-indent:-18pt;mso-list:l0 level${level} lfo1"><!--[if !supportLists]--><span style="mso-list:Ignore">${sign}<span>&nbsp; </span></span><!--[endif]-->${said}<o:p></o:p></p>`;
  await paste(page, `<html xmlns:o="urn:schemas-microsoft-com:office:office"><body>
    ${item(1, '1.', 'one')}${item(2, 'a.', 'under one')}${item(3, 'iii.', 'deep')}${item(2, 'b.', 'under one too')}${item(1, '2.', 'two')}${item(3, '·', 'a level left out')}
    <p class="MsoNormal">Between</p>${item(2, 'o', 'below nothing')}${item(1, '·', 'beside it')}
    <p class="MsoQuote">Said once.</p><p class="MsoIntenseQuote"><i>Said</i> twice.</p><p class="MsoNormal">After</p></body></html>`);
  await saved(page);
  const all = await written(page, address);
  expect(all.map((node) => node.type)).toEqual(['orderedList', 'paragraph', 'bulletList', 'blockquote', 'paragraph']);
  expect(lines(all[0])).toEqual(['orderedList', ['one', ['orderedList', ['under one', ['orderedList', ['deep']]], ['under one too']]], ['two', ['bulletList', ['a level left out']]]]);
  expect(lines(all[2])).toEqual(['bulletList', ['below nothing'], ['beside it']]);
  expect(all[3].content).toEqual([paragraph(words('Said once.')), paragraph(words('Said', 'italic'), words(' twice.'))]);
});

test('from Word in the browser', async ({ page }) => {
  const address = await begin(page, 'Online');
  const end = '<span class="EOP">&nbsp;</span>';
  const item = (tag, level, said) => `<div class="ListContainerWrapper"><${tag} role="list"><li data-aria-level="${level}" role="listitem"><p class="Paragraph"><span class="TextRun">${said}</span>${end}</p></li></${tag}></div>`;
  await paste(page, `<!--StartFragment--><div class="OutlineElement"><p class="Paragraph" role="heading" aria-level="3" style="font-weight:normal"><span class="TextRun">Heading</span>${end}</p></div>
    <div class="OutlineElement"><p class="Paragraph"><span class="TextRun" style="font-weight:bold"><span class="NormalTextRun">Bold</span></span>${end}</p></div>
    ${item('ul', 1, 'one')}${item('ol', 2, 'under one')}${item('ul', 1, 'two')}<div class="OutlineElement"><p class="Paragraph">After${end}</p></div><!--EndFragment-->`);
  await saved(page);
  const all = await written(page, address);
  expect(all.filter((_, at) => at !== 2)).toEqual([
    { type: 'heading', attrs: { level: 3 }, content: [words('Heading')] },
    paragraph(words('Bold', 'bold')),
    paragraph(words('After')),
  ]);
  expect(lines(all[2])).toEqual(['bulletList', ['one', ['orderedList', ['under one']]], ['two']]);
});

test('from Word: what colleagues said and changed stays behind, and notes come along', async ({ page }) => {
  const address = await begin(page, 'Asides');
  await paste(page, `<html xmlns:o="urn:schemas-microsoft-com:office:office"><body>
    <p class="MsoNormal"><b style="mso-bidi-font-weight:normal">Bold</b><span style="mso-bidi-font-weight:bold;mso-bidi-font-style:italic"> and plain</span></p>
    <p class="MsoNormal">It was <del cite="mailto:Ann" datetime="2026-11-20T10:01">hot</del><ins cite="mailto:Ann" datetime="2026-11-20T10:00">cold</ins><span class="msoDel"><del cite="mailto:Ann">, they say</del></span>, and <del datetime="2026-11-20">wet</del> dry.</p>
    <p class="MsoNormal">A <a style="mso-comment-reference:AS_1">passage</a><span class="MsoCommentReference"><a class="msocomanchor" href="#_msocom_1" name="_msoanchor_1">[AS1]</a><span>&nbsp;</span></span> here.</p>
    <p class="MsoNormal">Said<a style="mso-footnote-id:ftn1" href="#_ftn1" name="_ftnref1"><span class="MsoFootnoteReference">[1]</span></a> so.</p>
    <div style="mso-element:comment-list"><hr class="msocomoff"><div style="mso-element:comment"><div id="_com_1" class="msocomtxt"><a name="_msocom_1"></a><p class="MsoCommentText"><span class="MsoCommentReference"><a class="msocomoff" href="#_msoanchor_1">[AS1]</a></span>Is that true?</p></div></div></div>
    <div style="mso-element:footnote-list"><br clear="all"><hr size="1"><div style="mso-element:footnote" id="ftn1"><p class="MsoFootnoteText"><a style="mso-footnote-id:ftn1" href="#_ftnref1" name="_ftn1"><span>[1]</span></a> In <i>the</i> <a href="https://paper.example/">paper</a>.</p></div></div></body></html>`);
  await saved(page);
  const link = { type: 'link', attrs: { href: 'https://paper.example/' } };
  expect(await written(page, address)).toEqual([
    paragraph(words('Bold', 'bold'), words(' and plain')),
    paragraph(words('It was cold, and '), words('wet', 'strike'), words(' dry.')),
    paragraph(words('A passage here.')),
    paragraph(words('Said'), { type: 'footnote', content: [words('In '), words('the', 'italic'), words(' '), { ...words('paper'), marks: [link] }, words('.')] }, words(' so.')),
  ]);
});

test('from the web, with what must not come along', async ({ page }) => {
  const address = await begin(page, 'Web');
  await paste(page, `<h2>News</h2><script>alert(1)</script><p>Read <a href="javascript:alert(1)">this</a> and <code>that</code>.</p><blockquote><p>Said</p></blockquote><pre>let x;</pre><hr><iframe src="https://a.example"></iframe><form><input></form>`);
  await saved(page);
  const all = await written(page, address);
  expect(all.map((node) => node.type)).toEqual(['heading', 'paragraph', 'blockquote', 'codeBlock', 'horizontalRule']);
  expect(JSON.stringify(all)).not.toMatch(/javascript|alert|iframe/);
});

test('an address over words becomes their link; a frame goes along with its fields', async ({ page }) => {
  const address = await begin(page, 'Copied');
  await page.keyboard.type('words');
  await page.keyboard.press('Control+a');
  await paste(page, '', 'https://tide.example/b');
  await expect(text(page).getByRole('link', { name: 'words' })).toHaveAttribute('href', 'https://tide.example/b');
  await move(page, 'Control+End');
  await page.keyboard.type('\n/button');
  await page.keyboard.press('Enter');
  const frame = page.getByRole('group', { name: 'Button', exact: true });
  await frame.getByRole('textbox', { name: 'Words' }).fill('Give');
  await frame.getByText('Button', { exact: true }).click();
  await expect(frame).toHaveClass(/chosen/);
  // By events: the clipboard is one for all browsers of a machine.
  const copied = await text(page).evaluate((element) => {
    const data = new DataTransfer();
    element.dispatchEvent(new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true }));
    return data.getData('text/html');
  });
  await page.keyboard.press('Control+Home');
  await expect(frame).not.toHaveClass(/chosen/);
  await paste(page, copied);
  await expect(frame).toHaveCount(2);
  await page.keyboard.press('Control+s');
  await expect.poll(async () => (await written(page, address)).filter((node) => node.type === 'button').map((node) => node.attrs)).toEqual([{ text: 'Give' }, { text: 'Give' }]);
});

for (const [status, says] of [[404, 'takes no pictures yet'], [413, 'larger than the settings allow'], [415, 'no picture that we know'], [422, 'It is broken.']]) {
  test(`a picture that is refused with ${status} is refused in words`, async ({ page }) => {
    desk.catchDialogs(page);
    await page.route('**/desk/media/', (route) => route.fulfill({ status, json: { error: 'It is broken.' } }));
    await begin(page, 'Pictures');
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.type('/picture\n')]);
    await chooser.setFiles({ name: 'boat.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('x') });
    await expect(page.getByRole('region', { name: 'Notices' })).toContainText(says);
  });
}

test('a picture that is dropped stands in the text, with what the library knows of it', async ({ page }) => {
  await page.route('**/desk/media/', async (route) => {
    expect(route.request().headers()['x-form-code']).toBeTruthy();
    expect(route.request().headers()['content-type']).toContain('multipart/form-data');
    await route.fulfill({ json: { path: '/content/images/boat.jpg', width: 40, height: 30, alt: 'A boat', caption: 'At dawn', credit: 'O. K.' } });
  });
  const address = await begin(page, 'Dropped');
  await text(page).evaluate((element) => {
    const data = new DataTransfer();
    data.items.add(new File(['x'], 'boat.jpg', { type: 'image/jpeg' }));
    const box = element.getBoundingClientRect();
    element.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true, clientX: box.left + 50, clientY: box.top + 40 }));
  });
  await saved(page);
  await expect.poll(async () => (await written(page, address)).find((node) => node.type === 'image')).toEqual({ type: 'image', attrs: { src: '/content/images/boat.jpg', width: 40, height: 30, alt: 'A boat', credit: 'O. K.' }, content: [words('At dawn')] });
});

test('a picture that is sent leaves the cursor where one writes, and what is typed next stands behind it', async ({ page }) => {
  let letGo;
  const held = new Promise((go) => (letGo = go));
  await page.route('**/desk/media/', async (route) => {
    const [, name] = /filename="([^"]+)\.png"/.exec(route.request().postData());
    if (name.startsWith('held')) await held;
    await route.fulfill({ json: { path: `/content/images/${name}.png`, width: 40, height: 30 } });
  });
  const address = await begin(page, 'Sent');
  const pasteFiles = (...names) =>
    text(page).evaluate((element, all) => {
      const data = new DataTransfer();
      for (const name of all) data.items.add(new File(['x'], name, { type: 'image/png' }));
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    }, names);
  const image = (name) => ({ type: 'image', attrs: { src: `/content/images/${name}.png`, width: 40, height: 30 } });
  await pasteFiles('held-1.png', 'held-2.png');
  await page.keyboard.type('Written');
  letGo();
  await expect(text(page).getByRole('group', { name: 'Picture' })).toHaveCount(2);
  await page.keyboard.type(' on');
  await pasteFiles('a.png', 'b.png');
  await expect(text(page).getByRole('group', { name: 'Picture' })).toHaveCount(4);
  await page.keyboard.type('Behind');
  await saved(page);
  expect(await written(page, address)).toEqual([paragraph(words('Written on')), image('a'), image('b'), paragraph(words('Behind')), image('held-1'), image('held-2')]);
});

const pictures = async (page, address) => (await written(page, address)).filter((node) => node.type === 'image');

test('pictures of a pasted text come into the library, with what is said of them there', async ({ page }) => {
  const address = await begin(page, 'Taken over');
  const url = elsewhere.url('/held/boat%20at%20dawn.png');
  await paste(page, `<p>Before</p><figure><img src="${url}" alt="A boat"><figcaption>At <b>dawn</b></figcaption></figure><p>Between</p><p><img src="${url}"></p><p>After</p><img src="https://count.example/x.gif" width="1" height="1">`);
  await expect(text(page).locator('[aria-busy]')).toHaveText(['[Picture, not here yet: A boat] At dawn', '[Picture, not here yet]']);
  await saved(page);
  const early = JSON.stringify(await written(page, address));
  expect(early).toContain('Before');
  expect(early).toContain('[Picture, not here yet: A boat] At dawn');
  await expect.poll(() => elsewhere.asked('/held/boat%20at%20dawn.png')).toBe(1);
  await text(page).getByText('After').click();
  await page.keyboard.press('End');
  await page.keyboard.type(' all');
  elsewhere.letGo();
  await expect(text(page).locator('[aria-busy]')).toHaveCount(0);
  await expect.poll(async () => (await written(page, address)).map((node) => node.type)).toEqual(['paragraph', 'image', 'paragraph', 'image', 'paragraph']);
  const [first, second] = await pictures(page, address);
  expect(first).toEqual({ type: 'image', attrs: { src: expect.stringMatching(/^\/content\/images\/\d+\/\d+\/boat-at-dawn\.png$/), width: 8, height: 8, alt: 'A boat' }, content: [words('At dawn')] });
  expect(second.attrs).toEqual({ src: first.attrs.src, width: 8, height: 8 });
  expect((await written(page, address)).at(-1)).toEqual(paragraph(words('After all')));
  expect(elsewhere.asked('/held/boat%20at%20dawn.png')).toBe(1);
  expect((await page.request.get(newsroom.url + first.attrs.src)).status()).toBe(200);
});

test('a picture alone, from the text of a program and from this newsroom', async ({ page }) => {
  const address = await begin(page, 'Alone');
  await paste(page, `<img src="${elsewhere.url('/blue.png')}" alt="Blue">`);
  await expect.poll(async () => (await pictures(page, address))[0]?.attrs.alt).toBe('Blue');
  const [{ attrs: { src } }] = await pictures(page, address);
  await page.keyboard.type('Behind it');
  await saved(page);
  expect((await written(page, address)).at(-1)).toEqual(paragraph(words('Behind it')));
  await move(page, 'Control+End');
  await paste(page, `<p>x</p><img src="data:image/png;base64,${red}" alt="Red"><img src="${newsroom.url}${src.replace('/images/', '/images/size/w600/format/webp/')}" alt="Ours">`);
  await expect.poll(async () => (await pictures(page, address)).map((one) => one.attrs.alt)).toEqual(['Blue', 'Red', 'Ours']);
  const [, second, third] = await pictures(page, address);
  expect(second.attrs.src).toMatch(/^\/content\/images\//);
  expect(third.attrs.src).toBe(src);
  await page.keyboard.type('Behind all');
  await saved(page);
  expect((await written(page, address)).at(-1)).toEqual(paragraph(words('Behind all')));
});

test('a picture that cannot be taken over leaves its reason in the text', async ({ page }) => {
  const address = await begin(page, 'Refused');
  const all = { page: elsewhere.url('/page'), none: elsewhere.url('/none'), inside: 'http://169.254.169.254/x.png', file: 'file:///C:/x/image001.png', data: 'data:text/html,x' };
  await paste(page, Object.entries(all).map(([name, src]) => `<figure><img src="${src}" alt="${name}"><figcaption>Under</figcaption></figure>`).join(''));
  const reason = { page: 'What lies at its address is no picture.', none: 'The server it lies on says 404.', inside: 'Nothing answers at its address.', file: 'It lies on somebody’s machine and not on the web: choose it from there.', data: 'What came along is no picture.' };
  for (const [name, says] of Object.entries(reason)) await expect(text(page)).toContainText(`[Picture not taken over: ${name}. ${says}] Under`);
  // Before the story is published it is pointed out, and led to. The list comes a little after the text, and a click on one that goes would be lost.
  await expect(page.getByRole('button', { name: 'In the text stands “[Picture not taken over' })).toHaveCount(5);
  await page.getByRole('button', { name: 'In the text stands “[Picture not taken over: none.' }).click();
  await expect(text(page)).toBeFocused();
  expect(await page.evaluate(() => getSelection().toString())).toBe(`[Picture not taken over: none. ${reason.none}]`);
  await text(page).getByText('not taken over: none').click({ clickCount: 3 });
  await selected(page);
  await page.keyboard.press('Delete');
  await expect(text(page)).not.toContainText('says 404');
  await expect(page.getByRole('button', { name: 'In the text stands' })).toHaveCount(4);
  await saved(page);
  expect((await written(page, address)).every((node) => node.type === 'paragraph')).toBe(true);
});

test('a picture that comes too late does no harm', async ({ page }) => {
  const address = await begin(page, 'Late');
  await paste(page, `<p>Stays</p><img src="${elsewhere.url('/held/late.png')}">`);
  await expect(text(page).locator('[aria-busy]')).toHaveCount(1);
  await expect.poll(() => elsewhere.asked('/held/late.png')).toBe(1);
  const came = page.waitForResponse('**/desk/media/fetch');
  await text(page).locator('[aria-busy]').click();
  await selected(page);
  await page.keyboard.press('Delete');
  await expect(text(page).locator('[aria-busy]')).toHaveCount(0);
  elsewhere.letGo();
  await came;
  await paste(page, `<img src="${elsewhere.url('/held/left.png')}">`);
  await expect.poll(() => elsewhere.asked('/held/left.png')).toBe(1);
  await saved(page);
  await page.goto('about:blank');
  elsewhere.letGo();
  await page.goto(address);
  await desk.ready(page);
  await hasPen(page);
  await expect(text(page)).toContainText('[Picture, not here yet]');
  await expect(page.getByRole('button', { name: 'In the text stands “[Picture, not here yet]”' })).toBeVisible();
  expect(await pictures(page, address)).toEqual([]);
  await text(page).getByText('not here yet').click();
  await page.keyboard.type('!');
  await saved(page);
});

test('a database that is away: nothing is said to be saved, and it is tried again', async ({ page }) => {
  let away = true;
  await page.route('**/copy', (route) => (away && route.request().method() === 'PUT' ? route.fulfill({ status: 503, json: { error: 'PostgreSQL cannot be reached.' } }) : route.fallback()));
  const address = await desk.begin(newsroom, page);
  await page.keyboard.type('Away');
  await expect(state(page)).toContainText('Nothing is saved on the server, kept in this browser; trying again');
  away = false;
  await saved(page);
  expect((await copy(page, address)).text.title).toBe('Away');
});

test('what does not fit is said at its field', async ({ page }) => {
  await desk.begin(newsroom, page);
  await page.keyboard.type('Misfit');
  await page.getByText('Address and language').click();
  const field = page.getByRole('textbox', { name: 'Translates the story' });
  await field.fill('no-such-story');
  await expect(page.locator('.field-problem')).toContainText('no post “no-such-story”');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await field.fill('');
  await expect(page.locator('.field-problem')).toHaveCount(0);
});

test('a tie to a translation is asked for once: what others do with it afterwards stays', async ({ page }) => {
  await page.goto(`${newsroom.url}/desk/settings/`);
  await page.getByLabel('Further languages').fill('uk');
  await page.locator('.stay').getByRole('button', { name: 'Save' }).click();
  await page.waitForURL(/done=1/);
  await desk.begin(newsroom, page);
  await page.keyboard.type('Туман');
  await page.getByText('Address and language').click();
  await page.getByRole('combobox', { name: 'Language' }).selectOption('uk');
  await desk.saved(page);
  const address = await desk.begin(newsroom, page);
  const [asked, replaced] = [[], []];
  page.on('request', (request) => {
    if (request.method() !== 'PUT') return;
    asked.push(request.postDataJSON().text.tie);
    replaced.push(request.postDataJSON().replaces);
  });
  await page.keyboard.type('Mist');
  await page.getByText('Address and language').click();
  await page.getByRole('textbox', { name: 'Translates the story' }).fill('tuman');
  await desk.saved(page);
  await expect(page.locator('.field-problem')).toHaveCount(0);
  expect(asked.at(-1)).toBe(true);
  await desk.text(page).fill('Over the river.');
  await expect.poll(() => asked.at(-1)).toBe(false);
  await desk.saved(page);
  expect((await desk.copy(page, address)).text.translation_of).toBe('tuman');
  await desk.reopened(page, () => page.reload());
  const field = page.locator('[data-field="translation_of"]');
  await expect(field).toHaveValue('tuman');
  // Another takes over and unties it: this page shows that; what was said here is said again only where one wants so.
  await page.getByText('Address and language').click();
  await field.fill('');
  await desk.saved(page);
  await field.fill('tuman');
  await desk.saved(page);
  const begun = await desk.copy(page, address);
  const ask = (path, data) => page.request.fetch(address + path, { method: path === 'copy' ? 'PUT' : 'POST', data, headers: { accept: 'application/json', 'x-form-code': begun.code, origin: newsroom.url } });
  // The page does not hear of it before it saves.
  await page.route('**/pen', (route) => route.abort());
  await ask('pen', { holder: 'elsewhere', take_over: true });
  const untied = { ...begun.text, translation_of: '', tie: true };
  expect((await ask('copy', { version: begun.version, holder: 'elsewhere', text: untied, leaving: true })).status()).toBe(200);
  await desk.text(page).fill('Over the river, at dawn.');
  const mine = page.getByRole('button', { name: 'Put this text in its place' });
  await mine.waitFor();
  await page.unroute('**/pen');
  await mine.click();
  await desk.saved(page);
  expect(replaced).toContain(true);
  const after = (await desk.copy(page, address)).text;
  expect([after.translation_of, JSON.stringify(after.document)]).toEqual(['tuman', expect.stringContaining('at dawn')]);
});

test('a text that another has overtaken meanwhile is offered beside what stands there', async ({ page }) => {
  const address = await desk.begin(newsroom, page);
  await page.keyboard.type('Mine');
  await saved(page);
  await page.evaluate(() => (window.fetch = () => Promise.reject(new TypeError('no connection'))));
  await page.keyboard.type(' offline');
  await expect(state(page)).toContainText('kept in this browser');
  await page.goto('about:blank');
  // Saved from elsewhere, in the name of the page that is gone.
  const begun = await (await page.request.get(`${address}copy`, { headers: { accept: 'application/json' } })).json();
  const { holder } = await page.evaluate(() => ({ holder: 'elsewhere' }));
  const ask = (path, data) => page.request.fetch(address + path, { method: path === 'copy' ? 'PUT' : 'POST', data, headers: { accept: 'application/json', 'x-form-code': begun.code, origin: newsroom.url } });
  await ask('pen', { holder, take_over: true });
  const put = await ask('copy', { version: begun.version, holder, text: { ...begun.text, title: 'Theirs' }, leaving: true });
  expect(put.status()).toBe(200);
  await page.goto(address);
  await desk.ready(page);
  await expect(headline(page)).toHaveValue('Theirs');
  await page.getByRole('button', { name: 'See it' }).click();
  await expect(page.getByRole('dialog')).toContainText('Mine offline');
  await page.getByRole('button', { name: 'Put it here' }).click();
  await expect(headline(page)).toHaveValue('Mine offline');
  await saved(page);
  await page.reload();
  await desk.ready(page);
  await expect(headline(page)).toHaveValue('Mine offline');
  await expect(page.getByRole('button', { name: 'See it' })).toHaveCount(0);
});
