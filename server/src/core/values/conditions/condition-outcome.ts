import type { ValueContext } from '../grammar.ts';
import { parseBoolean } from '../keywords/boolean.ts';
import { isCredentialName } from '../security/credential-name.ts';
import { conditionWords } from './condition-words.ts';

/** What a condition comes to on every machine: true, false, or an error, which counts as failed whether it is negated or not. */
export type ConstantOutcome = 'true' | 'false' | 'error';

/**
 * What a condition of a kind such as `CONDITION_SECURITY` comes to with an argument, if that is the same on every machine
 * (src/shared/condition.c, condition_test_… of each kind).
 *
 * @param text without the marks before it.
 */
export function constantOutcome(
  kind: string,
  text: string,
  { version, manager }: Pick<ValueContext, 'version' | 'manager'>,
): ConstantOutcome | undefined {
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
    case 'CONDITION_CPU_FEATURE':
      return known?.words.includes(text.toLowerCase()) ? undefined : 'false';
    case 'CONDITION_CREDENTIAL':
      return isCredentialName(text) ? undefined : 'false';
    case 'CONDITION_USER':
      // Root, which PID 1 is, is known by its name or its number.
      return manager === 'user' || ['root', '@system'].includes(text) || isRootId(text) ? undefined : 'false';
    case 'CONDITION_GROUP':
      return manager === 'user' || text === 'root' || /^\d+$/.test(text) ? undefined : 'false';
    case 'CONDITION_CONTROL_GROUP_CONTROLLER':
      if (text === 'v1' || text === 'v2') return version < ONLY_UNIFIED ? undefined : text === 'v2' ? 'true' : 'false';
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

/** The first version that knows nothing but the unified hierarchy of control groups. */
const ONLY_UNIFIED = 258;

/** src/basic/user-util.c, parse_uid. */
function isRootId(text: string): boolean {
  return /^(?:0|0x0+|0b0+|0o0+)$/.test(text);
}
