import { parseBoolean } from '../keywords/boolean.ts';
import { conditionWords } from './condition-words.ts';

/** What a condition comes to on every machine: true, false, or an error, which counts as failed whether it is negated or not. */
export type ConstantOutcome = 'true' | 'false' | 'error';

/**
 * What a condition of a kind such as `CONDITION_SECURITY` comes to with an argument, if that is the same on every machine
 * (src/shared/condition.c, condition_test_… of each kind).
 *
 * @param text without the marks before it.
 */
export function constantOutcome(kind: string, text: string, version: number): ConstantOutcome | undefined {
  const known = conditionWords(kind, version);
  const isKnown = known?.words.includes(text) ?? false;
  switch (kind) {
    case 'CONDITION_AC_POWER':
    case 'CONDITION_FIRST_BOOT':
      return parseBoolean(text) === undefined ? 'error' : undefined;
    case 'CONDITION_VIRTUALIZATION':
      return isKnown || parseBoolean(text) !== undefined ? undefined : 'false';
    case 'CONDITION_ARCHITECTURE':
    case 'CONDITION_SECURITY':
      return isKnown ? undefined : 'false';
    case 'CONDITION_FIRMWARE':
      return isKnown || /^(?:device-tree-compatible|smbios-field)\(.*\)$/.test(text) ? undefined : 'false';
    case 'CONDITION_CAPABILITY':
      return known?.words.includes(text.toUpperCase()) || /^\d{1,2}$/.test(text) ? undefined : 'error';
    case 'CONDITION_CONTROL_GROUP_CONTROLLER':
      return text.split(/\s+/).some((word) => known?.words.includes(word)) ? undefined : 'true';
    case 'CONDITION_MEMORY':
    case 'CONDITION_CPUS':
      return /^[<>=!]*\s*\d/.test(text) ? undefined : 'error';
    case 'CONDITION_KERNEL_VERSION':
      return /^[<>=!]+$/.test(text) ? 'error' : undefined;
    case 'CONDITION_OS_RELEASE':
      return /["'\\]/.test(text) || text.split(/\s+/).every((word) => /^[^<>=!$]+[<>=!$]/.test(word))
        ? undefined
        : 'error';
    default:
      return undefined;
  }
}
