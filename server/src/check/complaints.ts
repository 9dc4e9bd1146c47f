import { type Message, render } from '../core/text/message.ts';
import { visible } from '../core/text/visible.ts';
import type { Scene } from './surroundings.ts';

/** Takes what could not be read or judged; a note is no reason for another exit status. */
export type Complain = (sentence: Message, kind?: 'note') => void;

/** Complaints of one run, and how many there were of those that make the exit status 2. */
export interface Complaints {
  readonly count: number;
  readonly about: Complain;
}

/** Prints complaints as they come, with all that could deceive a terminal made visible. */
export function complaintsTo({ complain, language }: Pick<Scene, 'complain' | 'language'>): Complaints {
  let count = 0;
  return {
    get count() {
      return count;
    },
    about(sentence, kind) {
      if (kind !== 'note') count++;
      complain(`${visible(render(sentence, language))}\n`);
    },
  };
}
