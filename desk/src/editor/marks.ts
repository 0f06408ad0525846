// The marks of a text. They do not exclude one another: what came with several keeps them all.
import { Mark, markInputRule, type Attributes } from '@tiptap/core';
import { marks as known } from './nodes.ts';

/** An attribute that also goes by way of the clipboard. */
export function carried(name: string, read?: (element: HTMLElement) => unknown, standard: unknown = null): Attributes {
  const key = `data-desk-${name.toLowerCase()}`;
  return {
    [name]: {
      default: standard,
      keepOnSplit: false,
      parseHTML: (element: HTMLElement) => {
        const kept = element.getAttribute(key);
        try {
          if (kept) return JSON.parse(kept) as unknown;
        } catch {
          // Not written by us.
        }
        return read?.(element) ?? standard;
      },
      renderHTML: (attrs: Record<string, unknown>) => (attrs[name] === standard || attrs[name] == null ? {} : { [key]: JSON.stringify(attrs[name]) }),
    },
  };
}

interface Look {
  tag: string;
  others?: string[];
  key?: string | string[];
  rule?: RegExp;
}

const looks: Record<string, Look> = {
  bold: { tag: 'strong', others: ['b'], key: 'Mod-b', rule: /(?:^|\s)(\*\*(?!\s)((?:[^*]+))\*\*)$/ },
  italic: { tag: 'em', others: ['i'], key: 'Mod-i', rule: /(?:^|[\s(])((?<!\*)\*(?![\s*])((?:[^*]+))\*)$/ },
  underline: { tag: 'u', others: ['ins'], key: 'Mod-u' },
  strike: { tag: 's', others: ['del', 'strike'], key: 'Mod-Shift-s', rule: /(?:^|\s)(~~(?!\s)((?:[^~]+))~~)$/ },
  code: { tag: 'code', others: ['kbd', 'samp', 'tt'], key: 'Mod-e', rule: /(?:^|[^`])(`([^`]+)`)$/ },
  subscript: { tag: 'sub', key: 'Mod-,' },
  superscript: { tag: 'sup', key: 'Mod-.' },
  highlight: { tag: 'mark', key: 'Mod-Shift-h', rule: /(?:^|\s)(==(?!\s)((?:[^=]+))==)$/ },
};

const simple = Object.entries(looks).map(([name, look]) =>
  Mark.create({
    name,
    excludes: name,
    code: name === 'code',
    addAttributes: () => carried('extra'),
    parseHTML: () => [look.tag, ...(look.others ?? [])].map((tag) => ({ tag })),
    renderHTML: ({ HTMLAttributes }) => [look.tag, HTMLAttributes, 0],
    addKeyboardShortcuts() {
      const keys = [look.key ?? []].flat();
      return Object.fromEntries(keys.map((key) => [key, () => this.editor.commands.toggleMark(name)]));
    },
    addInputRules() {
      return look.rule ? [markInputRule({ find: look.rule, type: this.type })] : [];
    },
  }),
);

/** Addresses that a link may have; the server holds the same rule. */
export function isSafe(address: string): boolean {
  const text = address.trim();
  return text !== '' && (/^(https?|mailto|tel|sms|signal|xmpp|matrix|tg|geo):/i.test(text) || !/^[^/?#]*:/.test(text));
}

const link = Mark.create({
  name: 'link',
  priority: 1000,
  inclusive: false,
  excludes: 'link',
  addAttributes() {
    const [, ...rest] = known.link as string[];
    return {
      href: { default: null, parseHTML: (element: HTMLElement) => element.getAttribute('href') },
      ...Object.assign({}, ...rest.map((name) => carried(name, name === 'title' ? (element) => element.getAttribute('title') : undefined))),
      ...carried('extra'),
    };
  },
  parseHTML: () => [{ tag: 'a[href]', getAttrs: (element) => (isSafe((element as HTMLElement).getAttribute('href') ?? '') ? null : false) }],
  renderHTML: ({ HTMLAttributes }) => ['a', { ...HTMLAttributes, href: isSafe(String(HTMLAttributes.href ?? '')) ? HTMLAttributes.href : '' }, 0],
});

const unknownMark = Mark.create({
  name: 'unknownMark',
  excludes: '',
  addAttributes: () => carried('json'),
  parseHTML: () => [{ tag: 'span[data-desk-json]' }],
  renderHTML: ({ HTMLAttributes }) => ['span', { ...HTMLAttributes, class: 'unknown-mark' }, 0],
});

export const allMarks = [link, ...simple, unknownMark];
