// The schema of the editor, made of the table in nodes.ts: the same names as in the document's crate.
import { Extension, getSchema, InputRule, Node, textblockTypeInputRule, wrappingInputRule, type Attributes, type NodeViewRenderer } from '@tiptap/core';
import { BulletList, ListItem, ListKeymap, OrderedList } from '@tiptap/extension-list';
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table';
import { TextSelection } from '@tiptap/pm/state';
import { allMarks, carried } from './marks.ts';
import { blocks, spec } from './nodes.ts';

const contents = { inline: 'inline*', blocks: 'block+', text: 'text*', none: '', note: '', listItem: 'listItem+', tableRow: 'tableRow+', tableCell: '(tableCell | tableHeader)*', image: 'image+', details: 'detailsSummary detailsContent' };

/** How an attribute is read from what others paste. */
const reads: Record<string, Record<string, (element: HTMLElement) => unknown>> = {
  orderedList: { start: (element) => Number(element.getAttribute('start')) || null },
  heading: { level: (element) => Number(/^H([1-6])$/.exec(element.tagName)?.[1] ?? 2) },
  details: { open: (element) => element.hasAttribute('open') || null },
  tableCell: { align: alignment },
  tableHeader: { align: alignment },
};

function alignment(element: HTMLElement): string | null {
  return /^(left|center|right)$/.exec(element.getAttribute('align') ?? '')?.[0] ?? null;
}

/** The attributes of a node: those of the table, and `extra` for those that nobody knows. */
export function attributes(name: string): Attributes {
  const all = (spec(name)?.attrs ?? []).map((attr) => carried(attr, reads[name]?.[attr], attr === 'level' ? 2 : null));
  return Object.assign({}, ...all, carried('extra'));
}

const doc = Node.create({ name: 'doc', topNode: true, content: 'block+' });
const text = Node.create({ name: 'text', group: 'inline' });

const paragraph = Node.create({
  name: 'paragraph',
  priority: 1000,
  group: 'block',
  content: 'inline*',
  addAttributes: () => ({ ...attributes('paragraph'), ...carried('filler') }),
  parseHTML: () => [{ tag: 'p' }],
  renderHTML: ({ HTMLAttributes }) => ['p', HTMLAttributes, 0],
  addKeyboardShortcuts() {
    return { 'Mod-Alt-0': () => this.editor.commands.setNode('paragraph') };
  },
});

