// The language in which a story is written: for the voice that reads it out, for the browser's spelling, and for its direction.
import type { Story } from './story.ts';

/** Scripts that are written from right to left. */
const leftward = new Set(['Adlm', 'Arab', 'Hebr', 'Mand', 'Nkoo', 'Rohg', 'Syrc', 'Thaa']);

export function direction(language: string): 'ltr' | 'rtl' {
  try {
    return leftward.has(new Intl.Locale(language).maximize().script ?? '') ? 'rtl' : 'ltr';
  } catch {
    return 'ltr';
  }
}

/** What elements hold is in the story's language, also when that is changed. `site`: where it says none. */
export function speak(story: Story, site: string, elements: HTMLElement[]): void {
  let now = '';
  const show = () => {
    const language = story.fields.language || site;
    if (language === now) return;
    now = language;
    for (const one of elements) {
      one.lang = language;
      one.dir = direction(language);
    }
  };
  for (const what of ['change', 'replace'] as const) story.on(what, show);
  show();
}
