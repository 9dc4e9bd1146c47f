import { parseArgs } from 'node:util';
import { NEWEST_VERSION } from '../core/catalogue/catalogue.ts';
import type { Format } from './format.ts';
import { FORMATS } from './formats.ts';

/** What `check` was asked to do. */
export interface CheckArguments {
  readonly format: Format;
  readonly version: number;
  readonly manager: 'system' | 'user';
  readonly unitPath: readonly string[];
  readonly paths: readonly string[];
}

/** What the command line asks for: a check, a text to print, or an error of usage. */
export type Request =
  | { readonly kind: 'check'; readonly arguments: CheckArguments }
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | { readonly kind: 'wrong'; readonly message: string };

export const USAGE = `Usage: systemd-units check [options] PATH...

Says what systemd will do with each unit file among the PATHs. A PATH is a unit file, a drop-in, or a folder that is
searched for them.

Options:
  --format FORMAT          how to print what was found: ${[...FORMATS.keys()].join(', ')} (text)
  --systemd-version N      the systemd to judge by (${NEWEST_VERSION})
  --unit-path DIR          a folder to look for other units in; may be given several times
  --user                   judge as units of a user manager where their folder does not tell
  -h, --help               this text
  --version                the version of this program

Exit status: 0 nothing worse than a note or advice, 1 systemd would refuse a unit, ignore a line, or the unit would
fail, 2 wrong use or something that cannot be read.
`;

/** Reads the words after the program's name. */
export function readArguments(words: readonly string[]): Request {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(words);
  } catch (error) {
    return { kind: 'wrong', message: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error) };
  }
  const { values, positionals } = parsed;
  if (values.help) return { kind: 'help' };
  if (values.version) return { kind: 'version' };
  const [command, ...paths] = positionals;
  if (command !== 'check') {
    return {
      kind: 'wrong',
      message: command === undefined ? 'No command was given.' : `There is no command "${command}".`,
    };
  }
  const format = FORMATS.get(values.format);
  if (!format) {
    return { kind: 'wrong', message: `--format is ${[...FORMATS.keys()].join(' or ')}, not "${values.format}".` };
  }
  const version = values['systemd-version'];
  if (!/^\d{1,4}$/.test(version) || Number(version) < 1) {
    return { kind: 'wrong', message: `--systemd-version is a whole number such as 257, not "${version}".` };
  }
  if (paths.length === 0) return { kind: 'wrong', message: 'Name at least one unit file or folder.' };
  return {
    kind: 'check',
    arguments: {
      format,
      version: Number(version),
      manager: values.user ? 'user' : 'system',
      unitPath: values['unit-path'],
      paths,
    },
  };
}

function parse(words: readonly string[]) {
  return parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      format: { type: 'string', default: 'text' },
      'systemd-version': { type: 'string', default: String(NEWEST_VERSION) },
      'unit-path': { type: 'string', multiple: true, default: [] },
      user: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
      version: { type: 'boolean', default: false },
    },
  });
}
