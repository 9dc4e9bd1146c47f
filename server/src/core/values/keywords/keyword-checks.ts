import { say } from '../../text/message.ts';
import type { ValueContext, ValueProblem } from '../grammar.ts';
import { readUnsigned } from '../numbers/numbers.ts';
import { rewrite } from '../scalar.ts';

/** What systemd says of a keyword that it has read: nothing as a rule. `word` replaces what was written where it acts on another. */
export interface KeywordVerdict {
  readonly problem?: ValueProblem;
  readonly word?: string;
}

export function checkKeyword(value: string, word: string, at: ValueContext): KeywordVerdict {
  if (at.parser === 'config_parse_emergency_action') return checkEmergencyAction(value, word, at);
  if (at.parser === 'config_parse_kill_mode' && word === 'none') return { problem: killModeNone(value) };
  if (at.parser === 'config_parse_exec_cpu_sched_policy') return checkPolicy(value, at);
  return {};
}

/** User managers cannot end the machine (src/core/emergency-action.c, parse_emergency_action). */
function checkEmergencyAction(value: string, word: string, at: ValueContext): KeywordVerdict {
  if (at.manager === 'system' || word === 'none' || word === 'exit' || word === 'exit-force') return {};
  const to = value.length;
  const fixes = [rewrite(value, 'exit-force', 'unsafe')];
  if (at.version < REFUSES_IN_USER_MODE) {
    if (ANY_MANAGER_UNTIL_THEN.test(word)) return {};
    const wording = {
      message: say`${word} needs the system manager.`,
      remedy: say`Write exit-force to end the user manager.`,
    };
    if (at.version >= 254) {
      return { problem: { code: 'unsupported-here', effect: 'ignore', from: 0, to, ...wording, fixes } };
    }
    return {
      problem: { code: 'unsupported-here', effect: 'note', from: 0, to, ...wording, fixes },
      word: 'exit-force',
    };
  }
  const wording = {
    message: say`A user manager does not accept ${word}.`,
    remedy: say`Write none, exit or exit-force.`,
  };
  return { problem: { code: 'unsupported-here', effect: 'ignore', from: 0, to, ...wording, fixes } };
}

/** Until this version, the actions that came after 252 were let through in user managers too. */
const REFUSES_IN_USER_MODE = 257;
const ANY_MANAGER_UNTIL_THEN = /^(?:soft-reboot|kexec|halt)/;

function killModeNone(value: string): ValueProblem {
  return {
    code: 'unsafe-value',
    effect: 'note',
    from: 0,
    to: value.length,
    message: say`KillMode=none is deprecated: processes stay behind that systemd no longer manages.`,
    remedy: say`Write mixed or control-group.`,
    fixes: [rewrite(value, 'mixed', 'unsafe'), rewrite(value, 'control-group', 'unsafe')],
    tags: ['deprecated'],
  };
}

/** Any number passes as a policy; newer versions say so where the kernel has none of that number, and go on. */
function checkPolicy(value: string, at: ValueContext): KeywordVerdict {
  const number = readUnsigned(value);
  if (typeof number !== 'number' || KERNEL_POLICIES.includes(number)) return {};
  const effect = at.version >= REPORTS_UNKNOWN_POLICIES ? 'note' : 'advice';
  const wording = {
    message: say`The kernel has no CPU scheduling policy ${number}.`,
    remedy: say`Write other, batch, idle, fifo or rr.`,
  };
  return { problem: { code: 'value-out-of-range', effect, from: 0, to: value.length, ...wording } };
}

const REPORTS_UNKNOWN_POLICIES = 260;
const KERNEL_POLICIES = [0, 1, 2, 3, 5, 6, 7];
