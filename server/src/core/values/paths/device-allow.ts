import { inlineCode } from '../../text/markdown.ts';
import { enumerated, type Message, say } from '../../text/message.ts';
import type { Grammar, Offer, Parsed, Parts, Token, ValueContext, ValueProblem, Wording, World } from '../grammar.ts';
import { offersAt } from '../offers.ts';
import { added, dropped, problem, reset } from '../parsed.ts';
import { describeSpecifier, specifierOffers } from '../specifiers/specifier-help.ts';
import { expandWord } from '../specifiers/specifier-problem.ts';
import { LONGEST } from '../specifiers/specifiers.ts';
import { quotingProblem } from '../words/quoting-problem.ts';
import { extractWord, type Word } from '../words/words.ts';
import { pathOffers } from './path-offers.ts';
import { readPath } from './path-value.ts';
import { isBelow } from './paths.ts';

/** A device and what may be done with it: `/dev/null rw` (src/core/load-fragment.c, config_parse_device_allow). */
export const deviceAllowGrammar: Grammar = {
  parsers: ['config_parse_device_allow'],
  summary: say`a device node below /dev or a class such as char-pts, then some of the letters r, w and m`,

  parse(value: string, at: ValueContext): Parsed {
    if (value === '') return reset();
    const { word, rest, error } = extractWord(value, 0, { unquote: true });
    if (error || !word) return dropped(error && quotingProblem(value, error));
    const device = readDevice(word, at);
    const access = rest === undefined ? '' : value.slice(rest);
    const tokens =
      rest === undefined
        ? device.tokens
        : [...device.tokens, { kind: 'keyword', from: rest, to: value.length } as const];
    if (device.device === undefined) return { ...dropped(), tokens, problems: device.problems };
    if (/[^rwm]/.test(access)) return { ...dropped(), tokens, problems: [...device.problems, badAccess(value, rest!)] };
    return added([`${device.device} ${access || 'rwm'}`], tokens, device.problems);
  },

  complete(value: string, offset: number, at: ValueContext, world: World): readonly Offer[] {
    const { word } = extractWord(value, 0, { unquote: true, relax: true });
    const to = word?.to ?? 0;
    const specifiers = offset <= to ? specifierOffers(value, offset, at) : [];
    if (specifiers.length > 0) return specifiers;
    if (word && offset > to) {
      const from = to + value.slice(to, offset).search(/(?<!\S)\S*$/);
      if (value.slice(to, from).trim() !== '') return [];
      return offersAt(
        { from, to: value.length },
        ACCESS.map(([label, detail], rank) => ({ label, detail, rank })),
      );
    }
    const classes = CLASSES.map(([label, detail]) => ({ label, detail, rank: 2 }));
    const paths = value.startsWith('/') || value === '' ? devicePaths(value, offset, at, world) : [];
    return [...paths, ...offersAt({ from: 0, to }, classes)];
  },

  describe(token: Token, value: string, at: ValueContext, world: World): Message | undefined {
    const text = value.slice(token.from, token.to);
    if (token.kind === 'keyword')
      return say`The unit may ${enumerated([...text].map((letter) => MAY.get(letter) ?? letter))}.`;
    if (token.kind === 'name') return describeClass(text);
    return describeSpecifier(token, value, at, world);
  },

  parts(value: string, offset: number): Parts {
    return {
      label: 'device [access]',
      parts: [
        {
          label: 'device',
          documentation: say`A device node below \`/dev\`, or \`char-\` or \`block-\` and the name of a driver from \`/proc/devices\`, in which \`*\` and \`?\` match.`,
        },
        {
          label: 'access',
          documentation: say`\`r\` to read, \`w\` to write, \`m\` to create the node. All three if left out.`,
        },
      ],
      active: /\S\s/.test(value.slice(0, offset)) ? 1 : 0,
    };
  },
};

interface Device {
  /** The device as systemd keeps it; undefined where it does not take it. */
  readonly device: string | undefined;
  readonly problems: readonly ValueProblem[];
  readonly tokens: readonly Token[];
}

