// The text of the story.
import { Editor, Extension } from '@tiptap/core';
import { Dropcursor, Gapcursor, Placeholder, UndoRedo } from '@tiptap/extensions';
import { Plugin } from '@tiptap/pm/state';
import { blockHandle, moveBlock, removeBlock } from './blocks.ts';
import { bubbleMenu, comment } from './bubble.ts';
import { comments, toComment, type Comment, type Comments } from './comments.ts';
import { toEditor } from './convert.ts';
import type { Json } from './copy.ts';
import { bringPictures } from './elsewhere.ts';
import { covered } from './foot.ts';
import { behindPasted, enterFrame, leaveFrame, nextCaption, views } from './frame.ts';
import { galleries } from './gallery.ts';
import { openLink } from './link.ts';
import { droppedFiles } from './media.ts';
import { cleaned, linkOver } from './paste.ts';
import { droppedPictures } from './pictures.ts';
import { schemaExtensions } from './schema.ts';
import { slashMenu } from './slash.ts';
import { typedLinks } from './typed-links.ts';

/** Keys and menus of ours. */
const desk = Extension.create({
  name: 'desk',
  addKeyboardShortcuts() {
    const { editor } = this;
    return {
      'Mod-k': () => openLink(editor),
      'Mod-Alt-m': () => toComment(editor) || comment(editor),
      'Alt-ArrowUp': () => moveBlock(editor, -1),
      'Alt-ArrowDown': () => moveBlock(editor, 1),
      'Alt-Shift-Delete': () => removeBlock(editor),
      'Alt-Shift-Backspace': () => removeBlock(editor),
      'Alt-F10': () => {
        document.querySelector<HTMLElement>('.toolbar [tabindex="0"]')?.focus();
        return true;
      },
      Enter: () => enterFrame(editor) || leaveFrame(editor),
    };
  },
  addProseMirrorPlugins() {
    const { editor } = this;
    return [slashMenu(() => editor), bubbleMenu(editor), blockHandle(() => editor), droppedFiles(() => editor), droppedPictures(() => editor), bringPictures(), galleries(() => nextCaption(editor)), behindPasted(), endOfText(), readable(editor)];
  },
});

/** Where one may not write, the text is reached by keys all the same. */
function readable(editor: Editor): Plugin {
  return new Plugin({ props: { attributes: (): Record<string, string> => (editor.isEditable ? {} : { tabindex: '0', 'aria-readonly': 'true' }) } });
}

/** A click under the last block begins a paragraph there. */
function endOfText(): Plugin {
  return new Plugin({
    props: {
      handleClick(view, _pos, event) {
        const last = view.state.doc.lastChild;
        const box = view.dom.lastElementChild?.getBoundingClientRect();
        if (!view.editable || !box || event.clientY <= box.bottom || last?.type.name === 'paragraph') return false;
        const { tr, schema } = view.state;
        view.dispatch(tr.insert(tr.doc.content.size, schema.nodes.paragraph!.create()).scrollIntoView());
        return false;
      },
    },
  });
}

/** The editor, and what was said about passages. */
export function writing(element: HTMLElement, document: Json, said: Comment[]): { editor: Editor; about: Comments } {
  const about = comments(said, () => editor);
  const editor: Editor = new Editor({
    element,
    injectCSS: false,
    extensions: [
      ...schemaExtensions(views()),
      desk, typedLinks, UndoRedo, Gapcursor, Dropcursor.configure({ color: false, class: 'drop-place' }),
      Placeholder.configure({ placeholder: ({ editor: one }) => (one.isEmpty ? 'Write, or type / to insert something' : ''), showOnlyCurrent: true }),
    ],
    content: toEditor(document) as never,
    editorProps: {
      attributes: { id: 'text', class: 'text', role: 'textbox', 'aria-multiline': 'true', 'aria-label': 'Text of the story', spellcheck: 'true' },
      // The toolbar stands over the top of the window, and what comes next over its bottom.
      scrollMargin: { top: 130, right: 8, get bottom() { return covered() + 24; }, left: 8 },
      scrollThreshold: { top: 110, right: 0, get bottom() { return covered() + 8; }, left: 0 },
      transformPastedHTML: cleaned,
      handlePaste(view, event) {
        const { from, to } = view.state.selection;
        const plain = event.clipboardData?.getData('text/plain') ?? '';
        // Alone it is a link for itself, where the clipboard has no words for it.
        const words = view.state.doc.textBetween(from, to) || (event.clipboardData?.getData('text/html') ? '' : plain.trim());
        const html = linkOver(plain, words);
        if (html) view.pasteHTML(html);
        return html !== null;
      },
    },
  });
  editor.registerPlugin(about.plugin);
  return { editor, about };
}
