// The forms under the text act on the state that is seen here: it is saved first. What is missing is pointed out.
import type { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { NodeSelection, TextSelection } from '@tiptap/pm/state';
import type { Begin } from './copy.ts';
import { el } from './dom.ts';
import { leftOver } from './elsewhere.ts';
import type { Notices } from './notices.ts';
import { jumpTo } from './panel.ts';
import type { Saving } from './saving.ts';
import type { Standing } from './standing.ts';
import type { Story } from './story.ts';

interface Lack {
  what: string;
  jump: () => void;
  blocks?: boolean;
}

/** What a reader would miss. Pages and items of the news feed have no section and no byline. */
function lacks(kind: Begin['kind'], story: Story, editor: Editor): Lack[] {
  const out: Lack[] = [];
  const text = story.fields;
  if (!text.title.trim()) out.push({ what: 'The headline is missing', jump: () => jumpTo('title'), blocks: true });
  if (kind === 'story' && text.tags.length === 0) out.push({ what: 'There is no section', jump: () => jumpTo('tags') });
  if (kind === 'story' && text.authors.length === 0) out.push({ what: 'There is no byline', jump: () => jumpTo('authors') });
  const lead = text.feature_image;
  if (lead?.src && !lead.alt.trim()) out.push({ what: 'The lead picture has no alt text', jump: () => jumpTo('feature_image.alt') });
  if (lead?.src && !lead.credit.trim()) out.push({ what: 'The lead picture has no credit', jump: () => jumpTo('feature_image.credit') });
  let count = 0;
  editor.state.doc.descendants((node, pos) => {
    if (node.isTextblock || node.type.name === 'waiting') out.push(...leftovers(editor, node, pos));
    if (node.type.name !== 'image') return true;
    count += 1;
    const which = `Picture ${count} in the text`;
    const into = (field: string) => () => {
      editor.view.dispatch(editor.state.tr.setSelection(NodeSelection.create(editor.state.doc, pos)).scrollIntoView());
      const dom = editor.view.nodeDOM(pos);
      if (dom instanceof HTMLElement) dom.querySelector<HTMLElement>(`[name="node-${field}"]`)?.focus();
    };
    if (!node.attrs.src) out.push({ what: `${which} is not there yet`, jump: into('src') });
    if (!String(node.attrs.alt ?? '').trim()) out.push({ what: `${which} has no alt text`, jump: into('alt') });
    if (!String(node.attrs.credit ?? '').trim()) out.push({ what: `${which} has no credit`, jump: into('credit') });
    return true;
  });
  return out;
}

/** Words in a block that stand where a picture should be. */
function leftovers(editor: Editor, node: Node, pos: number): Lack[] {
  const words = node.isTextblock ? node.textBetween(0, node.content.size, undefined, '\ufffc') : String(node.attrs.text);
  return leftOver(words).map(({ at, text }) => ({
    what: `In the text stands “${text.length > 60 ? `${text.slice(0, 59)}…` : text}”`,
    jump: () => {
      const { doc, tr } = editor.state;
      const from = pos + 1 + at;
      editor.view.dispatch(tr.setSelection(node.isTextblock ? TextSelection.create(doc, from, from + text.length) : NodeSelection.create(doc, pos)).scrollIntoView());
      editor.view.focus();
    },
  }));
}

/** What may be done with the forms from elsewhere on the page. */
export interface Forms {
  /** Publishes by this button of the form when nothing is missing; else points out what is. */
  publish(button: HTMLButtonElement | null): void;
}

export function watchForms(kind: Begin['kind'], story: Story, editor: Editor, saving: Saving, notices: Notices, standing: Standing): Forms {
  const way = document.getElementById('main');
  const form = document.querySelector<HTMLFormElement>('form#publish');
  const list = el('ul');
  const box = el('div', { class: 'lacks', role: 'region', 'aria-label': 'Before publishing', tabindex: '-1', hidden: true }, el('p', {}, 'Before publishing:'), list, el('p', { class: 'hint' }, 'What is not needed may stay so: the buttons below publish all the same.'));
  form?.before(box);
  let timer = 0;
  // The list is a little behind the text: what a line speaks of is looked for by its words, and of which of those that have
  // the same words it is.
  const made = new Map<string, HTMLElement>();
  const line = ({ what, blocks }: Lack, nth: number) => {
    const jump = () => lacks(kind, story, editor).filter((one) => one.what === what)[nth]?.jump();
    return el('li', {}, el('button', { type: 'button', class: 'quiet', onclick: jump }, what), blocks ? ' – needed' : '');
  };
  // Nothing moves away under who points at it, and what stays keeps the keyboard.
  let pressed = false;
  const check = () => {
    timer = 0;
    if (pressed) return;
    const found = lacks(kind, story, editor);
    const lines = new Map(
      found.map((one, at) => {
        const nth = found.slice(0, at).filter((other) => other.what === one.what).length;
        const name = `${nth} ${one.what}`;
        return [name, made.get(name) ?? line(one, nth)];
      }),
    );
    const inside = list.contains(document.activeElement);
    for (const [name, gone] of made) if (!lines.has(name)) gone.remove();
    made.clear();
    let next = list.firstElementChild;
    for (const [name, one] of lines) {
      made.set(name, one);
      if (one === next) next = next.nextElementSibling;
      else list.insertBefore(one, next);
    }
    box.hidden = found.length === 0;
    if (inside && !list.contains(document.activeElement)) box.focus();
  };
  const later = () => {
    if (!timer) timer = window.setTimeout(check, 400);
  };
  if (form) {
    story.on('change', later);
    story.on('replace', later);
    box.addEventListener('pointerdown', () => (pressed = true));
    for (const end of ['pointerup', 'pointercancel']) {
      addEventListener(end, () => {
        if (!pressed) return;
        pressed = false;
        later();
      });
    }
    check();
  }

  saving.on((state) => state.is === 'saved' && notices.hide('unsent'));
  let through: HTMLFormElement | null = null;
  way?.addEventListener('submit', (event) => {
    const sent = event.target as HTMLFormElement;
    if (through === sent || !sent.getAttribute('action')?.startsWith('/desk/stories/')) return;
    if (standing.other && sent.closest('#way')) {
      event.preventDefault();
      return standing.tell();
    }
    const { submitter } = event;
    const blocked = sent === form && lacks(kind, story, editor).find((one) => one.blocks);
    if (blocked) {
      event.preventDefault();
      notices.tell('publish', `${blocked.what}: a story needs it before it is published.`);
      return blocked.jump();
    }
    notices.hide('publish');
    notices.hide('unsent');
    const seen = () => {
      const version = sent.elements.namedItem('version');
      if (version instanceof HTMLInputElement) version.value = String(saving.version);
    };
    // What is saved goes at once: while this event lasts, a form cannot be sent again.
    if (!story.writable || !saving.dirty) return seen();
    event.preventDefault();
    void (async () => {
      if (!(await saving.save({ byHand: true }))) {
        notices.tell('unsent', 'Nothing was sent: the text could not be saved first. It is kept in this browser.');
        return notices.element.scrollIntoView({ block: 'center' });
      }
      seen();
      through = sent;
      sent.requestSubmit(submitter);
      through = null;
    })();
  });

  return {
    publish(button) {
      check();
      const found = lacks(kind, story, editor);
      if (found.length === 0 || found.some((one) => one.blocks)) return form?.requestSubmit(button);
      // Who has read the list and asks again is led to the button that does it all the same.
      if (document.activeElement === box) return button?.focus();
      box.scrollIntoView({ block: 'center' });
      box.focus();
    },
  };
}
