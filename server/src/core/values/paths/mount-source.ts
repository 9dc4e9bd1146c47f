import { type Message, say } from '../../text/message.ts';
import type { Grammar, Offer } from '../grammar.ts';
import { dropped, problem, reset, set } from '../parsed.ts';
import { expandWord, plainWord } from '../specifiers/specifier-problem.ts';
import { byteLength } from '../words/escapes.ts';
import { describePath } from './path-help.ts';
import { pathOffers } from './path-offers.ts';

/**
 * What= of mounts and swaps since systemd 255: almost anything, as only mount knows what it means (src/core/load-fragment.c,
 * config_parse_mount_node).
 */
export const mountSourceGrammar: Grammar = {
  parsers: ['config_parse_mount_node'],
  summary: say`a device, a tag such as UUID=…, a network share, or whatever the file system accepts`,
  parse(value, at) {
    const { text, failed, problems, tokens } = expandWord(plainWord(value), at);
    const all = [{ kind: 'path' as const, from: 0, to: value.length, ...(text !== value && { text }) }, ...tokens];
    if (failed) return { ...dropped(undefined, all), problems };
    if (text === '') return reset();
    if (byteLength(text) >= 4096) {
      const message = say`The source is ${byteLength(text)} bytes long; at most 4095 are allowed.`;
      const wording = { message, remedy: say`Shorten it.` };
      return dropped(problem('value-too-long', 'ignore', 0, value.length, wording), all);
    }
    return set(text, all, problems);
  },
  complete(value, offset, at, world) {
    const paths = pathOffers(value, 0, offset, at, world, { whole: true });
    return offset === 0 || /^[A-Z]+$/.test(value.slice(0, offset)) ? [...tags(offset), ...paths] : paths;
  },
  describe: describePath,
};

function tags(to: number): Offer[] {
  return TAGS.map(([label, detail]) => ({ label, from: 0, to, insert: label, kind: 'keyword', detail }));
}

const TAGS: readonly (readonly [string, Message])[] = [
  ['UUID=', say`the UUID of the file system`],
  ['LABEL=', say`the label of the file system`],
  ['PARTUUID=', say`the UUID of the partition`],
  ['PARTLABEL=', say`the label of the partition`],
];
