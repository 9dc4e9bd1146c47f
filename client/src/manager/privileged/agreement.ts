import type { Agreement } from '../target.ts';
import { isInstanceOf } from '../unit-name.ts';

/** An operation that needs privileges. */
export type Asked =
  | { readonly do: 'run'; readonly argv: readonly string[] }
  | { readonly do: 'write' | 'removeFolder'; readonly path: string };

/**
 * The path, unit or command of a privileged operation that was not agreed to; undefined if all of it was. Files and folders must be
 * those of the agreement. Programs have a fixed form: systemctl with one of a few verbs and units of the agreement, and journalctl to
 * read, as `systemctl()` and manager/journal.ts build them.
 */
export function objectionTo(asked: Asked, agreed: readonly Agreement[]): string | undefined {
  if (asked.do === 'run') return objectionToProgram(asked.argv, agreed);
  const { path } = asked;
  const files = agreed.flatMap((one) => one.files);
  if (asked.do === 'write') return files.includes(path) ? undefined : path;
  return path !== '' && files.some((file) => `${file}/`.startsWith(`${path}/`)) ? undefined : path;
}

/** The first of some units that was not agreed to; undefined if all were. */
export function objectionToUnits(units: readonly string[], agreed: readonly Agreement[]): string | undefined {
  const known = agreed.flatMap((one) => one.units);
  return units.find((unit) => !known.some((one) => unit === one || isInstanceOf(unit, one)));
}

function objectionToProgram(argv: readonly string[], agreed: readonly Agreement[]): string | undefined {
  const command = argv.join(' ');
  if (argv[0] === 'journalctl') return argv.slice(1).every((word) => READS_JOURNAL.test(word)) ? undefined : command;
  const [program, pager, password, verb, dashes, ...units] = argv;
  if (program !== 'systemctl' || pager !== '--no-pager' || password !== '--no-ask-password') return command;
  if (verb === 'daemon-reload' && argv.length === 4) return undefined;
  if (!VERBS.has(verb) || dashes !== '--' || units.length === 0) return command;
  return objectionToUnits(units, agreed);
}

const VERBS: ReadonlySet<string | undefined> = new Set([
  'start',
  'stop',
  'restart',
  'enable',
  'disable',
  'reset-failed',
]);

/** Options that select entries and their format. None of them names a file. */
const READS_JOURNAL =
  /^--(no-pager|lines=\d+|show-cursor|boot|output=json|output-fields=[A-Z_,]+|after-cursor=[\w;=]+|unit=[\w:.\\@*-]+)$/;
