// Making elements.

type Child = Node | string | null | undefined | false;

/** An element with attributes (`on…` are listeners, `true` sets an empty attribute) and children. */
export function el<K extends keyof HTMLElementTagNameMap>(tag: K, attrs: Record<string, unknown> = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const out = document.createElement(tag);
  for (const [name, value] of Object.entries(attrs)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) out.addEventListener(name.slice(2), value as EventListener);
    else out.setAttribute(name, value === true ? '' : String(value));
  }
  out.append(...children.filter((child): child is Node | string => !!child));
  return out;
}

/** A field with its label. */
export function labelled(label: string, control: HTMLElement, hint?: string | HTMLElement): HTMLLabelElement {
  return el('label', {}, el('span', { lang: 'en' }, label), control, typeof hint === 'string' ? el('span', { class: 'hint', lang: 'en' }, hint) : hint);
}

/** Lets a text area grow with what stands in it. */
export function grow(area: HTMLTextAreaElement): void {
  area.style.blockSize = 'auto';
  area.style.blockSize = `${area.scrollHeight + 2}px`;
}

let count = 0;
/** An id that no other element has. */
export const freshId = (): string => `e${(count += 1)}`;

/** What a click on a link or a press of a key means: ⌘ on a Mac, Ctrl elsewhere. */
export const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
export const keys = (text: string): string => (isMac ? text.replace('Mod', '⌘').replace('Alt', '⌥').replace('Shift', '⇧') : text.replace('Mod', 'Ctrl'));
