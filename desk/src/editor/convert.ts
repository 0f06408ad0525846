// Our JSON to what the editor's schema holds, and back. What the schema has no place for stands in it as it came:
// unknown nodes and marks carry their JSON, unknown attributes stand in `extra`, and a container that came empty gets a
// paragraph to write in, which goes away again when nothing is written.
import type { Json } from './copy.ts';
import { blocks, inlines, marks, parts, type NodeSpec } from './nodes.ts';

/** Attributes that say nothing when they have this value. */
const silent: Record<string, unknown> = { colspan: 1, rowspan: 1, pull: false, open: false, repeats: false, membersOnly: false, trusted: false, immersive: false };

function attrsIn(known: string[], attrs: Record<string, unknown> = {}): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  const extra: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(attrs)) {
    if (known.includes(key)) out[key] = value;
    else extra[key] = value;
  }
  if (Object.keys(extra).length > 0) out.extra = extra;
  return out;
}

function attrsOut(type: string, known: string[], attrs: Record<string, unknown> = {}): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const key of known) {
    const value = attrs[key];
    const empty = value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
    if (empty || silent[key] === value || (key === 'start' && value === 1 && type === 'orderedList')) continue;
    out[key] = value;
  }
  return { ...out, ...(attrs.extra as Record<string, unknown> | null) };
}

const node = (type: string, attrs: Record<string, unknown>, content?: Json[]): Json => ({
  type,
  ...(Object.keys(attrs).length > 0 && { attrs }),
  ...(content && { content }),
});

// In.

export function toEditor(document: Json): Json {
  return node('doc', {}, blocksIn(document.content ?? []));
}

function blocksIn(given: Json[]): Json[] {
  const out: Json[] = [];
  let stray: Json[] = [];
  const flush = () => {
    if (stray.length > 0) out.push(node('paragraph', {}, inlinesIn(stray)));
    stray = [];
  };
  for (const one of given) {
    if (['text', 'hardBreak', 'footnote'].includes(one.type ?? '')) stray.push(one);
    else {
      flush();
      out.push(blockIn(one));
    }
  }
  flush();
  return out.length > 0 ? out : [node('paragraph', { filler: true })];
}

const unknown = (json: Json): Json => node('unknownBlock', { json });

function blockIn(json: Json): Json {
  const spec = blocks[json.type ?? ''];
  return (spec && nodeIn(json, spec)) ?? unknown(json);
}

/** Parts of one kind; nothing when one of them is of another, or none is there. */
function partsIn(given: Json[], names: string[], table: Record<string, NodeSpec>): Json[] | undefined {
  if (given.length === 0) return undefined;
  const out: Json[] = [];
  for (const one of given) {
    const spec = table[one.type ?? ''];
    const read = names.includes(one.type ?? '') && spec ? nodeIn(one, spec) : undefined;
    if (!read) return undefined;
    out.push(read);
  }
  return out;
}

function nodeIn(json: Json, spec: NodeSpec): Json | undefined {
  const type = json.type as string;
  const given = json.content ?? [];
  const attrs = attrsIn(spec.attrs, json.attrs);
  switch (spec.content) {
    case 'none':
      return node(type, attrs);
    case 'note':
      return node(type, { ...attrs, note: given });
    case 'inline':
      return node(type, attrs, inlinesIn(given));
    case 'blocks':
      return node(type, attrs, blocksIn(given));
    case 'text': {
      if (given.some((one) => one.type !== 'text' || typeof one.text !== 'string')) return undefined;
      const text = given.map((one) => one.text).join('');
      return node(type, attrs, text ? [{ type: 'text', text }] : []);
    }
    case 'details': {
      const [summary, body] = given;
      const fits = given.length === 2 && summary?.type === 'detailsSummary' && body?.type === 'detailsContent';
      return fits ? node(type, attrs, [node('detailsSummary', attrsIn([], summary.attrs), inlinesIn(summary.content ?? [])), node('detailsContent', attrsIn([], body.attrs), blocksIn(body.content ?? []))]) : undefined;
    }
    case 'image': {
      const all = partsIn(given, ['image'], blocks);
      return all && node(type, attrs, all);
    }
    case 'tableCell': {
      const all = partsIn(given, ['tableCell', 'tableHeader'], parts);
      return all && node(type, attrs, all);
    }
    default: {
      const all = partsIn(given, [spec.content], parts);
      return all && node(type, attrs, all);
    }
  }
}

export function inlinesIn(given: Json[]): Json[] {
  const out: Json[] = [];
  for (const one of given) {
    const spec = inlines[one.type ?? ''];
    const set = marksIn(one.marks ?? []);
    if (one.type === 'text' && typeof one.text === 'string') {
      if (one.text) out.push({ type: 'text', text: one.text, ...(set.length > 0 && { marks: set }) });
    } else if (spec) {
      const read = nodeIn(one, spec);
      if (read) out.push(set.length > 0 && one.type === 'hardBreak' ? { ...read, marks: set } : read);
    } else out.push(node('unknownInline', { json: one }));
  }
  return out;
}

function marksIn(given: Json[]): Json[] {
  const seen = new Set<string>();
  return given.map((mark) => {
    const type = mark.type ?? '';
    const known = marks[type];
    if (!known || seen.has(type)) return { type: 'unknownMark', attrs: { json: mark } };
    seen.add(type);
    return node(type, attrsIn(known, mark.attrs));
  });
}

// Out.

/** `extra`: the attributes that the document itself came with. */
export function fromEditor(doc: Json, extra?: Record<string, unknown>): Json {
  return node('doc', { ...extra }, blocksOut(doc.content ?? []));
}

function blocksOut(given: Json[]): Json[] {
  const [only] = given;
  if (given.length === 1 && only?.type === 'paragraph' && only.attrs?.filler && !only.content?.length) return [];
  return given.map(nodeOut);
}

function nodeOut(json: Json): Json {
  const type = json.type as string;
  if (type === 'unknownBlock' || type === 'unknownInline') return json.attrs?.json as Json;
  if (type === 'waiting') return node('paragraph', {}, [{ type: 'text', text: String(json.attrs?.text) }]);
  const spec = blocks[type] ?? parts[type] ?? inlines[type];
  if (!spec) return json;
  const attrs = attrsOut(type, spec.attrs, json.attrs);
  const given = json.content ?? [];
  switch (spec.content) {
    case 'none':
      return node(type, attrs);
    case 'note': {
      const note = (json.attrs?.note as Json[] | null) ?? [];
      return node(type, attrs, note.length > 0 ? note : undefined);
    }
    case 'inline': {
      const keep = given.length > 0 || type === 'detailsSummary';
      return node(type, attrs, keep ? inlinesOut(given) : undefined);
    }
    case 'blocks':
      return node(type, attrs, blocksOut(given));
    case 'text':
      return node(type, attrs, given.length > 0 ? [{ type: 'text', text: given.map((one) => one.text ?? '').join('') }] : undefined);
    default:
      return node(type, attrs, given.map(nodeOut));
  }
}

export function inlinesOut(given: Json[]): Json[] {
  return given.map((one) => {
    const set = (one.marks ?? []).map((mark) => (mark.type === 'unknownMark' ? (mark.attrs?.json as Json) : node(mark.type as string, attrsOut(mark.type as string, marks[mark.type as string] ?? [], mark.attrs))));
    const out = one.type === 'text' ? { type: 'text', text: one.text } : nodeOut(one);
    return set.length > 0 && (one.type === 'text' || one.type === 'hardBreak') ? { ...out, marks: set } : out;
  });
}
