// Signing up, from the form to the mailbox and back, through a real mail server.
import { expect as usual, test } from '@playwright/test';
import { axeFindsNothing } from '../axe.mjs';
import { startNewsroom } from '../newsroom.mjs';
import { startPostfix } from '../postfix.mjs';
import { isValid } from '../valid.mjs';

// Letters and pages come soon, but a machine that builds beside this is slow.
const expect = usual.configure({ timeout: 20_000 });
test.describe.configure({ mode: 'default' });
let postfix;
let newsroom;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  postfix = await startPostfix();
  newsroom = await startNewsroom({ demo: true, env: { BROADSHEET_MAIL__SMTP: postfix.url } });
});
test.afterAll(async () => {
  await newsroom?.close();
  postfix?.close();
});

let count = 0;
const somebody = (info) => `reader-${info.project.name}-${(count += 1)}@reader.example`;
const readers = (slug) => Number(new RegExp(`^${slug}\t.*?(\\d+) readers`, 'm').exec(newsroom.run('newsletter', 'list'))[1]);
const kept = (email) => JSON.parse(newsroom.run('subscriber', 'export', '--email', email));

/** A page that was opened by its address is valid, and axe finds nothing on it, light and dark. */
async function isSound(page) {
  await isValid(await (await page.request.get(page.url())).text());
  await axeFindsNothing(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await axeFindsNothing(page, 'colours');
  await page.emulateMedia({ colorScheme: 'light' });
}

/** What a scanner at a company's gate does: opens every link, in several ways. */
async function scan(mail) {
  for (const link of mail.links) {
    for (const method of ['HEAD', 'GET', 'GET']) {
      const answer = await fetch(link, { method });
      await answer.arrayBuffer();
      if (link.includes('?')) expect(answer.headers.get('cache-control')).toBe('no-store');
    }
  }
}

test('a wrong address is answered beside the field, a right one in place', async ({ page }, info) => {
  const email = somebody(info);
  await page.goto(`${newsroom.url}/newsletters/morning-tide/`);
  const main = page.getByRole('main');
  const field = main.getByRole('textbox', { name: /required/ });
  await main.getByRole('button', { name: 'Sign up' }).click();
  await expect(main.getByRole('alert')).toHaveText('Please enter your e-mail address.');
  await expect(field).toBeFocused();
  await field.fill('not an address');
  await field.press('Enter');
  await expect(main.getByRole('alert')).toContainText('This is not an e-mail address');
  await expect(field).toBeFocused();
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  const described = await field.getAttribute('aria-describedby');
  await expect(page.locator(`#${described}`)).toContainText('This is not an e-mail address');
  await axeFindsNothing(page);
  await field.fill(email);
  await field.press('Enter');
  await expect(main.getByRole('status')).toHaveText(`Thank you. A confirmation e-mail is on its way to ${email}.`);
  await expect(page).toHaveURL(/morning-tide/);
  await axeFindsNothing(page);
  await postfix.arrives(email, /Please confirm: The Morning Tide/);
});

test('the whole way: asked, scanned, confirmed, changed, left by one click', async ({ page }, info) => {
  test.slow();
  const email = somebody(info);
  await page.goto(`${newsroom.url}/newsletters/`);
  const main = page.getByRole('main');
  await main.getByRole('textbox').fill(email);
  await main.getByRole('button', { name: 'Sign up' }).click();
  await expect(main.getByRole('alert')).toHaveText('Please choose at least one newsletter.');
  await main.getByRole('checkbox', { name: /Morning Tide/ }).check();
  await main.getByRole('checkbox', { name: /Harbour Ledger/ }).check();
  await main.getByRole('button', { name: 'Sign up' }).click();
  await expect(main.getByRole('status')).toContainText(email);

  const asked = await postfix.arrives(email, /^Please confirm: The Morning Tide, The Harbour Ledger$/);
  expect(asked.headers['auto-submitted']).toBe('auto-generated');
  expect(asked.headers['content-language']).toBe('en');
  expect(asked.headers['list-unsubscribe']).toBeUndefined();
  expect(asked.text).toContain('The Harbour Ledger: Every Thursday');
  expect(asked.html).not.toContain('<img');
  const before = readers('morning-tide');
  await scan(asked);
  expect(readers('morning-tide')).toBe(before);
  expect(kept(email).confirmed).toBeNull();

  await page.goto(asked.link('/confirm/'));
  await isSound(page);
  await expect(main.getByText(`to ${email}: The Morning Tide, The Harbour Ledger.`)).toBeVisible();
  await main.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You are signed up');
  await axeFindsNothing(page);
  expect(readers('morning-tide')).toBe(before + 1);
  const evidence = kept(email).evidence.find((one) => one.what === 'asked');
  expect(evidence).toMatchObject({ page: '/newsletters/', form: 'list', network: '127.0.0.0/24' });
  expect(evidence.words).toContain('Send me the newsletters that I ticked');

  const welcome = await postfix.arrives(email, /^You are signed up/);
  await scan(welcome);
  await page.goto(welcome.link('/preferences/'));
  await isSound(page);
  await main.getByRole('checkbox', { name: /Harbour Ledger/ }).uncheck();
  await main.getByRole('button', { name: 'Save' }).click();
  await expect(main.getByRole('status')).toHaveText('Saved.');
  await expect(main.getByRole('checkbox', { name: /Harbour Ledger/ })).not.toBeChecked();
  await expect(main.getByRole('checkbox', { name: /Morning Tide/ })).toBeChecked();
  await axeFindsNothing(page);

  // RFC 8058: what a mail program sends when its own button is pressed.
  expect(welcome.headers['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click');
  const [, oneClick] = /<(.+)>/.exec(welcome.headers['list-unsubscribe']);
  await page.goto(oneClick);
  await isSound(page);
  expect(readers('morning-tide')).toBe(before + 1);
  const left = await fetch(oneClick, { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) });
  expect(left.status).toBe(200);
  expect(readers('morning-tide')).toBe(before);

  const elsewhere = somebody(info);
  await page.goto(welcome.link('/preferences/'));
  await main.getByRole('textbox', { name: /New e-mail/ }).fill('nowhere');
  await main.getByRole('button', { name: 'Change the address' }).click();
  await expect(main.getByRole('textbox', { name: /New e-mail/ })).toBeFocused();
  await expect(main.getByRole('alert')).toContainText('This is not an e-mail address');
  await axeFindsNothing(page);
  await main.getByRole('textbox', { name: /New e-mail/ }).fill(elsewhere);
  await main.getByRole('button', { name: 'Change the address' }).click();
  await expect(main.getByRole('status')).toContainText(elsewhere);
  const moving = await postfix.arrives(elsewhere, /confirm your address/);
  await page.goto(moving.link('/confirm/'));
  await isSound(page);
  await main.getByRole('button', { name: 'Confirm' }).click();
  await expect(main).toContainText(`From now on we write to ${elsewhere}.`);

  // The old link is dead; the new one erases.
  const own = await page.getByRole('link', { name: 'Choose your newsletters' }).getAttribute('href');
  expect((await page.goto(welcome.link('/preferences/'))).status()).toBe(410);
  await isSound(page);
  await page.goto(own);
  await main.getByRole('button', { name: 'Erase', exact: true }).click();
  await expect(main.getByRole('alert')).toContainText('tick the box first');
  await main.getByRole('checkbox', { name: /Yes, unsubscribe me/ }).check();
  await main.getByRole('button', { name: 'Erase', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You are forgotten');
  await axeFindsNothing(page);
  expect(() => kept(elsewhere)).toThrow();
});

test('the form in a story names its newsletter', async ({ page }, info) => {
  const email = somebody(info);
  await page.goto(newsroom.url);
  const box = page.getByRole('group', { name: /Newsletter: The Harbour Ledger/ }).first();
  await expect(box).toContainText('Every Thursday');
  await box.getByRole('textbox', { name: /required/ }).fill(email);
  await box.getByRole('button', { name: 'Sign up' }).click();
  await expect(box.getByRole('status')).toContainText(email);
  expect((await postfix.arrives(email, /Harbour Ledger/)).from).toContain('Danylo Reve');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('pages answer what the script answers, in Ukrainian too', async ({ page }, info) => {
    const email = somebody(info);
    await page.goto(`${newsroom.url}/uk/newsletters/`);
    const main = page.getByRole('main');
    await main.getByRole('checkbox', { name: /Ранковий приплив/ }).check();
    await main.getByRole('textbox').fill('wrong@');
    await main.getByRole('button', { name: 'Підписатися' }).click();
    const field = main.getByRole('textbox');
    await expect(main.getByRole('alert')).toContainText('Це не схоже на адресу');
    await expect(field).toBeFocused();
    await expect(field).toHaveValue('wrong@');
    await expect(field).toHaveAttribute('aria-describedby', 'email-problem');
    await expect(main.getByRole('checkbox')).toBeChecked();
    await field.fill(email);
    await main.getByRole('button', { name: 'Підписатися' }).click();
    await expect(page).toHaveURL(/\/uk\/newsletters\/thanks\/$/);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Дякуємо');
    await expect(main).toContainText('вже прямує');
    const asked = await postfix.arrives(email, /^Підтвердьте, будь ласка: Ранковий приплив$/);
    expect(asked.headers['content-language']).toBe('uk');
    await page.goto(asked.link('/confirm/'));
    await isValid(await (await page.request.get(page.url())).text());
    await main.getByRole('button', { name: 'Підтвердити' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ви підписані');
    const welcome = await postfix.arrives(email, /^Ви підписалися/);
    await page.goto(welcome.link('/preferences/'));
    await isValid(await (await page.request.get(page.url())).text());
    await page.goto(welcome.link('/unsubscribe/'));
    await isValid(await (await page.request.get(page.url())).text());
    await main.getByRole('button', { name: 'Відписатися' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ви відписалися');
    expect(kept(email).subscriptions[0].state).toBe('left');
  });

  test('the box of a story is answered by a page', async ({ page }, info) => {
    await page.goto(newsroom.url);
    const box = page.getByRole('group', { name: /Newsletter: The Morning Tide/ }).first();
    await box.getByRole('textbox', { name: /required/ }).fill('wrong');
    await box.getByRole('button').click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('The Morning Tide');
    await expect(page.getByRole('main').getByRole('textbox')).toBeFocused();
    await page.getByRole('main').getByRole('textbox').fill(somebody(info));
    await page.getByRole('main').getByRole('button', { name: 'Sign up' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thank you');
  });
});

test('the forms of Ghost’s themes work', async ({ page }, info) => {
  const email = somebody(info);
  // The form of Ghost's theme Source, as it is rendered.
  await page.route('**/a-ghost-page/', (route) => route.fulfill({
    contentType: 'text/html; charset=utf-8',
    body: `<!doctype html><html lang="en"><head><title>Source</title><script src="/newsletters/ghost-forms.js" data-edition="" defer></script></head><body>
      <a href="#/portal/signin" data-portal="signin">Sign in</a> <a href="#/portal/signup" data-portal="signup">Subscribe</a>
      <form class="gh-form" data-members-form><input class="gh-form-input" id="footer-email" name="email" type="email" aria-label="E-mail" required data-members-email>
      <button class="gh-button" type="submit"><span>Subscribe</span></button><p data-members-error></p></form></body></html>`,
  }));
  await page.goto(`${newsroom.url}/a-ghost-page/`);
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeHidden();
  await page.getByRole('textbox').fill('reader@b');
  await page.getByRole('button').click();
  await expect(page.locator('form')).toHaveClass(/error/);
  await expect(page.getByRole('alert')).toContainText('This is not an e-mail address');
  await page.getByRole('textbox').fill(email);
  await page.getByRole('button').click();
  await expect(page.locator('form')).toHaveClass(/success/);
  expect((await postfix.arrives(email, /Please confirm/)).subject).toContain('The Morning Tide');
  expect(kept(email).evidence[0]).toMatchObject({ form: 'ghost', page: '/a-ghost-page/', words: '' });
  await page.getByRole('link', { name: 'Subscribe' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Newsletters');
});
