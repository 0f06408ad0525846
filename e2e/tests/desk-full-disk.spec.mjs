// A disk that fills up while somebody writes: what is typed stays in the browser, and goes through when there is room.
import { test } from '@playwright/test';
import { axeFindsNothing, begin, copy, expect, hasPen, headline, notices, saved, signIn, state, text } from '../desk.mjs';
import { startNewsroom } from '../newsroom.mjs';
import { smallDisk } from '../small-disk.mjs';

/** Fills the disk, and the room that the database still has in its own files. */
async function nothingFits(disk, page, story) {
  const ask = (method, path, body) =>
    page.evaluate(
      async ([method, path, body]) => {
        const code = document.querySelector('meta[name="form-code"]').content;
        const headers = { accept: 'application/json', 'content-type': 'application/json', 'x-form-code': code };
        const answer = await fetch(path, { method, headers, body: body && JSON.stringify(body) });
        return { status: answer.status, body: await answer.json() };
      },
      [method, path, body],
    );
  const holder = 'ballast';
  await ask('POST', `${story}pen`, { holder, take_over: true });
  for (const words of [100_000, 10_000, 1000, 100, 10, 1]) {
    let status;
    do {
      disk.fill();
      const { version } = (await ask('GET', `${story}copy`)).body;
      const content = [{ type: 'text', text: `${Math.random()} ${'word '.repeat(words)}` }];
      const document = { type: 'doc', content: [{ type: 'paragraph', content }] };
      ({ status } = await ask('PUT', `${story}copy`, { version, holder, text: { title: 'Ballast', document } }));
    } while (status === 200);
    expect(status).toBe(507);
  }
}

test('a full disk costs nobody a word', async ({ page }) => {
  const disk = smallDisk(64);
  test.skip(!disk, 'this user may mount no disk to fill');
  const newsroom = await startNewsroom({ disk: disk.at });
  try {
    newsroom.user('olena@tide.example', 'Olena Koval', 'owner');
    await signIn(newsroom, page);
    const ballast = new URL(await begin(newsroom, page)).pathname;
    const address = await begin(newsroom, page);
    await hasPen(page);
    await page.keyboard.type('The mill burns');
    await text(page).click();
    await page.keyboard.type('Saved before.');
    await saved(page);

    await nothingFits(disk, page, ballast);
    await text(page).click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' Written while it was full.');
    await expect(state(page)).toHaveText('Not saved: the server’s disk is full, kept in this browser; trying again');
    await axeFindsNothing(page);
    await page.getByRole('button', { name: 'Publish now' }).click();
    await expect(notices(page).getByText('Nothing was sent: the text could not be saved first. It is kept in this browser.')).toBeVisible();
    expect((await (await page.request.get(`${newsroom.url}/the-mill-burns/`)).status())).toBe(404);
    expect(JSON.stringify((await copy(page, address)).text.document)).not.toContain('while it was full');

    // The page is closed, and opened again when there is room: the browser had it all.
    // What it sends as it goes must not find the room that is made a moment later.
    await page.context().setOffline(true);
    await page.goto('about:blank');
    await page.context().setOffline(false);
    disk.makeRoom();
    await page.goto(address);
    await expect(text(page)).toContainText('Written while it was full.');
    await expect.poll(async () => JSON.stringify((await copy(page, address)).text.document)).toContain('Written while it was full.');
    await expect(headline(page)).toHaveValue('The mill burns');
    await page.getByRole('button', { name: 'Publish now' }).click();
    await expect(page.locator('.state')).toContainText('Published');
    await expect.poll(async () => (await page.request.get(`${newsroom.url}/the-mill-burns/`)).text()).toContain('Written while it was full.');
  } finally {
    await newsroom.close();
    disk.close();
  }
});
