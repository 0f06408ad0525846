// Writing a link: its address, or a story of ours found by its headline.
import type { Editor } from '@tiptap/core';
import { getMarkRange } from '@tiptap/core';
import { el, labelled } from './dom.ts';
import { findStory } from './find.ts';
import { float, place } from './float.ts';
import { isSafe } from './marks.ts';

/** What people type as an address, as one: `tide.example` means `https://tide.example`. */
export function address(text: string): string {
  const given = text.trim();
  if (/^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(given)) return `mailto:${given}`;
  return /^[\w-]+(\.[\w-]+)+([/?#:]|$)/.test(given) && !/^[a-z]+:/i.test(given) ? `https://${given}` : given;
}

/** Whether it leads somewhere: a word alone would be a page of the site that is not there. */
const leads = (href: string): boolean => isSafe(href) && /^([a-z][a-z\d+.-]*:|[/#?])/i.test(href);

/** Opens the form beside the selection, or beside the link in which the cursor stands. */
export function openLink(editor: Editor): boolean {
  if (!editor.isEditable) return false;
  const type = editor.schema.marks.link!;
  const { selection } = editor.state;
  const range = selection.empty ? getMarkRange(selection.$from, type) : { from: selection.from, to: selection.to };
  const now = editor.getAttributes('link');
  const input = el('input', { type: 'text', inputmode: 'url', autocomplete: 'off', spellcheck: 'false', value: String(now.href ?? '') });
  const tab = el('input', { type: 'checkbox' });
  tab.checked = now.target === '_blank';
  const problem = el('span', { class: 'hint', role: 'alert' });
  const search = findStory('Or a story of ours', (story) => {
    input.value = story.url;
    apply(story.title);
  });
  const close = () => {
    box.remove();
    editor.view.focus();
  };
  const apply = (words?: string) => {
    const href = address(input.value);
    if (href === '') return remove();
    if (!leads(href) && href !== now.href) {
      problem.textContent = 'This is no address of a page. A story of ours is found below, by words of its headline.';
      input.setAttribute('aria-invalid', 'true');
      return;
    }
    const attrs = { ...now, href, target: tab.checked ? '_blank' : null };
    const chain = editor.chain();
    if (range) chain.setTextSelection(range).setMark('link', attrs).setTextSelection(range.to);
    else chain.insertContent({ type: 'text', text: words ?? href.replace(/^(https?:\/\/|mailto:)/, ''), marks: [{ type: 'link', attrs }] });
    chain.run();
    close();
  };
  const remove = () => {
    if (range) editor.chain().setTextSelection(range).unsetMark('link').setTextSelection(range.to).run();
    close();
  };
  const form = el(
    'form', { novalidate: true },
    labelled('Address', input), problem, search.element, el('label', { class: 'tick' }, tab, 'Opens in a new tab'),
    el('span', { class: 'deeds' }, el('button', { class: 'main' }, 'Set the link'), now.href ? el('button', { type: 'button', onclick: remove }, 'Take it off') : null, el('button', { type: 'button', onclick: close }, 'Close')),
  );
  const box = el('div', { class: 'float link-form', 'aria-label': 'Link', role: 'dialog' }, form);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    event.stopPropagation();
    apply();
  });
  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    close();
  });
  for (const other of document.querySelectorAll('.link-form')) other.remove();
  float(box);
  place(box, editor.view.coordsAtPos(range?.from ?? selection.from));
  input.focus();
  input.select();
  return true;
}
