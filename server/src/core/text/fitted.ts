/**
 * Puts a text behind another where one of them is a literal of a translation and the other an argument. Where the literal has a Chinese or
 * Japanese character beside the argument, blanks there are not the translator's: between two such characters, and beside full-width
 * punctuation, there is none, and between such a character and any other there is `beside`. All other blanks stay.
 *
 * @param literal The literal that is the end of `left` or all of `right`; a blank one leaves it to both sides.
 * @param beside What to put between; undefined in a language without such characters, where nothing changes.
 */
export function fitted(left: string, literal: string, right: string, beside: string | undefined): string {
  if (beside === undefined || left === '' || right === '') return left + right;
  const before = left.slice(0, endOf(left));
  const behind = right.replace(/^ +/, '');
  const from = before.slice(-1);
  const to = behind.slice(0, 1);
  const decides = literal.trim() === '' ? WIDE.test(from) || WIDE.test(to) : WIDE.test(literal === right ? to : from);
  if (!decides || /\s/.test(from + to)) return left + right;
  const isTight = MARK.test(from) || MARK.test(to) || (WIDE.test(from) && WIDE.test(to));
  return before + (isTight ? '' : beside) + behind;
}

/** Where a text ends, but for blanks. */
function endOf(text: string): number {
  let end = text.length;
  while (text[end - 1] === ' ') end--;
  return end;
}

/** Full-width punctuation, which has its own blank. */
const MARK = /[\u3000-\u303f\uff00-\uffef\u2018\u2019\u201c\u201d\u2026]/;
const WIDE = /[\u2018\u2019\u201c\u201d\u2026\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/;
