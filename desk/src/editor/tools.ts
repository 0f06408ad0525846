// What can be done with the text: once here, for the toolbar, the slash menu and the menu over a selection.
import type { Editor } from '@tiptap/core';
import { moveBlock, removeBlock } from './blocks.ts';
import { afterInsert } from './frame.ts';
import { openLink } from './link.ts';
import { blocks } from './nodes.ts';
import { choosePicture } from './pictures.ts';

export interface Tool {
  id: string;
  label: string;
  /** What the button shows: few letters, or the label. */
  sign?: string;
  keys?: string;
  /** Other words by which the slash menu finds it. */
  words?: string;
  run: (editor: Editor) => unknown;
  active?: (editor: Editor) => boolean;
  can?: (editor: Editor) => boolean;
}

const mark = (id: string, label: string, sign: string, keys?: string): Tool => ({
  id, label, sign, keys,
  run: (editor) => editor.chain().focus().toggleMark(id).run(),
  active: (editor) => editor.isActive(id),
  can: (editor) => editor.can().toggleMark(id),
});

export const markTools: Tool[] = [
  mark('bold', 'Bold', 'B', 'Mod+B'),
  mark('italic', 'Italic', 'I', 'Mod+I'),
  { id: 'link', label: 'Link', keys: 'Mod+K', run: openLink, active: (editor) => editor.isActive('link') },
  mark('underline', 'Underlined', 'U', 'Mod+U'),
  mark('strike', 'Struck through', 'S', 'Mod+Shift+S'),
  mark('code', 'Code in the line', '<>', 'Mod+E'),
  mark('highlight', 'Highlighted', 'H', 'Mod+Shift+H'),
  mark('superscript', 'Superscript', 'x²', 'Mod+.'),
  mark('subscript', 'Subscript', 'x₂', 'Mod+,'),
];

const heading = (level: number): Tool => ({
  id: `heading-${level}`, label: level === 2 ? 'Heading' : level === 3 ? 'Smaller heading' : 'Smallest heading', sign: `H${level}`, keys: `Mod+Alt+${level}`, words: 'title crosshead',
  run: (editor) => editor.chain().focus().toggleNode('heading', 'paragraph', { level }).run(),
  active: (editor) => editor.isActive('heading', { level }),
  can: (editor) => editor.can().toggleNode('heading', 'paragraph', { level }),
});

export const blockTools: Tool[] = [
  heading(2), heading(3),
  { id: 'bulletList', label: 'List', sign: '• List', words: 'bullets', keys: 'Mod+Shift+8', run: (editor) => editor.chain().focus().toggleList('bulletList', 'listItem').run(), active: (editor) => editor.isActive('bulletList') },
  { id: 'orderedList', label: 'Numbered list', sign: '1. List', words: 'numbers', keys: 'Mod+Shift+7', run: (editor) => editor.chain().focus().toggleList('orderedList', 'listItem').run(), active: (editor) => editor.isActive('orderedList') },
  { id: 'blockquote', label: 'Quote', sign: '“ Quote', words: 'pull citation', keys: 'Mod+Shift+B', run: (editor) => editor.chain().focus().toggleWrap('blockquote').run(), active: (editor) => editor.isActive('blockquote') },
];

type Piece = { type: string; attrs?: Record<string, unknown>; content?: Piece[] };
const paragraph: Piece = { type: 'paragraph' };
const contents: Record<string, Piece[]> = { details: [{ type: 'detailsSummary' }, { type: 'detailsContent', content: [paragraph] }], gallery: [{ type: 'image' }] };

/** Puts a new node after the block in which the cursor stands, or in place of it when it is empty. */
export function insertBlock(editor: Editor, name: string, attrs: Record<string, unknown> = {}): void {
  const inside = blocks[name]?.content === 'blocks' ? [paragraph] : contents[name];
  const { $from, empty } = editor.state.selection;
  const isBlank = empty && $from.parent.type.name === 'paragraph' && $from.parent.content.size === 0;
  const piece = { type: name, attrs, ...(inside && { content: inside }) };
  if (isBlank) {
    editor.chain().focus().insertContentAt({ from: $from.before(), to: $from.after() }, piece).run();
    return;
  }
  const at = $from.depth === 0 ? editor.state.selection.to : $from.after(blockDepth(editor));
  editor.chain().focus().insertContentAt(at, piece).run();
}

