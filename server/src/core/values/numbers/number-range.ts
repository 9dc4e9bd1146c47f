import { extractWord } from '../words/words.ts';
import { readUnsigned } from './numbers.ts';

export interface NumberRange {
  readonly low: number;
  readonly high: number;
}

/** Reads `N` or `N-M`, in whatever order the numbers are (src/basic/parse-util.c, parse_range); undefined where it is neither. */
export function readRange(text: string): NumberRange | undefined {
  const { word, rest } = extractWord(text, 0, { separators: '-', dontCoalesceSeparators: true });
  if (!word) return undefined;
  const low = readUnsigned(word.text);
  const high = rest === undefined ? low : readUnsigned(text.slice(rest));
  return typeof low === 'number' && typeof high === 'number' ? { low, high } : undefined;
}
