import { type ExecCommand, readExecLine } from './exec-command.ts';
import { describePrefix, prefixOffers, readExecPrefixes } from './exec-prefix.ts';
import type { Grammar, Offer, ValueContext, World } from './grammar.ts';
import { added, reset } from './parsed.ts';
import { pathOffers } from './path-offers.ts';
import { describeSpecifier, specifierOffers } from './specifier-help.ts';
import { wordAt } from './word-at.ts';

/** Exec*= lines: an empty one drops the commands before it (src/core/load-fragment.c, config_parse_exec). */
export const execGrammar: Grammar = {
  parsers: ['config_parse_exec'],
  summary: 'a command: prefixes, the absolute path or name of an executable, and its arguments; no shell reads it',
  parse(value, at) {
    if (value === '') return reset();
    const { commands, tokens, problems } = readExecLine(value, at);
    const items = commands.map(({ from, to }) => value.slice(from, to));
    return added(items, tokens, problems);
  },
  complete(value, offset, at, world) {
    const specifiers = specifierOffers(value, offset, at);
    if (specifiers.length > 0) return specifiers;
    const { from } = wordAt(value, offset);
    const typed = value.slice(from, offset);
    if (/["'\\]/.test(typed)) return [];
    return isFirstWord(value, from)
      ? executables(value, from, offset, at, world)
      : argumentOffers(value, from, offset, at, world);
  },
  describe(token, value, at, world) {
    const text = value.slice(token.from, token.to);
    switch (token.kind) {
      case 'prefix':
        return describePrefix(text);
      case 'operator':
        return text === ';' ? 'Ends the command; another may follow.' : 'A semicolon as an argument.';
      case 'variable':
        return describeVariable(text);
      case 'command':
        return describeCommand(
          readExecLine(value, at).commands.find((one) => one.from <= token.from && token.to <= one.to),
        );
      default:
        return describeSpecifier(token, value, at, world);
    }
  },
  parts(value, offset) {
    const { from } = wordAt(value, offset);
    const first = isFirstWord(value, from);
    const typed = value.slice(from, offset);
    return {
      label: '[prefixes]executable arguments',
      parts: [
        {
          label: '[prefixes]',
          documentation: 'Any of - @ : + ! (and | since systemd 258), directly before the executable.',
        },
        {
          label: 'executable',
          documentation:
            'An absolute path, or a name that is looked for in the search path. Variables are not replaced in it.',
        },
        {
          label: 'arguments',
          documentation: `Separated by blanks, with quotes as in a shell; $NAME and \${NAME} are replaced, nothing else is.`,
        },
      ],
      active: !first ? 2 : /^[-@:+!|]*$/.test(typed) && typed !== '' ? 0 : 1,
    };
  },
};

/** Whether a word begins a command: nothing before it, or a semicolon that stands alone. */
function isFirstWord(value: string, from: number): boolean {
  return /(?:^|\s;|^;)\s*$/.test(value.slice(0, from));
}

function executables(value: string, from: number, offset: number, at: ValueContext, world: World): Offer[] {
  const typed = value.slice(from, offset);
  const { length } = readExecPrefixes({ text: typed, from, to: offset }, at.version);
  const start = from + length;
  if (typed.slice(length).includes('/') || typed.slice(length).includes('%')) {
    return pathOffers(value, start, offset, at, world).filter((offer) => !/[*?[]/.test(offer.insert));
  }
  const names = SEARCH_PATH.flatMap((directory) =>
    world.directory(directory).map((name) => [directory, name] as const),
  );
  const found = new Map<string, Offer>();
  for (const [directory, name] of names) {
    if (name.endsWith('/') || found.has(name) || !/^[\w.+-]+$/.test(name) || /^[-+.]/.test(name)) continue;
    const path = `${directory}${name}`;
    found.set(name, {
      label: name,
      from: start,
      to: wordAt(value, offset).to,
      insert: path,
      kind: 'command',
      detail: path,
      rank: 1,
    });
  }
  const prefixes = typed.length === length ? prefixOffers(typed, offset, at.version) : [];
  return [
    ...prefixes,
    ...(typed.length === length ? pathOffers(value, start, offset, at, world) : []),
    ...found.values(),
  ];
}

function argumentOffers(value: string, from: number, offset: number, at: ValueContext, world: World): Offer[] {
  const typed = value.slice(from, offset);
  const path = /(?:^|[=:,])(\/[^=:,]*)$/.exec(typed)?.[1];
  if (path !== undefined) return pathOffers(value, offset - path.length, offset, at, world);
  if (!typed.startsWith('$')) return [];
  const to = wordAt(value, offset).to;
  return VARIABLES.map(
    ([name, detail]): Offer => ({ label: `$${name}`, from, to, insert: `$${name}`, kind: 'variable', detail }),
  );
}

function describeVariable(text: string): string {
  const name = text.replace(/^\$\{?|\}$/g, '');
  const how = text.startsWith('${')
    ? 'Replaced by the value of the variable as one argument, or as part of one.'
    : 'As a word of its own it is replaced by the value of the variable, split at blanks into arguments.';
  const known = VARIABLES.find(([one]) => one === name)?.[1];
  return `${how} \`$$\` is a dollar sign.${known ? `\n\n\`$${name}\`: ${known}` : ''}`;
}

function describeCommand(command: ExecCommand | undefined): string | undefined {
  if (!command) return undefined;
  const where = command.path.startsWith('/') ? '' : `\n\nLooked for in the search path of the unit.`;
  const own = command.prefixes.ownName ? `\n\nRuns under the name \`${command.argv[0]}\`.` : '';
  return `Executable \`${command.path}\`${where}${own}`;
}

const SEARCH_PATH = ['/usr/local/sbin/', '/usr/local/bin/', '/usr/sbin/', '/usr/bin/'];

const VARIABLES: readonly (readonly [string, string])[] = [
  ['MAINPID', 'the main process of the service'],
  ['RUNTIME_DIRECTORY', 'the directories of RuntimeDirectory='],
  ['STATE_DIRECTORY', 'the directories of StateDirectory='],
  ['CACHE_DIRECTORY', 'the directories of CacheDirectory='],
  ['LOGS_DIRECTORY', 'the directories of LogsDirectory='],
  ['CONFIGURATION_DIRECTORY', 'the directories of ConfigurationDirectory='],
  ['CREDENTIALS_DIRECTORY', 'where the credentials of the unit are'],
  ['REMOTE_ADDR', 'who connects, for a socket with Accept=yes'],
  ['REMOTE_PORT', 'from which port, for a socket with Accept=yes'],
  ['SERVICE_RESULT', 'how the service ended, in ExecStop= and ExecStopPost='],
  ['EXIT_CODE', 'how the main process ended: exited, killed or dumped'],
  ['EXIT_STATUS', 'the exit status or signal of the main process'],
  ['HOME', 'the home directory of the user'],
  ['USER', 'the name of the user'],
];
