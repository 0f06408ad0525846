// What the server gives and takes: `CopyText` of crates/newsroom/src/writing/copy_text.rs, and the document's JSON.

import type { Comment } from './comments.ts';

/** A node, a mark or a text of the document's JSON (crates/document/src/json.rs). */
export interface Json {
  type?: string;
  text?: string;
  attrs?: Record<string, unknown>;
  content?: Json[];
  marks?: Json[];
}

export interface Picture {
  src: string;
  width: number;
  height: number;
  alt: string;
  caption: string;
  credit: string;
  copyright: string;
}

/** All that is written of a story. Empty texts are none. */
export interface CopyText {
  title: string;
  standfirst: string;
  document: Json;
  slug: string;
  language: string;
  translation_of: string;
  /** Whether the story is to be tied so; else `translation_of` only tells how it is. */
  tie: boolean;
  tags: string[];
  authors: string[];
  feature_image: Picture | null;
  featured: boolean;
  visibility: 'public' | 'members' | 'paid';
  editors_note: string;
  canonical_url: string;
  meta_title: string;
  meta_description: string;
  og_title: string;
  og_description: string;
  og_image: string;
  twitter_title: string;
  twitter_description: string;
  twitter_image: string;
  custom_template: string;
}

/** What the page begins with. */
export interface Begin {
  id: string;
  version: number;
  kind: 'story' | 'page' | 'feed-item';
  text: CopyText;
  may_write: boolean;
  may_publish: boolean;
  state: string;
  state_words: string;
  /** What forms say of the state. */
  seen: string;
  /** Whether readers see something else than what is written. */
  unpublished_changes: boolean;
  /** Until when readers must not have it, in milliseconds since 1970, while that is to come. */
  embargo: number | null;
  code: string;
  /** The name and the id of the one who is signed in. */
  me: string;
  user: string;
  sections: string[];
  authors: { slug: string; name: string }[];
  languages: string[];
  public_url: string;
  /** Of pictures in the text that took the place of others: what stands behind their address. */
  replaced: Record<string, string>;
  timezone: string;
  comments: Comment[];
}

/** Whether two texts say the same, in whatever order their keys stand, and whether or not it is asked for already. */
export function same(one: CopyText, other: CopyText): boolean {
  return canonical({ ...one, tie: false }) === canonical({ ...other, tie: false });
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (inner === null || typeof inner !== 'object' || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
