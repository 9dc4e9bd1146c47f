import { enumeration } from '../../catalogue/catalogue.ts';
import { enumerated, type Message, say } from '../../text/message.ts';
import { type Table, table } from '../../text/table.ts';
import type { Grammar, Offer, Parsed, Token, ValueContext, ValueProblem } from '../grammar.ts';
import { offersAt, offersInList } from '../offers.ts';
import { added, dropped, problem, reset, set } from '../parsed.ts';
import { isValidFileName } from '../paths/paths.ts';
import { shown, wholeToken } from '../scalar.ts';
import { unknownWord, type Vocabulary } from '../vocabulary.ts';
import { readWordList, sift, tokenText, wordToken } from '../words/word-list.ts';
import { parseBoolean } from './boolean.ts';

/** Whether the unit manages its own control group: a boolean, or the controllers it gets (src/core/load-fragment.c, config_parse_delegate). */
export const delegateGrammar: Grammar = {
  parsers: ['config_parse_delegate'],
  summary: say`yes, no, or control group controllers such as cpu and memory`,

  parse(value: string, at: ValueContext): Parsed {
    const unsupported = withoutDelegation(value, at);
    if (unsupported) return dropped(unsupported, wholeToken(value, 'keyword'));
    // Without a value it is delegation without any controller, and no reset.
    if (value === '' || parseBoolean(value) !== undefined) return set(value, wholeToken(value, 'keyword'));
    const list = readWordList(value, { unquote: true });
    const tokens = list.words.map((word) => wordToken(word, 'keyword', value));
    if (list.problem) return dropped(list.problem, tokens);
    const { known, unknown } = sift(list.words, (word) => controllers(at).includes(word));
    const problems = unknown.map((word) =>
      unknownWord(
        word,
        vocabulary(at, (names) => say`Write yes, no, or ${names}.`),
        at,
      ),
    );
    // Delegation is turned on even where no controller is left.
    return { tokens, problems, outcome: 'add', items: known.map((word) => word.text) };
  },

  complete(value: string, offset: number, at: ValueContext): readonly Offer[] {
    if (withoutDelegation(value, at)) return [];
    const offers = offersInList(value, offset, controllerChoices(at));
    if (/\s/.test(value.trim())) return offers;
    const yesNo = [
      { label: 'yes', detail: say`all controllers` },
      { label: 'no', detail: say`no delegation` },
    ];
    return [...offersAt({ from: 0, to: value.length }, yesNo), ...offers];
  },

  describe: describeController,
  unavailable: (at) => withoutDelegation('', at) !== undefined,
};

/** Controllers that are kept off in a subtree (src/core/load-fragment.c, config_parse_disable_controllers). */
export const disableControllersGrammar: Grammar = {
  parsers: ['config_parse_disable_controllers'],
  summary: say`control group controllers, such as cpu and memory`,

  parse(value: string, at: ValueContext): Parsed {
    if (value === '') return reset();
    const list = readWordList(value, {});
    const tokens = list.words.map((word) => wordToken(word, 'keyword', value));
    if (list.problem) return dropped(list.problem, tokens);
    const { known, unknown } = sift(list.words, (word) => controllers(at).includes(word));
    // Unknown names pass without a word as long as one is known.
    const words = {
      ...vocabulary(at, (names) => say`Write some of ${names}.`),
      effect: known.length > 0 ? ('advice' as const) : ('ignore' as const),
    };
    const problems = unknown.map((word) => unknownWord(word, words, at));
    return added(
      known.map((word) => word.text),
      tokens,
      problems,
    );
  },

  complete: (value, offset, at) => offersInList(value, offset, controllerChoices(at)),
  describe: describeController,
};

