import { parseArgs } from 'node:util';
import { NEWEST_VERSION, OLDEST_VERSION } from '../core/catalogue/catalogue.ts';
import { pageCodes, pageText } from '../core/findings/page.ts';
import { nearest } from '../core/text/nearest.ts';
import type { Format } from './format.ts';
import { FORMATS } from './formats.ts';
import { FAIL_ON, type FailOn } from './report.ts';

/** What `check` was asked to do. */
export interface CheckArguments {
  readonly format: Format;
  /** The systemd to judge by; `installed` is that of the machine. */
  readonly version: number | 'installed';
  readonly manager: 'system' | 'user';
  /** That of this machine in systemd's words, where it is known. */
  readonly architecture?: string | undefined;
  readonly unitPath: readonly string[];
  /** The codes to report: only these where there are any, and none of `ignore`. */
  readonly select?: ReadonlySet<string>;
  readonly ignore?: ReadonlySet<string>;
  /** From what severity on the exit status is 1; undefined: as {@link isSerious} says. */
  readonly failOn?: FailOn | undefined;
  /** The file of findings that are put up with, and that to write them to. */
  readonly baseline?: string | undefined;
  readonly writeBaseline?: string | undefined;
  /** What the names of files end in, besides the usual suffixes, of which something else makes units. */
  readonly sourceSuffixes?: readonly string[] | undefined;
  /** Folders that hold the units of one system each; undefined: those that are usual. */
  readonly systems?: readonly string[] | undefined;
  /** Applies the safe fixes first. */
  readonly fix?: boolean;
  /** Prints what the safe fixes would change, and writes nothing. */
  readonly diff?: boolean;
  readonly paths: readonly string[];
}

/** What `format` was asked to do. */
export interface FormatArguments {
  /** Names the files that would change, and writes nothing. */
  readonly check: boolean;
  /** Prints what would change, and writes nothing. */
  readonly diff: boolean;
  readonly paths: readonly string[];
}

/** What the command line asks for: a check, a text to print, or an error of usage. */
export type Request =
  | { readonly kind: 'check'; readonly arguments: CheckArguments }
  | { readonly kind: 'format'; readonly arguments: FormatArguments }
  | { readonly kind: 'explain'; readonly code: string }
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | { readonly kind: 'wrong'; readonly message: string };

