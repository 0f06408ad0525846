// The editor's page: puts the parts together (editor/), and starts them.
import './editor.css';
import { aloud } from './editor/aloud.ts';
import { count } from './editor/count.ts';
import type { Begin } from './editor/copy.ts';
import { el } from './editor/dom.ts';
import { watchDrops } from './editor/drops.ts';
import { setHome } from './editor/elsewhere.ts';
import { head } from './editor/head.ts';
import { left, pageName } from './editor/kept.ts';
import { speak } from './editor/language.ts';
import { tellFilesTo } from './editor/media.ts';
import { nextBar } from './editor/next.ts';
import { Notices } from './editor/notices.ts';
import { putBack, watchConflicts } from './editor/others.ts';
import { panel } from './editor/panel.ts';
import { Pen } from './editor/pen.ts';
import { tellPicturesTo } from './editor/pictures.ts';
import { watchProblems } from './editor/problems.ts';
import { watchForms } from './editor/publish.ts';
import { setReplaced } from './editor/replaced.ts';
import { Saving } from './editor/saving.ts';
import { renewCode, watchSession } from './editor/session.ts';
import { Standing } from './editor/standing.ts';
import { clock, stateLine } from './editor/state.ts';
import { Story } from './editor/story.ts';
import { toolbar } from './editor/toolbar.ts';
import { writing } from './editor/writing.ts';

async function open(root: HTMLElement, begin: Begin): Promise<void> {
  const holder = await pageName(begin.id);
  const kept = await left(begin.id, holder);
  const at = clock(begin.timezone);
  const story = new Story(begin.text);
  const saving = new Saving(begin, holder, story);
  const notices = new Notices();
  tellPicturesTo(notices);
  tellFilesTo(notices);
  watchDrops(notices, () => story.writable);
  setHome(begin.public_url);
  setReplaced(begin.replaced);

  const heading = head(story);
  const text = el('div', { class: 'writing' });
  const { editor, about } = writing(text, begin.text.document, begin.comments);
  story.attach(editor, about);
  speak(story, begin.languages[0] ?? 'en', [...heading.element.querySelectorAll('textarea'), editor.view.dom]);
  const save = el('button', { type: 'button', class: 'save', onclick: () => void saving.save({ byHand: true }) }, 'Save');
  const bar = el('div', { class: 'editor-bar' }, toolbar(editor), save);
  root.replaceChildren(
    aloud, notices.element,
    el('div', { class: 'editor-grid' }, el('div', { class: 'editor-main' }, heading.element, bar, text, count(editor)), panel(begin, story, about.element)),
  );
  const name = document.querySelector('h1');
  story.on('change', () => name && (name.textContent = story.fields.title || 'Untitled'));
  let last: HTMLElement | null = null;
  root.addEventListener('focusin', (event) => (last = event.target as HTMLElement));
  root.addEventListener('focusout', (event) => event.relatedTarget && (last = null));
  const mode = () => {
    save.hidden = !story.writable;
    text.classList.toggle('reading', !story.writable);
    // Who was at a field or button that is none any more reads on in the text.
    if (last && (!last.isConnected || last.matches(':disabled') || last.closest('[hidden]'))) editor.view.dom.focus({ preventScroll: true });
  };
  story.on('mode', mode);
  mode();
  editor.on('blur', () => void saving.save());
  // desk.ts says that Ctrl (or ⌘) and S were pressed, on whatever layout.
  addEventListener('save-key', (event) => {
    event.preventDefault();
    void saving.save({ byHand: true });
  });

  const standing = new Standing(begin, saving, notices, at);
  const pen = new Pen(begin, story, saving, notices, standing, at);
  watchConflicts(begin, story, saving, pen, notices);
  watchSession(begin, saving, () => void pen.ask());
  watchProblems(saving, notices);
  const forms = watchForms(begin.kind, story, editor, saving, notices, standing);
  nextBar(begin, story, forms, standing, stateLine(saving, begin.timezone));
  // Signed in anew in another tab: the forms of this page carry another code.
  saving.on((state) => {
    if (state.is === 'refused' && state.status === 403) void renewCode(begin).then((isNew) => isNew && saving.goOn());
  });
  await pen.ask();
  await putBack(kept, begin, story, saving, notices, at);
  if (story.writable && !story.fields.title) heading.title.focus();
  // What an address names has moved while the page was made.
  const named = /^#(comment|settle|comments)-[\w-]+$/.test(location.hash) ? document.querySelector<HTMLElement>(location.hash) : null;
  if (named) {
    if (named.tabIndex < 0) named.tabIndex = -1;
    named.scrollIntoView({ block: 'center' });
    named.focus({ preventScroll: true });
  }
  root.dataset.ready = '';
}

const root = document.getElementById('editor');
const begin = document.getElementById('begin')?.textContent;
if (root && begin) void open(root, JSON.parse(begin) as Begin);