const heading = Node.create({
  name: 'heading',
  group: 'block',
  content: 'inline*',
  defining: true,
  addAttributes: () => ({ ...attributes('heading'), level: { default: 2, rendered: false, parseHTML: reads.heading?.level } }),
  parseHTML: () => [1, 2, 3, 4, 5, 6].map((level) => ({ tag: `h${level}` })),
  renderHTML: ({ node, HTMLAttributes }) => [`h${Math.min(6, Math.max(1, Number(node.attrs.level) || 2))}`, HTMLAttributes, 0],
  addKeyboardShortcuts() {
    return Object.fromEntries([2, 3, 4].map((level) => [`Mod-Alt-${level}`, () => this.editor.commands.toggleNode('heading', 'paragraph', { level })]));
  },
  addInputRules() {
    return [textblockTypeInputRule({ find: /^(#{1,4})\s$/, type: this.type, getAttributes: (match) => ({ level: Math.max(2, match[1]?.length ?? 2) }) })];
  },
});

const blockquote = Node.create({
  name: 'blockquote',
  group: 'block',
  content: 'block+',
  defining: true,
  addAttributes: () => attributes('blockquote'),
  parseHTML: () => [{ tag: 'blockquote' }],
  renderHTML: ({ HTMLAttributes }) => ['blockquote', HTMLAttributes, 0],
  addKeyboardShortcuts() {
    return { 'Mod-Shift-b': () => this.editor.commands.toggleWrap('blockquote') };
  },
  addInputRules() {
    return [wrappingInputRule({ find: /^\s*>\s$/, type: this.type })];
  },
});

const codeBlock = Node.create({
  name: 'codeBlock',
  group: 'block',
  content: 'text*',
  marks: '',
  code: true,
  defining: true,
  addAttributes: () => attributes('codeBlock'),
  parseHTML: () => [{ tag: 'pre', preserveWhitespace: 'full' }],
  renderHTML: ({ HTMLAttributes }) => ['pre', HTMLAttributes, ['code', 0]],
  addKeyboardShortcuts() {
    return { 'Mod-Alt-c': () => this.editor.commands.toggleNode('codeBlock', 'paragraph') };
  },
  addInputRules() {
    return [textblockTypeInputRule({ find: /^```([a-z0-9+-]*)\s$/, type: this.type, getAttributes: (match) => ({ language: match[1] || null }) })];
  },
});

const horizontalRule = Node.create({
  name: 'horizontalRule',
  group: 'block',
  addAttributes: () => attributes('horizontalRule'),
  parseHTML: () => [{ tag: 'hr' }],
  renderHTML: ({ HTMLAttributes }) => ['hr', HTMLAttributes],
  addInputRules() {
    const type = this.type;
    return [
      new InputRule({
        find: /^(---|\*\*\*)\s$/,
        handler: ({ state: { tr, schema }, range }) => {
          const from = tr.doc.resolve(range.from).before();
          tr.replaceRangeWith(from, range.to, type.create());
          const after = from + 1;
          if (!tr.doc.nodeAt(after)) tr.insert(after, schema.nodes.paragraph!.create());
          tr.setSelection(TextSelection.near(tr.doc.resolve(after)));
        },
      }),
    ];
  },
});

const hardBreak = Node.create({
  name: 'hardBreak',
  group: 'inline',
  inline: true,
  selectable: false,
  linebreakReplacement: true,
  addAttributes: () => attributes('hardBreak'),
  parseHTML: () => [{ tag: 'br' }],
  renderHTML: ({ HTMLAttributes }) => ['br', HTMLAttributes],
  renderText: () => '\n',
  addKeyboardShortcuts() {
    const insert = () => this.editor.commands.insertContent({ type: 'hardBreak' });
    return { 'Shift-Enter': insert, 'Mod-Enter': () => this.editor.commands.exitCode() || insert() };
  },
});

const unknownNode = (name: string, inline: boolean) =>
  Node.create({
    name,
    group: inline ? 'inline' : 'block',
    inline,
    atom: true,
    draggable: !inline,
    addAttributes: () => carried('json'),
    parseHTML: () => [{ tag: `[data-desk-node="${name}"]` }],
    renderHTML: ({ node, HTMLAttributes }) => [inline ? 'span' : 'div', { ...HTMLAttributes, 'data-desk-node': name, class: 'unknown' }, `“${String((node.attrs.json as { type?: unknown } | null)?.type ?? '')}”: kept as it is`],
  });

/** Stands where a picture will be that is on its way (elsewhere.ts); saved, it is a line of text. */
const waiting = Node.create({
  name: 'waiting',
  group: 'block',
  atom: true,
  addAttributes: () => ({ ...carried('id'), ...carried('text', undefined, '') }),
  parseHTML: () => [{ tag: '[data-desk-node="waiting"]', priority: 60 }],
  renderHTML: ({ node, HTMLAttributes }) => ['div', { ...HTMLAttributes, 'data-desk-node': 'waiting', class: 'unknown', 'aria-busy': 'true' }, String(node.attrs.text)],
  renderText: ({ node }) => String(node.attrs.text),
});

/** How nodes with a frame are shown. The test without a browser has none. */
export type Views = Partial<Record<string, () => NodeViewRenderer>>;

function framed(name: string, view?: () => NodeViewRenderer) {
  const { content } = spec(name)!;
  const inline = content === 'note';
  const empty = content === 'none' || inline;
  return Node.create({
    name,
    group: inline ? 'inline' : 'block',
    inline,
    content: contents[content],
    atom: empty,
    draggable: !inline,
    isolating: !empty,
    defining: !empty,
    addAttributes: () => ({ ...attributes(name), ...(inline && carried('note')) }),
    parseHTML: () => [
      { tag: `[data-desk-node="${name}"]`, priority: 60 },
      ...(name === 'details' ? [{ tag: 'details' }] : []),
      // What is copied for others (copied.ts), where it is pasted into a line.
      ...(inline ? [{ tag: '[data-desk-shown]', ignore: true, priority: 70 }] : []),
    ],
    renderHTML: ({ HTMLAttributes }) => [inline ? 'span' : 'div', { ...HTMLAttributes, 'data-desk-node': name }, ...(empty ? [] : [0])] as [string, ...unknown[]] as never,
    ...(view && { addNodeView: view }),
  });
}

const detailsSummary = Node.create({
  name: 'detailsSummary', content: 'inline*', defining: true, isolating: true, selectable: false,
  addAttributes: () => attributes('detailsSummary'),
  parseHTML: () => [{ tag: 'summary' }],
  renderHTML: ({ HTMLAttributes }) => ['summary', HTMLAttributes, 0],
});
const detailsContent = Node.create({
  name: 'detailsContent', content: 'block+', defining: true, selectable: false,
  addAttributes: () => attributes('detailsContent'),
  parseHTML: () => [{ tag: '[data-desk-node="detailsContent"]' }],
  renderHTML: ({ HTMLAttributes }) => ['div', { ...HTMLAttributes, 'data-desk-node': 'detailsContent' }, 0],
});

/** Tables and lists are TipTap's; their attributes are ours. */
function ours(view: Views): Extension[] {
  const listItem = ListItem.extend({ content: 'block+', addAttributes: () => attributes('listItem') });
  const orderedList = OrderedList.extend({ addAttributes: () => ({ ...attributes('orderedList'), start: { default: 1, parseHTML: (element: HTMLElement) => Number(element.getAttribute('start')) || 1 }, type: { default: null, rendered: false } }) });
  const span = (name: string): Attributes => ({ [name]: { default: 1, parseHTML: (element: HTMLElement) => Number(element.getAttribute(name)) || 1 } });
  const cell = (name: string) => ({ content: 'block+', addAttributes: () => ({ ...attributes(name), ...span('colspan'), ...span('rowspan'), colwidth: { default: null, rendered: false } }) });
  return [
    BulletList.extend({ addAttributes: () => attributes('bulletList') }),
    orderedList,
    listItem,
    ListKeymap.configure({ listTypes: [{ itemName: 'listItem', wrapperNames: ['bulletList', 'orderedList'] }] }),
    Table.extend({ addAttributes: () => attributes('table'), addNodeView: view.table ?? null }).configure({ resizable: false, allowTableNodeSelection: true }),
    TableRow.extend({ addAttributes: () => attributes('tableRow') }),
    TableHeader.extend(cell('tableHeader')),
    TableCell.extend(cell('tableCell')),
  ] as unknown as Extension[];
}

const plain = ['paragraph', 'heading', 'bulletList', 'orderedList', 'blockquote', 'codeBlock', 'horizontalRule', 'table'];

/** What makes the schema; with views of the framed nodes, what shows it too. */
export function schemaExtensions(view: Views = {}): Extension[] {
  const withView = [blockquote, codeBlock].map((node) => (view[node.name] ? node.extend({ addNodeView: view[node.name] }) : node));
  const frames = Object.keys(blocks).filter((name) => !plain.includes(name));
  return [
    doc, text, paragraph, heading, ...withView, horizontalRule, hardBreak, ...ours(view),
    ...frames.map((name) => framed(name, view[name])),
    detailsSummary, detailsContent,
    framed('footnote', view.footnote),
    waiting, unknownNode('unknownBlock', false), unknownNode('unknownInline', true),
    ...allMarks,
  ] as unknown as Extension[];
}

/** The same for one line: captions and notes that stand in an attribute. */
export function lineExtensions(): Extension[] {
  const line = Node.create({ name: 'doc', topNode: true, content: 'inline*' });
  return [line, text, hardBreak, unknownNode('unknownInline', true), framed('footnote'), ...allMarks] as unknown as Extension[];
}

/** The schema by itself. */
export const schema = () => getSchema(schemaExtensions());