export const USAGE = `Usage: systemd-units check [options] PATH...
       systemd-units format [--check] [--diff] PATH...
       systemd-units explain CODE

check says what systemd will do with each unit file among the PATHs. A PATH is a unit file, a drop-in, or a folder that is
searched for them. format removes blanks and blank lines that say nothing, and writes the files; systemd reads the same
before and after. explain prints the page of a finding.

Options of check:
  --format FORMAT          how to print what was found: ${[...FORMATS.keys()].join(', ')} (text)
  --systemd-version N      the systemd to judge by (${NEWEST_VERSION}); "installed" is that of this machine
  --unit-path DIR          a folder to look for other units in; may be given several times
  --select CODE,…          report nothing but these findings; may be given several times
  --ignore CODE,…          do not report these findings; may be given several times
  --fail-on SEVERITY       from what on the exit status is 1: ${FAIL_ON.join(', ')}
  --baseline FILE          do not report the findings that FILE lists
  --write-baseline FILE    list the findings in FILE instead of reporting them
  --fix                    apply the safe fixes, and report what is left
  --diff                   print what --fix would change, and write nothing
  --source-suffix SUFFIX   what a file's name ends in of which something else makes a unit, besides .in, .j2 and the like
  --systems FOLDER         a folder that holds the units of one system, roles/* say, instead of those that are usual;
                           an empty one makes all units those of one system; may be given several times
  --user                   judge as units of a user manager where their folder does not tell

Options of format:
  --check                  name the files that would change, and write nothing
  --diff                   print what would change, and write nothing

Options of both:
  -h, --help               this text
  --version                the version of this program

A comment "# systemd-units: ignore=CODE" ignores a finding of the line below, "ignore-file" and "ignore-unit" of more.
A file systemd-units.json gives findings other severities for its folder and all below.

Exit status: 0 nothing worse than a note or advice, 1 systemd would refuse a unit, ignore a line, or the unit would
fail, 2 wrong use or something that cannot be read. With --diff, and of format --check: 0 nothing would change, 1 something.
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
  const given = parsed.tokens.flatMap((token) => (token.kind === 'option' ? token.name : []));
  if (values.help) return { kind: 'help' };
  if (values.version) return { kind: 'version' };
  const [command, ...paths] = positionals;
  if (command === 'explain') return explain(paths);
  const foreign = given.find((name) =>
    FORMAT_ONLY.has(name) ? command !== 'format' : command === 'format' && !OF_BOTH.has(name),
  );
  if ((command === 'check' || command === 'format') && foreign !== undefined) {
    return { kind: 'wrong', message: `${command} has no option --${foreign}.` };
  }
  if (command === 'format') {
    const { check = false, diff = false } = values;
    return paths.length > 0 ? { kind: 'format', arguments: { check, diff, paths } } : NO_PATHS;
  }
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
  if (version !== 'installed' && !/^2\d\d$/.test(version)) {
    const message = `--systemd-version is "installed" or a whole number from 200 to 299, such as 257, not "${version}".`;
    return { kind: 'wrong', message };
  }
  const select = codes(values.select);
  const ignore = codes(values.ignore);
  for (const code of [...select, ...ignore]) if (pageText(code) === undefined) return noSuchFinding(code);
  const failOn = FAIL_ON.find((one) => one === values['fail-on']);
  if (values['fail-on'] !== undefined && failOn === undefined) {
    return { kind: 'wrong', message: `--fail-on is ${FAIL_ON.join(' or ')}, not "${values['fail-on']}".` };
  }
  if (paths.length === 0) return NO_PATHS;
  const suffixes = values['source-suffix'];
  const wrongSuffix = suffixes?.find((one) => !/^\.[^/]+$/.test(one));
  if (wrongSuffix !== undefined) {
    return { kind: 'wrong', message: `--source-suffix begins with a dot, such as .tt, not "${wrongSuffix}".` };
  }
  return {
    kind: 'check',
    arguments: {
      format,
      version: version === 'installed' ? version : Number(version),
      manager: values.user ? 'user' : 'system',
      unitPath: values['unit-path'],
      select,
      ignore,
      failOn,
      baseline: values.baseline,
      writeBaseline: values['write-baseline'],
      sourceSuffixes: suffixes,
      systems: values.systems?.filter((one) => one !== ''),
      fix: values.fix ?? false,
      diff: values.diff ?? false,
      paths,
    },
  };
}

const NO_PATHS: Request = { kind: 'wrong', message: 'Name at least one unit file or folder.' };

const FORMAT_ONLY: ReadonlySet<string> = new Set(['check']);
const OF_BOTH: ReadonlySet<string> = new Set(['diff', 'help', 'version']);

function explain(codes: readonly string[]): Request {
  const [code, ...more] = codes;
  if (code === undefined || more.length > 0) return { kind: 'wrong', message: 'Name one finding, by its code.' };
  return pageText(code) === undefined ? noSuchFinding(code) : { kind: 'explain', code };
}

function noSuchFinding(code: string): Request {
  const meant = nearest(code, pageCodes());
  const hint = meant === undefined ? '' : ` Did you mean "${meant}"?`;
  return { kind: 'wrong', message: `There is no finding "${code}".${hint}` };
}

function codes(given: readonly string[]): ReadonlySet<string> {
  return new Set(given.flatMap((one) => one.split(',')).filter((code) => code !== ''));
}

/** What to know about a version before relying on what is found for it; undefined for those that are known. */
export function versionNote(version: number): string | undefined {
  if (version < OLDEST_VERSION)
    return `systemd ${version} is older than ${OLDEST_VERSION}, the oldest that findings are verified for.`;
  if (version > NEWEST_VERSION)
    return `systemd ${version} is newer than ${NEWEST_VERSION}, the newest that is known and what units are judged by.`;
  return undefined;
}

function parse(words: readonly string[]) {
  return parseArgs({
    args: [...words],
    allowPositionals: true,
    tokens: true,
    options: {
      format: { type: 'string', default: 'text' },
      'systemd-version': { type: 'string', default: String(NEWEST_VERSION) },
      'unit-path': { type: 'string', multiple: true, default: [] },
      select: { type: 'string', multiple: true, default: [] },
      ignore: { type: 'string', multiple: true, default: [] },
      'fail-on': { type: 'string' },
      baseline: { type: 'string' },
      'write-baseline': { type: 'string' },
      fix: { type: 'boolean' },
      diff: { type: 'boolean' },
      check: { type: 'boolean' },
      'source-suffix': { type: 'string', multiple: true },
      systems: { type: 'string', multiple: true },
      user: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
      version: { type: 'boolean', default: false },
    },
  });
}
