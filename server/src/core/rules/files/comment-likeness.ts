import type { CommentStretch } from '../../syntax/comment-stretches.ts';
import type { Entry } from '../../workspace/analyse.ts';

/** Whether words that systemd takes without a complaint were meant as a comment, as nearly as can be told from what they say. */
export function looksLikeComment(stretch: CommentStretch, { node, directive }: Entry): boolean {
  // No name of a unit is a lone ";".
  if (stretch.sign === ';') return directive.parser === 'NULL' && isApart(node.value, stretch);
  if (stretch.sign !== '#') return false;
  if (directive.parser === 'config_parse_exec') return isBehindCommand(node.value, stretch);
  if (FREE_TEXT.has(directive.parser) || FREE_TEXT.has(directive.key)) return false;
  // "#3" counts something, and "#name" as a whole value is a name.
  return isApart(node.value, stretch) || (stretch.from > 0 && !/^\d/.test(stretch.text));
}

/** Texts that people read, and values in which any character may stand. */
const FREE_TEXT: ReadonlySet<string> = new Set([
  'Description',
  'config_parse_environ',
  'config_parse_exec_input_text',
  'config_parse_set_credential',
  'config_parse_log_filter_patterns',
]);

/** Whether a blank stands behind the sign. */
function isApart(value: string, { from, to, text }: CommentStretch): boolean {
  return /^[#;]+\s/.test(value.slice(from, Math.min(to, from + 9))) || text === '';
}

function isBehindCommand(value: string, stretch: CommentStretch): boolean {
  const { from, text } = stretch;
  if (from === 0) return true;
  const before = value.slice(0, from);
  const isAligned = /(?:\s\s|\t)$/.test(before);
  const option = /(?:^|\s)(-[^\s=]+)\s+$/.exec(before.slice(-40))?.[1];
  if (isApart(value, stretch)) return isAligned || option === undefined || !TAKES_CHARACTER.test(before);
  if (/^!|^[0-9a-f]{3,8}\b|^\d/i.test(text)) return false;
  if (isAligned || /^-|^(?:TODO|FIXME|XXX|NOTE)\b/.test(text)) return true;
  const words = text.split(/\s+/);
  if (words.slice(1).some((word) => /^[-#]/.test(word))) return false;
  return option === undefined ? words.length > 1 : words.length > 2;
}

/** Programs to which a `#` may be given as the character to look for, behind an option. */
const TAKES_CHARACTER = /^[-@:+!|]*(?:\/\S*\/)?(?:cut|g?awk|mawk|sort|column|join|paste|tr|xargs|[ef]?grep|sed|read)\s/;
