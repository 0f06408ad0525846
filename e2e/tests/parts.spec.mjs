// Each part of the page that PAGE.md names, on a telephone and a wide screen, with and without scripts, in both languages.
// Parts with a life of their own have specs of their own: narration, live, rail, sign-up, corrections, embeds, search, text.
import { expect, test } from '@playwright/test';
import { exhibit } from '../exhibit.mjs';
import { kinds } from '../kinds.mjs';

const editions = [
  {
    language: 'en',
    home: '/',
    other: ['uk', 'Українська', '/uk/every-part-uk/'],
    say: {
      lead: 'City', minutes: /\d+-minute read/, note: 'Editor’s note', corrections: 'Corrections', related: 'Related story', table: 'Table',
      newsletter: 'Newsletter: The Morning Tide', required: /required/, feed: 'News feed', video: 'Video', picks: 'Editors’ picks', more: /^More news: City/,
      mostRead: 'Most read', share: 'Share', copy: 'Copy link', print: 'Print', crumbs: 'You are here', text: 'Text only', skip: 'Skip to the story', 
      back: 'Back to the text, note 1',
    },
    pick: 'The school with cranes outside its windows',
    date: /^\d{1,2} [A-Z][a-z]+ \d{4}, \d\d:\d\d$/,
  },
  {
    language: 'uk',
    home: '/uk/',
    other: ['en', 'English', '/every-part-en/'],
    say: {
      lead: 'Місто', minutes: /\d+ хв/, note: 'Від редакції', corrections: 'Виправлення', related: 'Читайте також', table: 'Таблиця',
      newsletter: 'Розсилка: Ранковий приплив', required: /обов/, feed: 'Стрічка новин', video: 'Відео', picks: 'Вибір редакції', more: /Місто/,
      mostRead: 'Найчитаніше', share: 'Поділитися', copy: 'Копіювати посилання', print: 'Друкувати', crumbs: 'Ви тут', text: 'Лише текст', skip: 'До змісту', 
      back: 'Назад до тексту, примітка 1',
    },
    pick: 'Коли дме — печемо',
    date: /^\d{1,2} [а-яіїєґ]+ \d{4}.*\d\d:\d\d$/,
  },
];

