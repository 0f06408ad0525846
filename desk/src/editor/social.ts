// The social card, as it will about look.
import type { Begin } from './copy.ts';
import { el } from './dom.ts';
import { asNow } from './replaced.ts';
import { textPart, type Part } from './panel.ts';
import type { Story } from './story.ts';
import { pictureButton } from './upload.ts';

/** The address of a picture, and buttons that write it. */
function picturePart(story: Story, key: 'og_image' | 'twitter_image', label: string, what: string, hint: string): Part {
  const address = textPart(story, key, label, { inputmode: 'url', hint });
  const choose = pictureButton('Choose a picture', (picture) => story.set({ [key]: picture.path }), what);
  const element = el('div', { class: 'part' }, address.element, choose.element);
  choose.takesDropsOn(element);
  return {
    element,
    show: address.show,
    enable(on) {
      address.enable(on);
      choose.enable(on);
    },
  };
}

export function socialCard(begin: Begin, story: Story): Part[] {
  const image = el('img', { alt: '' });
  const site = el('small', {}, new URL(begin.public_url, location.href).hostname);
  const title = el('strong');
  const words = el('span');
  const card = el('div', { class: 'card', role: 'group', 'aria-label': 'Preview of the card' }, image, el('div', {}, site, title, words));
  const preview: Part = {
    element: card,
    show() {
      const text = story.fields;
      const src = asNow(text.og_image || text.feature_image?.src || '');
      image.hidden = !src;
      if (src && image.getAttribute('src') !== src) image.setAttribute('src', src);
      title.textContent = text.og_title || text.title || 'No headline yet';
      words.textContent = text.og_description || text.standfirst;
    },
    enable: () => undefined,
  };
  return [
    preview,
    textPart(story, 'og_title', 'Title', { hint: 'Empty, it is the headline.', range: [20, 70] }),
    textPart(story, 'og_description', 'Description', { long: true, hint: 'Empty, it is the standfirst.', range: [40, 200] }),
    picturePart(story, 'og_image', 'Picture', 'for the card', 'Empty, it is the lead picture. 1200 × 630 fits best.'),
    textPart(story, 'twitter_title', 'Title on X', { hint: 'Empty, as above.' }),
    textPart(story, 'twitter_description', 'Description on X', { long: true, hint: 'Empty, as above.' }),
    picturePart(story, 'twitter_image', 'Picture on X', 'for the card on X', 'Empty, as above.'),
  ];
}