/** The depth of the innermost block that may be followed by any other. */
function blockDepth(editor: Editor): number {
  const { $from } = editor.state.selection;
  for (let depth = $from.depth; depth > 1; depth -= 1) {
    const parent = $from.node(depth - 1);
    if (parent.type.contentMatch.matchType(editor.schema.nodes.paragraph!)) return depth;
  }
  return 1;
}

const insert = (name: string, words = '', label = blocks[name]?.label ?? name): Tool => ({ id: name, label, words, run: (editor) => { insertBlock(editor, name); afterInsert(editor); } });

export const insertTools: Tool[] = [
  { id: 'image', label: 'Picture', words: 'image photo', run: choosePicture },
  { ...insert('image', 'image photo url', 'Picture with an address'), id: 'image-address' },
  insert('gallery', 'photos slideshow'),
  { id: 'table', label: 'Table', words: 'rows columns', run: (editor) => editor.chain().focus().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run() },
  insert('relatedStory', 'read also'),
  { id: 'footnote', label: 'Footnote', words: 'note', run: (editor) => editor.chain().focus().insertContent({ type: 'footnote' }).run() },
  insert('horizontalRule', 'line divider', 'Rule'),
  insert('embed', 'embed youtube video tweet post'),
  { id: 'codeBlock', label: 'Code', words: 'program', run: (editor) => editor.chain().focus().toggleNode('codeBlock', 'paragraph').run() },
  insert('callout', 'callout'), insert('details', 'toggle'), insert('button'), insert('bookmark', 'bookmark'), insert('newsletterBox', 'sign up'),
  insert('editorsNote', 'note'), insert('video'), insert('audio', 'sound podcast'), insert('file', 'download pdf'), insert('product'), insert('banner'), insert('callToAction', 'cta'),
  insert('emailOnly', 'email'), insert('paywall', 'members'), insert('rawHtml', 'html'),
];

const table = (id: string, label: string, run: (editor: Editor) => unknown, sign = label): Tool => ({ id, label, sign, run, can: (editor) => editor.isActive('table') });

/** Only in a table. */
export const tableTools: Tool[] = [
  table('row-after', 'Row below', (editor) => editor.chain().focus().addRowAfter().run(), '+ Row'),
  table('column-after', 'Column after', (editor) => editor.chain().focus().addColumnAfter().run(), '+ Column'),
  table('row-away', 'Delete the row', (editor) => editor.chain().focus().deleteRow().run(), '− Row'),
  table('column-away', 'Delete the column', (editor) => editor.chain().focus().deleteColumn().run(), '− Column'),
  table('header-row', 'Header row', (editor) => editor.chain().focus().toggleHeaderRow().run()),
  table('header-column', 'Header column', (editor) => editor.chain().focus().toggleHeaderColumn().run()),
  table('merge', 'Join or split cells', (editor) => editor.chain().focus().mergeOrSplit().run(), 'Join/split'),
];

export const wayTools: Tool[] = [
  { id: 'undo', label: 'Undo', sign: '↶', keys: 'Mod+Z', run: (editor) => editor.chain().focus().undo().run(), can: (editor) => editor.can().undo() },
  { id: 'redo', label: 'Redo', sign: '↷', keys: 'Mod+Shift+Z', run: (editor) => editor.chain().focus().redo().run(), can: (editor) => editor.can().redo() },
  { id: 'up', label: 'Move the block up', sign: '↑', keys: 'Alt+↑', run: (editor) => moveBlock(editor, -1) },
  { id: 'down', label: 'Move the block down', sign: '↓', keys: 'Alt+↓', run: (editor) => moveBlock(editor, 1) },
  { id: 'away', label: 'Delete the block', sign: '✕', keys: 'Alt+Shift+Delete', run: removeBlock },
];
