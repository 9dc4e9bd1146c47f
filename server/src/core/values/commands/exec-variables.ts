import { firstIndex } from '../../text/first-index.ts';
import { escapeMarkdown, inlineCode } from '../../text/markdown.ts';
import { layout, type Message, say, withArguments } from '../../text/message.ts';
import type { KnownVariable, Offer, World } from '../grammar.ts';
import { extractWords } from '../words/words.ts';

/**
 * The variables that may stand at the offset of a command line, where a `$` has been typed: first those that the unit itself sets. `$NAME`
 * is replaced only as a word of its own, so elsewhere there is only `${NAME}`.
 */
export function variableOffers(value: string, offset: number, world: World): Offer[] {
  const typed = /(?<!\$)(\$+)(\{?)\w*$/.exec(value.slice(0, offset));
  if (!typed || typed[1]!.length % 2 === 0) return [];
  const from = typed.index + typed[1]!.length - 1;
  const to = offset + /^\w*\}?/.exec(value.slice(offset))![0].length;
  const isWord = typed[2] === '' && isWholeWord(value, from, to);
  const offer = (text: string, detail: Message, rank: number): Offer => ({
    label: text,
    from,
    to,
    insert: text,
    kind: 'variable',
    detail,
    rank,
  });
  return known(world).flatMap(({ name, detail, rank }) => [
    ...(isWord ? [offer(`$${name}`, detail, rank)] : []),
    offer(`\${${name}}`, detail, rank + 0.5),
  ]);
}

/** Whether a stretch is an argument, quotes aside. Within an argument `$NAME` stays as it is. */
function isWholeWord(value: string, from: number, to: number): boolean {
  const { words } = extractWords(value, { unquote: true, relax: true, unescapeRelax: true });
  const word = words[firstIndex(words.length, (index) => words[index]!.to > from)];
  return word !== undefined && word.text === value.slice(from, to) && word.from <= from && to <= word.to;
}

/** What becomes of a variable in a command line, in Markdown. */
export function describeExecVariable(text: string, world: World): Message {
  const name = text.replace(/^\$\{?|\}$/g, '');
  const how = text.startsWith('${')
    ? say`Replaced by the value of the variable as one argument, or as part of one; by nothing where it is not set. \`$$\` is a dollar sign.`
    : say`Replaced by the value of the variable, split at spaces into arguments; the word is left out where it is not set. \`$$\` is a dollar sign.`;
  return layout('\n\n', [how, describeVariableHere(name, world)]);
}

/** Where a variable of the unit's processes comes from, in Markdown; undefined where nothing is known of it. */
export function describeVariableHere(name: string, world: World): Message | undefined {
  const own = world.variables?.().find((one) => one.name === name);
  const meaning = VARIABLES.find(([one]) => one === name)?.[1];
  if (!meaning && !own) return undefined;
  return layout('\n\n', [meaning && say`\`$${name}\`: ${meaning}.`, own && whereFrom(own)]);
}

function whereFrom({ name, value, setBy }: KnownVariable): Message {
  return value === undefined
    ? say`Here: from ${withArguments(setBy, escapeMarkdown)}.`
    : say`Here: ${inlineCode(`${name}=${value}`)}, from ${withArguments(setBy, escapeMarkdown)}.`;
}

interface Known {
  readonly name: string;
  readonly detail: Message;
  readonly rank: number;
}

function known(world: World): Known[] {
  const own = world.variables?.() ?? [];
  const names = new Set(own.map(({ name }) => name));
  return [
    ...own.map(({ name, value, setBy }) => ({
      name,
      detail: value === undefined ? say`from ${setBy}` : say`${value}`,
      rank: 0,
    })),
    ...VARIABLES.filter(([name]) => !names.has(name)).map(([name, detail]) => ({ name, detail, rank: 5 })),
  ];
}

/** Variables that systemd itself may set for what it starts (systemd.exec(5), "Environment Variables Set or Propagated"). */
const VARIABLES: readonly (readonly [name: string, meaning: Message])[] = [
  ['MAINPID', say`the main process of the service`],
  ['RUNTIME_DIRECTORY', say`the directories of RuntimeDirectory=`],
  ['STATE_DIRECTORY', say`the directories of StateDirectory=`],
  ['CACHE_DIRECTORY', say`the directories of CacheDirectory=`],
  ['LOGS_DIRECTORY', say`the directories of LogsDirectory=`],
  ['CONFIGURATION_DIRECTORY', say`the directories of ConfigurationDirectory=`],
  ['CREDENTIALS_DIRECTORY', say`where the credentials of the unit are`],
  ['REMOTE_ADDR', say`the address of the client, for a socket with Accept=yes`],
  ['REMOTE_PORT', say`the port of the client, for a socket with Accept=yes`],
  ['LISTEN_FDS', say`the number of sockets passed to the service`],
  ['LISTEN_PID', say`the process that the sockets are passed to`],
  ['LISTEN_FDNAMES', say`the names of the sockets`],
  ['NOTIFY_SOCKET', say`where the service reports that it is ready`],
  ['WATCHDOG_USEC', say`how often the service must report that it is alive`],
  ['INVOCATION_ID', say`the invocation ID of this run of the unit`],
  ['JOURNAL_STREAM', say`says that output goes to the journal`],
  ['SERVICE_RESULT', say`how the service ended, in ExecStop= and ExecStopPost=`],
  ['EXIT_CODE', say`how the main process ended: exited, killed or dumped`],
  ['EXIT_STATUS', say`the exit status or signal of the main process`],
  ['PATH', say`the search path for programs`],
  ['LANG', say`the locale`],
  ['HOME', say`the home directory of the user`],
  ['USER', say`the name of the user`],
  ['SHELL', say`the shell of the user`],
];