/** The control group below the unit's own that its processes start in (src/core/load-fragment.c, config_parse_delegate_subgroup). */
export const delegateSubgroupGrammar: Grammar = {
  parsers: ['config_parse_delegate_subgroup'],
  summary: say`the name of a control group`,

  parse(value: string, at: ValueContext): Parsed {
    const unsupported = withoutDelegation(value, at);
    if (unsupported) return dropped(unsupported, wholeToken(value, 'name'));
    if (value === '') return reset();
    const reason = whyNoGroupName(value, at);
    if (reason === undefined) return set(value, wholeToken(value, 'name'));
    const message = say`"${shown(value)}" is not a valid control group name: ${reason}.`;
    const remedy = say`Choose another name, such as main.`;
    return dropped(problem('bad-name', 'ignore', 0, value.length, { message, remedy }), wholeToken(value, 'name'));
  },

  unavailable: (at) => withoutDelegation('', at) !== undefined,
};

function controllers(at: ValueContext): readonly string[] {
  return enumeration('cgroup_controller', at.version);
}

function controllerChoices(at: ValueContext): { label: string; documentation: Message; rank: number }[] {
  return controllers(at).map((label) => ({
    label,
    documentation: NOTES[label] ?? BPF_NOTE,
    rank: label.startsWith('bpf-') ? 3 : LEGACY.includes(label) ? 4 : 2,
  }));
}

function describeController(token: Token, value: string, at: ValueContext): Message | undefined {
  const name = tokenText(token, value);
  if (!controllers(at).includes(name)) return undefined;
  return say`**${name}** controller: ${NOTES[name] ?? BPF_NOTE}`;
}

function withoutDelegation(value: string, at: ValueContext): ValueProblem | undefined {
  if (at.unitType === 'service' || at.unitType === 'scope') return undefined;
  const wording = { message: say`${at.key}= works in service and scope units only.`, remedy: say`Remove it.` };
  return problem('unsupported-here', 'ignore', 0, value.length, wording);
}

function vocabulary(at: ValueContext, write: (names: Message) => Message): Vocabulary {
  const names = controllers(at).filter((name) => !name.startsWith('bpf-') && !LEGACY.includes(name));
  return {
    noun: say`a control group controller`,
    write: write(enumerated(names)),
    code: 'bad-list-item',
    accepts: (word) => controllers(at).includes(word),
    candidates: () => controllers(at),
    mistakes: { mem: 'memory', tasks: 'pids', blockio: 'io', blkio: 'io', disk: 'io' },
  };
}

/** Why a name would have to be escaped (src/basic/cgroup-util.c, cg_needs_escape); undefined where it is fine as it is. */
function whyNoGroupName(name: string, at: ValueContext): Message | undefined {
  if (name.includes('/')) return say`it contains "/"`;
  if (!isValidFileName(name)) return say`it is not a file name of at most 255 bytes`;
  if (name.startsWith('_') || name.startsWith('.')) return say`it begins with "${name.slice(0, 1)}"`;
  if (['notify_on_release', 'release_agent', 'tasks'].includes(name)) return say`the kernel has a file of that name`;
  if (/^cgroup\./.test(name)) return say`names that begin with "cgroup." are reserved for the kernel`;
  const owner = controllers(at).find((controller) => name.startsWith(`${controller}.`));
  return owner === undefined ? undefined : say`names that begin with "${owner}." belong to the ${owner} controller`;
}

/** Those of the first control group hierarchy, which current systems do not mount. */
const LEGACY: readonly string[] = ['cpuacct', 'blkio', 'devices'];

const BPF_NOTE = say`not one of the kernel, but a BPF program that systemd attaches.`;

const NOTES: Table<Message> = table({
  cpu: say`CPU time, for \`CPUWeight=\` and \`CPUQuota=\`.`,
  cpuacct: say`CPU time accounting of the first hierarchy.`,
  cpuset: say`CPUs and memory nodes, for \`AllowedCPUs=\` and \`AllowedMemoryNodes=\`.`,
  io: say`block input and output, for \`IOWeight=\` and its relatives.`,
  blkio: say`block input and output of the first hierarchy.`,
  memory: say`memory and swap, for \`MemoryMax=\` and its relatives.`,
  devices: say`access to devices, of the first hierarchy.`,
  pids: say`the number of tasks, for \`TasksMax=\`.`,
});