function readDevice(word: Word, at: ValueContext): Device {
  const { from, to } = word;
  const expanded = expandWord(word, at, { longest: LONGEST.path });
  if (!expanded.failed && /^(?:block|char)-/.test(expanded.text)) {
    return {
      device: expanded.text,
      problems: expanded.problems,
      tokens: [{ kind: 'name', from, to }, ...expanded.tokens],
    };
  }
  const { path, problems, tokens } = readPath(word, at);
  if (path === undefined || isDeviceNode(path)) return { device: path, problems, tokens };
  const bad = problem('bad-device', 'ignore', from, to, notADevice(word.text), deviceFixes(word, at));
  return { device: undefined, problems: [...problems, bad], tokens };
}

/** Whether a simplified path may be a device node (src/basic/path-util.c, valid_device_node_path). */
function isDeviceNode(path: string): boolean {
  return isBelow(path, '/dev') || isBelow(path, '/run/systemd/inaccessible');
}

function notADevice(text: string): Wording {
  return {
    message: say`"${text}" is not below /dev.`,
    remedy: say`Write the path of a device node, or a class such as char-pts or block-*.`,
  };
}

function deviceFixes(
  { text, from, to }: Word,
  at: ValueContext,
): { title: Message; safety: 'unsafe'; from: number; to: number; newText: string }[] {
  if (at.key !== 'DeviceAllow' || !/^\w+$/.test(text)) return [];
  const newText = `/dev/${text}`;
  return [{ title: say`Replace with ${newText}`, safety: 'unsafe', from, to, newText }];
}

function badAccess(value: string, from: number): ValueProblem {
  const access = value.slice(from);
  const letters = [...new Set(access.toLowerCase().replaceAll(/[^rwm]/g, ''))].join('');
  const message = /\s/.test(access)
    ? say`A line has one device and one word of access letters.`
    : say`"${access}" is not a valid access.`;
  const remedy = say`Write some of r (read), w (write) and m (create the node) after the device.`;
  const fixable = /^[rwmx,\s]+$/i.test(access) && letters !== '';
  const fixes = fixable
    ? [{ title: say`Replace with ${letters}`, safety: 'unsafe' as const, from, to: value.length, newText: letters }]
    : [];
  return problem('bad-device', 'ignore', from, value.length, { message, remedy }, fixes);
}

function devicePaths(value: string, offset: number, at: ValueContext, world: World): Offer[] {
  const inDev = '/dev/';
  if (!value.startsWith(inDev) || offset < inDev.length) {
    return offersAt({ from: 0, to: offset }, [{ label: inDev, kind: 'path', detail: say`device nodes` }]);
  }
  return pathOffers(value, 0, offset, at, world);
}

function describeClass(text: string): Message {
  const name = text.slice(text.indexOf('-') + 1);
  const isCharacter = text.startsWith('char-');
  if (name === '*') return isCharacter ? say`All character devices.` : say`All block devices.`;
  return isCharacter
    ? say`All character devices of the drivers that \`/proc/devices\` lists as ${inlineCode(name)}.`
    : say`All block devices of the drivers that \`/proc/devices\` lists as ${inlineCode(name)}.`;
}

const ACCESS = [
  ['r', say`read`],
  ['rw', say`read and write`],
  ['rwm', say`read, write and create the node`],
  ['w', say`write`],
  ['m', say`create the node`],
] as const;

const MAY = new Map([
  ['r', say`read from it`],
  ['w', say`write to it`],
  ['m', say`create the node`],
]);

const CLASSES = [
  ['char-*', say`all character devices`],
  ['block-*', say`all block devices`],
  ['char-pts', say`pseudo terminals`],
  ['char-tty', say`terminals`],
  ['char-input', say`input devices`],
  ['char-alsa', say`sound`],
  ['char-drm', say`graphics`],
  ['char-rtc', say`hardware clocks`],
  ['char-usb_device', say`USB devices`],
  ['block-loop', say`loop devices`],
  ['block-sd', say`SCSI and SATA disks`],
  ['block-blkext', say`partitions and NVMe disks`],
] as const;
