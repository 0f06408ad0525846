// Every page of the desk, as the list of its routes has them (crates/desk/tests/it/routes.txt): axe in light and dark, nothing
// cut off at 320 pixels, valid HTML, small, never kept by a cache, and with a policy that lets no foreign script run.
import { test } from '@playwright/test';
import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { axeFindsNothing } from '../axe.mjs';
import { begin, expect, hasPen, headline, ready, reopened, saved, signIn, text } from '../desk.mjs';
import { parseMail } from '../mail.mjs';
import { startNewsroom } from '../newsroom.mjs';
import { deskIsValid } from '../valid.mjs';

const source = readFileSync(new URL('../../crates/desk/tests/it/routes.txt', import.meta.url), 'utf8');
const routes = [...source.matchAll(/^GET +(\S+) +(\S+)/gm)].map(([, path, role]) => ({ path, stranger: role === 'anyone' }));
/** What scripts ask for. */
const data = ['/desk/assets/{*path}', '/desk/stories/{id}/copy', '/desk/stories/{id}/comments', '/desk/search/stories'];
/** What leads to another page. */
const elsewhere = ['/desk/', '/desk/sign-in/second/'];
const pages = routes.filter(({ path }) => !data.includes(path) && !elsewhere.includes(path));

/** Bytes over the wire with all that is loaded but pictures that people bring in. */
const weight = (path) => (path === '/desk/stories/{id}/' ? 450_000 : 150_000);
/** Where to put pictures of all pages, for people who look at them. */
const shoot = process.env.E2E_SHOOT;

test.describe.configure({ mode: 'default' });
let newsroom, fresh, cookies;
/** The addresses of pages that are about something. */
const at = {};

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000);
  newsroom = await startNewsroom({ demo: true });
  fresh = await startNewsroom();
  newsroom.user('olena@tide.example', 'Olena Koval', 'owner');
  newsroom.user('petro@tide.example', 'Petro Bondar', 'editor');
  const page = await browser.newPage();
  await signIn(newsroom, page);
  at['/desk/stories/{id}/'] = new URL(await writeStory(page)).pathname;
  at['/desk/stories/{id}/revisions/'] = `${at['/desk/stories/{id}/']}revisions/`;
  const first = async (list, selector) => {
    await page.goto(newsroom.url + list);
    return page.locator(selector).first().getAttribute('href');
  };
  at['/desk/stories/{id}/revisions/{revision}/'] = await first(at['/desk/stories/{id}/revisions/'], '.list a[href*="beside="]');
  at['/desk/sections/{id}/'] = await first('/desk/sections/', 'main a[href^="/desk/sections/"]:not([href="/desk/sections/"], [href*="?"])');
  at['/desk/authors/{id}/'] = await first('/desk/authors/', 'main a[href^="/desk/authors/"]:not([href="/desk/authors/"], [href*="?"])');
  at['/desk/authors/{id}/portrait/'] = `${at['/desk/authors/{id}/']}portrait/`;
  at['/desk/authors/{id}/cover/'] = `${at['/desk/authors/{id}/']}cover/`;
  at['/desk/sections/{id}/picture/'] = `${at['/desk/sections/{id}/']}picture/`;
  at['/desk/settings/{name}/picture/'] = '/desk/settings/podcast_cover/picture/';
  at['/desk/media/{id}/'] = await first('/desk/media/', '.grid a');
  at['/desk/arrange/{name}/'] = '/desk/arrange/picks/';
  await page.goto(`${newsroom.url}/desk/people/`);
  const invite = page.locator('form[action$="/invitations/"]');
  await invite.getByLabel('E-mail address').fill('vera@tide.example');
  await invite.getByLabel('Name', { exact: true }).fill('Vera Lys');
  await invite.getByRole('button').click();
  at['/desk/join/'] = await letter('vera@tide.example', '/desk/join/');
  await page.context().clearCookies();
  await page.goto(`${newsroom.url}/desk/forgotten/`);
  await page.getByLabel('E-mail address').fill('petro@tide.example');
  await page.getByRole('button').last().click();
  at['/desk/forgotten/choose/'] = await letter('petro@tide.example', '/desk/forgotten/choose/');
  await signIn(newsroom, page);
  cookies = await page.context().cookies();
  await page.close();
});
test.afterAll(async () => {
  await newsroom?.close();
  await fresh?.close();
});

