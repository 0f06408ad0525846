// The toolbar: one stop of the Tab key, arrows within it (WAI-ARIA's pattern).
import type { Editor } from '@tiptap/core';
import { el, keys } from './dom.ts';
import { menuButton } from './menu.ts';
import { blockTools, insertTools, markTools, tableTools, wayTools, type Tool } from './tools.ts';

/** What a button is called, with the sign on it: whoever speaks to the machine says what they see (WCAG 2.5.3). */
function called({ label, sign = '' }: Tool): string {
  const letters = sign.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
  return label.toLocaleLowerCase().includes(letters.toLocaleLowerCase()) ? label : `${label} (${sign})`;
}

/** A button for a tool, and how it learns of the text's state. */
export function toolButton(tool: Tool, editor: Editor): { button: HTMLButtonElement; show(): void } {
  const title = tool.keys ? `${tool.label} (${keys(tool.keys)})` : tool.label;
  const button = el('button', { type: 'button', class: `tool tool-${tool.id}`, title, 'aria-label': called(tool), 'aria-pressed': tool.active ? 'false' : undefined, 'data-tool': tool.id }, tool.sign ?? tool.label);
  button.addEventListener('mousedown', (event) => event.preventDefault());
  button.addEventListener('click', () => tool.run(editor));
  return {
    button,
    show() {
      if (tool.active) button.setAttribute('aria-pressed', String(tool.active(editor)));
      const can = editor.isEditable && (tool.can?.(editor) ?? true);
      button.setAttribute('aria-disabled', String(!can));
    },
  };
}

/** Lets arrows go from one to the next of those that are seen; only one is a stop of the Tab key. */
export function rove(bar: HTMLElement): void {
  const all = () => [...bar.querySelectorAll<HTMLElement>('button')].filter((one) => one.offsetParent !== null);
  const set = (to: HTMLElement) => {
    for (const one of bar.querySelectorAll<HTMLElement>('button')) one.tabIndex = one === to ? 0 : -1;
  };
  bar.addEventListener('focusin', (event) => set(event.target as HTMLElement));
  bar.addEventListener('keydown', (event) => {
    const list = all();
    const at = list.indexOf(document.activeElement as HTMLElement);
    const step = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: list.length - 1 }[event.key];
    if (step === undefined || at < 0) return;
    event.preventDefault();
    list[(step + list.length) % list.length]?.focus();
  });
  const first = bar.querySelector<HTMLElement>('button');
  if (first) set(first);
}

export function toolbar(editor: Editor): HTMLElement {
  const bar = el('div', { class: 'toolbar', role: 'toolbar', 'aria-label': 'Text', 'aria-controls': 'text', 'aria-orientation': 'horizontal' });
  const shows: (() => void)[] = [];
  const group = (label: string, tools: Tool[]) => {
    const made = tools.map((tool) => toolButton(tool, editor));
    shows.push(...made.map((one) => one.show));
    const out = el('span', { class: 'group', role: 'group', 'aria-label': label }, ...made.map((one) => one.button));
    bar.append(out);
    return out;
  };
  group('Back and forth', wayTools.slice(0, 2));
  group('Marks', markTools);
  group('Blocks', blockTools);
  const choices = insertTools.map((tool) => ({ label: tool.label, do: () => tool.run(editor) }));
  const add = menuButton('Insert…', 'Insert', 'Insert (type / in the text)', choices, () => editor.isEditable);
  bar.append(el('span', { class: 'group' }, add));
  group('The block', wayTools.slice(2));
  const inTable = group('Table', tableTools);
  const show = () => {
    for (const one of shows) one();
    add.setAttribute('aria-disabled', String(!editor.isEditable));
    inTable.hidden = !editor.isActive('table');
  };
  editor.on('transaction', show);
  rove(bar);
  show();
  bar.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    editor.commands.focus();
  });
  return bar;
}
