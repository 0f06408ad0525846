// What is copied out of the editor, as other programs can show it: pictures with their address, notes with a sign and below the
// text, in the form that LibreOffice takes for footnotes. It stands beside what our nodes say of themselves, is marked as shown,
// and goes away when it is pasted here (paste.ts).
import { DOMSerializer, Fragment, type Schema } from '@tiptap/pm/model';
import { inlinesIn } from './convert.ts';
import type { Json } from './copy.ts';
import { absolute } from './elsewhere.ts';

export const SHOWN = 'data-desk-shown';

function read(element: Element, name: string): unknown {
  try {
    return JSON.parse(element.getAttribute(`data-desk-${name}`) ?? 'null');
  } catch {
    return null;
  }
}

class Copied extends DOMSerializer {
  readonly #schema: Schema;

  constructor(schema: Schema) {
    super(DOMSerializer.nodesFromSchema(schema), DOMSerializer.marksFromSchema(schema));
    this.#schema = schema;
  }

  override serializeFragment(fragment: Fragment, options: { document?: Document } = {}, target?: HTMLElement | DocumentFragment): HTMLElement | DocumentFragment {
    const dom = super.serializeFragment(fragment, options, target);
    // With a target it is a part of what is copied.
    if (target) return dom;
    const document = options.document ?? window.document;
    const make = (tag: string, attrs: Record<string, string>, ...children: (Node | string)[]) => {
      const made = document.createElement(tag);
      for (const [name, value] of Object.entries(attrs)) made.setAttribute(name, value);
      made.append(...children);
      return made;
    };
    for (const picture of dom.querySelectorAll('[data-desk-node="image"]')) {
      const src = read(picture, 'src');
      if (typeof src !== 'string' || src === '') continue;
      if (picture.hasChildNodes()) picture.prepend(make('br', { [SHOWN]: '' }));
      picture.prepend(make('img', { [SHOWN]: '', src: absolute(src), alt: String(read(picture, 'alt') ?? '') }));
    }
    [...dom.querySelectorAll('[data-desk-node="footnote"]')].forEach((note, at) => {
      const name = `sdfootnote${at + 1}`;
      note.append(make('a', { [SHOWN]: '', class: 'sdfootnoteanc', name: `${name}anc`, href: `#${name}sym` }, make('sup', {}, `${at + 1}`)));
      const back = make('a', { class: 'sdfootnotesym', name: `${name}sym`, href: `#${name}anc` }, `${at + 1}`);
      dom.append(make('div', { [SHOWN]: '', id: name }, make('p', { class: 'sdfootnote' }, back, ' ', this.#line(read(note, 'note'), options))));
    });
    return dom;
  }

  #line(note: unknown, options: object): Node {
    const line = Fragment.fromJSON(this.#schema, inlinesIn(Array.isArray(note) ? (note as Json[]) : []));
    return super.serializeFragment(line, options, window.document.createDocumentFragment());
  }
}

/** Writes what is copied. */
export const copied = (schema: Schema): DOMSerializer => new Copied(schema);