/** A story with a comment about a passage and some states that were kept. */
async function writeStory(page) {
  const address = await begin(newsroom, page);
  await hasPen(page);
  await headline(page).fill('The ferry runs again, at half its speed');
  await text(page).click();
  await page.keyboard.type('The first boat left at six, with eleven people and one dog on board.');
  await page.keyboard.press('Control+s');
  await saved(page);
  await page.getByLabel('About these words (may stay empty)').fill('eleven people');
  await page.getByLabel('Comment', { exact: true }).fill('Is eleven right?');
  await reopened(page, () => page.getByRole('button', { name: 'Say it' }).click());
  await text(page).click();
  await page.keyboard.type('The river is still high. ');
  await page.getByLabel('A word to them').fill('Please look at the second sentence.');
  await page.getByRole('button', { name: 'Send to review' }).click();
  await expect(page.locator('.state')).toContainText('In review');
  return address;
}

async function letter(to, part) {
  const folder = join(newsroom.data, 'outbox');
  const found = () => (existsSync(folder) ? readdirSync(folder) : []).filter((name) => name.endsWith('.eml')).map((name) => parseMail(readFileSync(join(folder, name), 'utf8'))).filter((mail) => mail.headers.to === to && mail.link(part));
  await expect.poll(() => found().length).toBeGreaterThan(0);
  const { pathname, search } = new URL(found().at(-1).link(part));
  return pathname + search;
}

test('what leads elsewhere does', async ({ request }) => {
  for (const path of elsewhere) {
    const answer = await request.get(newsroom.url + path, { maxRedirects: 0 });
    expect(answer.status(), path).toBe(303);
  }
});

for (const { path, stranger } of [...pages, { path: '/desk/nothing-here/' }]) {
  test(`the page ${path}`, async ({ page, context }) => {
    const room = path === '/desk/set-up/' ? fresh : newsroom;
    const own = at[path] ?? path;
    expect(own, 'an address for it has to be made above').not.toContain('{');
    if (!stranger) await context.addCookies(cookies);
    const complaints = [];
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && !message.text().includes('status of 404') && complaints.push(message.text()));
    let bytes = 0;
    const kinds = new Map();
    const network = await context.newCDPSession(page);
    await network.send('Network.enable');
    await network.send('Network.setCacheDisabled', { cacheDisabled: true });
    network.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type));
    network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => kinds.get(requestId) !== 'Image' && (bytes += encodedDataLength));

    await page.emulateMedia({ colorScheme: 'light' });
    const answer = await page.goto(room.url + own, { waitUntil: 'networkidle' });
    expect(answer.status()).toBe(path === '/desk/nothing-here/' ? 404 : 200);
    if (path === '/desk/stories/{id}/') await ready(page);
    expect(new URL(page.url()).pathname).toBe(own.replace(/\?.*/, ''));
    expect(bytes).toBeLessThan(weight(path));

    const headers = answer.headers();
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).not.toContain('unsafe-');
    expect(headers['x-content-type-options']).toBe('nosniff');
    await deskIsValid(await answer.text());

    await expect(page.getByRole('main')).toBeVisible();
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
    const name = path.replaceAll(/[/{}]+/g, ' ').trim().replaceAll(' ', '-');
    const picture = async (kind) => {
      if (!shoot) return;
      mkdirSync(shoot, { recursive: true });
      await page.screenshot({ path: join(shoot, `${name}-${kind}.png`), fullPage: true });
    };
    await picture('light');
    await axeFindsNothing(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    await picture('dark');
    await axeFindsNothing(page, { part: 'colours' });
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    // The header is low there, whole, and for fingers.
    const low = await page.evaluate(() => {
      const header = document.querySelector('header.bar');
      const targets = [...(header?.querySelectorAll('a, button') ?? [])].map((one) => one.getBoundingClientRect());
      const inside = ({ left, right, bottom }) => left >= 0 && right <= innerWidth && bottom <= header.getBoundingClientRect().bottom;
      return { height: header?.offsetHeight ?? 0, targets: targets.filter((one) => one.height < 24 || one.width < 24 || !inside(one)) };
    });
    expect(low.height).toBeLessThanOrEqual(128);
    expect(low.targets).toEqual([]);
    // What stands in the line of a table is as wide as its words.
    for (const select of await page.locator('form.inline select').all()) expect((await select.boundingBox()).width).toBeGreaterThan(100);
    await picture('narrow');
    await axeFindsNothing(page);
    expect(complaints).toEqual([]);
  });
}
