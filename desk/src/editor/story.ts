// The story as this page has it: its fields, and the text in the editor. Whoever shows a part of it listens.
import type { Editor } from '@tiptap/core';
import type { Comments } from './comments.ts';
import { fromEditor, toEditor } from './convert.ts';
import type { CopyText, Json } from './copy.ts';
import type { Place } from './passages.ts';

/** Marks a transaction that says only that one may write now, or no more. */
export const MODE = 'mode';

type Heard = 'change' | 'replace' | 'mode';

export class Story {
  #text: CopyText;
  /** What the document itself came with, beside its content. */
  #extra: Record<string, unknown> | undefined;
  #editor: Editor | null = null;
  #stale = false;
  /** Whether the one who writes here has said how the story is to be tied. */
  #ties = false;
  #writable = false;
  #comments: Pick<Comments, 'now' | 'put'> | null = null;
  readonly #heard: Record<Heard, (() => void)[]> = { change: [], replace: [], mode: [] };

  constructor(text: CopyText) {
    this.#text = text;
    this.#extra = text.document.attrs;
  }

  /** Tells of changes by the one who writes, of a text that took the place of another, of who may write. */
  on(what: Heard, listener: () => void): void {
    this.#heard[what].push(listener);
  }

  #tell(what: Heard): void {
    for (const listener of this.#heard[what]) listener();
  }

  get writable(): boolean {
    return this.#writable;
  }

  set writable(on: boolean) {
    if (on === this.#writable) return;
    this.#writable = on;
    if (this.#editor) {
      this.#editor.setEditable(on, false);
      this.#editor.view.dispatch(this.#editor.state.tr.setMeta(MODE, true));
    }
    this.#tell('mode');
  }

  /** The fields without the document, which costs nothing. */
  get fields(): Readonly<CopyText> {
    return this.#text;
  }

  /** All of it. */
  get text(): CopyText {
    if (this.#stale && this.#editor) {
      this.#text = { ...this.#text, document: fromEditor(this.#editor.getJSON() as Json, this.#extra) };
      this.#stale = false;
    }
    return this.#text;
  }

  /** Where the passages are that comments are about. */
  get passages(): Place[] {
    return this.#comments?.now() ?? [];
  }

  /** The one who writes changed fields. */
  set(part: Partial<CopyText>): void {
    const ties = 'translation_of' in part;
    this.#ties ||= ties;
    this.#text = { ...this.#text, ...part, ...(ties && { tie: true }) };
    this.#tell('change');
  }

  /** The server knows how it is to be tied: to say it again would undo what others do meanwhile. */
  tied(sent: CopyText): void {
    if (this.#text.translation_of === sent.translation_of) this.#text = { ...this.#text, tie: false };
  }

  /** The text to put in place of another: how it is tied is said again where it was said here. */
  get whole(): CopyText {
    return { ...this.text, tie: this.#ties };
  }

  /** What is written here is to take the place of theirs. */
  insist(theirs: CopyText): void {
    this.#text = this.#ties ? this.whole : { ...this.text, translation_of: theirs.translation_of };
    this.#tell('replace');
  }

  /** Takes an editor for the text, whose changes are changes of the story. */
  attach(editor: Editor, comments: Pick<Comments, 'now' | 'put'>): void {
    this.#editor = editor;
    this.#comments = comments;
    editor.setEditable(this.#writable, false);
    editor.on('update', () => {
      this.#stale = true;
      this.#tell('change');
    });
  }

  /**
   * Puts another text in place of this one; it does not count as a change. `undoable`: this one comes back by undoing.
   * Where nobody says where passages are in it (`passages`), they are looked for by their words.
   */
  replace(text: CopyText, { undoable = true, passages }: { undoable?: boolean; passages?: Place[] } = {}): void {
    const places = passages ?? this.passages.map((one) => ({ ...one, gone: false }));
    this.#text = text;
    this.#ties = text.tie;
    this.#extra = text.document.attrs;
    this.#stale = false;
    if (this.#editor) setDocument(this.#editor, text.document, undoable);
    this.#comments?.put(places);
    this.#stale = false;
    this.#tell('replace');
  }
}

/** Shows a document; the cursor stays about where it was. */
function setDocument(editor: Editor, document: Json, undoable: boolean): void {
  const next = editor.schema.nodeFromJSON(toEditor(document));
  const { state } = editor;
  const start = state.doc.content.findDiffStart(next.content);
  if (start === null) return;
  const end = state.doc.content.findDiffEnd(next.content)!;
  const overlap = start - Math.min(end.a, end.b);
  const [a, b] = overlap > 0 ? [end.a + overlap, end.b + overlap] : [end.a, end.b];
  let { tr } = state;
  try {
    tr.replace(start, a, next.slice(start, b));
    if (!tr.doc.eq(next)) throw new Error('not the same');
  } catch {
    tr = state.tr.replaceWith(0, state.doc.content.size, next.content);
  }
  editor.view.dispatch(tr.setMeta('preventUpdate', true).setMeta('addToHistory', undoable));
}
