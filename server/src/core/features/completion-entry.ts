import type { Message } from '../text/message.ts';
import type { Range } from '../text/range.ts';
import type { Offer } from '../values/grammar.ts';

/** One thing that may be typed at a place. */
export interface Completion {
  readonly label: string;
  /** Shown in place of the label, where that would not tell it from another entry. */
  readonly title?: Message;
  readonly kind: 'section' | 'directive' | 'skeleton' | Offer['kind'];
  /** The stretch of the file that `insert` replaces. */
  readonly range: Range;
  readonly insert: string;
  /** `insert` where it has words for people, to be inserted in their language. */
  readonly words?: Message;
  /** `insert` is an LSP snippet with tab stops. */
  readonly snippet: boolean;
  /** What is typed to find it, where that is not the label. */
  readonly filter?: string;
  readonly detail: Message | undefined;
  /** Markdown. */
  readonly documentation: Message | undefined;
  /** Decides the order, smaller first. */
  readonly sort: string;
  /** After inserting, ask for completions again: a directive's values follow its name, what is in a directory its slash. */
  readonly more: boolean;
  /** Section and key, for a directive: its documentation is read when the entry is looked at. */
  readonly directive?: { readonly section: string; readonly key: string };
}

/** A rank and a name as text that sorts as they do. */
export function sortText(rank: number, name: string): string {
  return `${(rank + 100).toFixed(2).padStart(7, '0')}${name}`;
}
