import { say } from '../../text/message.ts';
import type { ValueContext, ValueProblem } from '../grammar.ts';

/**
 * What systemd says where a unit of this type has no ManagedOOM settings, whatever the value (src/core/load-fragment.c,
 * config_parse_managed_oom_mode); undefined where it has.
 */
export function withoutManagedOom(value: string, at: ValueContext): ValueProblem | undefined {
  if (TYPES.includes(at.unitType)) return undefined;
  const wording = {
    message: say`${at.key}= works in service, slice and scope units only.`,
    remedy: say`Remove it, or set it in the slice that the unit runs in.`,
  };
  return { code: 'unsupported-here', effect: 'ignore', from: 0, to: value.length, ...wording };
}

const TYPES: readonly string[] = ['service', 'slice', 'scope'];