for (const { language, home, other, say, pick, date } of editions) {
  const path = `${home}every-part-${language}/`;
  const words = exhibit[language];

  for (const javaScriptEnabled of [true, false]) {
    test.describe(`${language}, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
      test.use({ javaScriptEnabled });
      test.beforeEach(({ page }) => page.goto(path));

      test('the head of a story: picture, section, headline, authors, times, note', async ({ page }) => {
        const article = page.locator('main article').first();
        const figure = article.locator('figure').first();
        const picture = figure.locator('img');
        for (const [name, value] of [['width', /^\d+$/], ['height', /^\d+$/], ['alt', words.caption], ['srcset', /\.jpg \d+w/], ['loading', 'eager'], ['fetchpriority', 'high']]) {
          await expect(picture).toHaveAttribute(name, value);
        }
        await expect(figure.locator('source[type="image/webp"]')).toHaveAttribute('srcset', / \d+w/);
        await expect(figure.locator('figcaption')).toContainText(words.caption);
        await expect(figure.locator('figcaption .credit')).toContainText('Ada Verne');
        await expect(article.locator('.body img').first()).toHaveAttribute('loading', 'lazy');
        await expect.poll(() => picture.evaluate((img) => img.complete && img.naturalWidth)).toBeGreaterThan(100);

        const head = article.locator('header');
        await expect(head.getByRole('link', { name: say.lead, exact: true })).toHaveAttribute('href', new RegExp(`${home}tag/city/$`));
        await expect(head.getByRole('heading', { level: 1 })).toHaveText(words.title);
        await expect(head).toContainText(words.standfirst);
        await expect(head.locator('a[rel="author"]')).toHaveCount(2);
        await expect(head).toContainText(say.minutes);
        const times = head.locator('time');
        await expect(times).toHaveCount(2);
        for (const time of await times.all()) {
          // In the newsroom's zone, which is two or three hours before Greenwich.
          await expect(time).toHaveAttribute('datetime', /T\d\d:\d\d:\d\d\+0[23]:00$/);
          await expect(time).toHaveText(date);
        }
        const note = page.getByRole('complementary', { name: say.note });
        await expect(note).toContainText(words.note);
        await expect(page.locator('#corrections')).toContainText(words.correction);
        await expect(page.locator('#corrections').getByRole('heading')).toHaveText(say.corrections);
      });

      test('the body: quotes, tables, lists, notes, a picture, a related story, a newsletter', async ({ page }) => {
        const text = page.locator('.body');
        const quote = text.locator('blockquote').filter({ has: page.locator('cite') });
        await expect(quote.locator('footer cite')).toHaveText(words.speaker);
        await expect(text.locator('.pull-quote')).toBeVisible();
        for (const [name, columns] of [[say.table, 12], [`${say.table} 2`, 1]]) {
          const table = text.getByRole('region', { name, exact: true });
          await expect(table.getByRole('columnheader')).toHaveCount(columns);
          await expect(table).toHaveAttribute('tabindex', '0');
        }
        // The wide one scrolls, the page does not.
        const over = (selector) => page.locator(selector).first().evaluate((box) => box.scrollWidth - box.clientWidth);
        expect(await over('.table-scroll')).toBeGreaterThan(0);
        expect(await over('html')).toBeLessThanOrEqual(0);
        await expect(text.locator('ol > li, ul > li').first()).toBeVisible();
        await expect(text.getByRole('note')).toContainText(words.note);
        await expect(text.locator('figure.picture figcaption .credit')).toContainText('Ada Verne');

        const box = text.getByRole('group', { name: say.newsletter });
        await expect(box.getByRole('textbox', { name: say.required })).toBeVisible();
        const related = text.getByRole('group', { name: say.related }).getByRole('link');
        const headline = (await related.innerText()).trim();
        await related.click();
        await expect(page).toHaveURL(`${home}${words.related}/`);
        await expect(page.getByRole('heading', { level: 1 })).toHaveText(headline);
      });

      test('a mark leads to its note and the note back, by keyboard too', async ({ page }) => {
        const marks = page.locator('.body sup a');
        await expect(marks).toHaveText(['1', '2', '1']);
        await marks.first().focus();
        await page.keyboard.press('Enter');
        const note = page.locator(':target');
        await expect(note).toContainText(words.note);
        await expect(note).toBeInViewport();
        // The links of the note, and then the way back.
        await page.keyboard.press('Tab');
        await page.keyboard.press('Tab');
        await expect(page.getByRole('link', { name: say.back })).toBeFocused();
        await page.keyboard.press('Enter');
        await expect(page).toHaveURL(/#fnref-1$/);
        await expect(page.locator(':target')).toBeInViewport();
      });

      test('what stands around it: feed, film, more news, picks, most read', async ({ page }) => {
        const feed = page.getByRole('region', { name: say.feed, exact: true });
        await expect(feed.locator('.feed__day time').first()).toHaveAttribute('datetime', /^\d{4}-\d\d-\d\d$/);
        await expect(feed.locator('.feed__time').first()).toHaveText(/^\d\d:\d\d$/);
        const more = page.getByRole('region', { name: say.more });
        expect(await more.getByRole('article').count()).toBeGreaterThan(1);
        await expect(more.locator(`a[href="${path}"]`)).toHaveCount(0);
        const picks = page.getByRole('region', { name: say.picks, exact: true });
        await expect(picks.getByRole('listitem')).toHaveCount(language === 'en' ? 6 : 5);
        await expect(picks.getByRole('link', { name: pick, exact: true })).toBeVisible();
        await expect(page.getByRole('region', { name: say.mostRead, exact: true }).getByRole('listitem').first()).toBeVisible();

        const film = page.getByRole('region', { name: say.video, exact: true });
        await expect(film.locator('img')).toHaveAttribute('loading', 'lazy');
        const link = film.getByRole('heading', { level: 3 }).getByRole('link');
        const headline = (await link.innerText()).trim();
        await link.click();
        await expect(page.getByRole('heading', { level: 1 })).toHaveText(headline);
        await expect(page.locator('.body video[controls]')).toHaveAttribute('src', /\.mp4$/);
      });

      test('ways on: skip link, breadcrumbs, the other language, sharing, text only', async ({ page, isMobile }) => {
        if (!isMobile) {
          await page.keyboard.press('Tab');
          await expect(page.locator(':focus')).toHaveText(say.skip);
          await expect(page.locator(':focus')).toBeInViewport();
        }
        const share = page.locator('.share');
        await expect(share.getByRole('heading')).toHaveText(say.share);
        const links = await share.getByRole('link').evaluateAll((all) => all.map((a) => a.href));
        expect(links.map((href) => new URL(href).host)).toEqual(['', 't.me', 'wa.me', 'www.facebook.com']);
        for (const href of links) {
          expect(decodeURIComponent(href)).toContain(path);
          expect(href).not.toMatch(/utm_|fbclid|ref=/);
        }
        for (const name of [say.copy, say.print]) {
          const button = share.getByRole('button', { name, exact: true, includeHidden: true });
          await (javaScriptEnabled ? expect(button).toBeVisible() : expect(button).toBeHidden());
        }
        await expect(page.getByRole('contentinfo').getByRole('link', { name: say.text })).toHaveAttribute('href', `${home}text/every-part-${language}/`);
        const way = page.getByRole('navigation', { name: say.crumbs });
        if (await way.count()) await expect(way.getByRole('link').first()).toHaveAttribute('href', new RegExp(`${home}$`));
        const [lang, name, there] = other;
        const link = page.getByRole('banner').getByRole('link', { name, exact: true });
        await expect(link).toHaveAttribute('hreflang', lang);
        await link.click();
        await expect(page).toHaveURL(there);
        await expect(page.locator('html')).toHaveAttribute('lang', lang);
        await expect(page.getByRole('heading', { level: 1 })).toHaveText(exhibit[lang].title);
      });

      test('the pages behind it: front, section, author, archive, feed, search', async ({ page }) => {
        const prefix = language === 'en' ? '' : 'Ukrainian ';
        for (const kind of ['front', 'section', 'author', 'archive', 'month of the archive', 'news feed', 'search', 'newsletters', 'page']) {
          await page.goto(kinds[`${prefix}${kind}`]);
          await expect(page.locator('html'), kind).toHaveAttribute('lang', language);
          await expect(page.getByRole('banner').getByRole('navigation').or(page.getByRole('navigation')).first(), kind).toBeAttached();
          await expect(page.getByRole('main').getByRole('heading').first(), kind).toBeVisible();
        }
        await page.goto(kinds[`${prefix}author`]);
        await expect(page.locator('.page-head__portrait img')).toBeVisible();
        await expect(page.locator('.page-head__what')).not.toBeEmpty();
        for (const link of await page.locator('.page-head__links a').all()) {
          expect(await link.getAttribute('href')).toMatch(/^(https:\/\/[a-z.]+\/|http:\/\/127\.0\.0\.1|\/)[^@]*(@\w+)?\/?$/);
        }
        await page.goto(kinds[`${prefix}month of the archive`]);
        await page.getByRole('main').getByRole('article').first().getByRole('heading').getByRole('link').click();
        await expect(page.locator('main article').first().getByRole('heading', { level: 1 })).toBeVisible();
      });
    });
  }
}
