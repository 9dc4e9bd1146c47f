import { enumeration } from '../../catalogue/catalogue.ts';
import { CAPABILITIES } from '../../catalogue/names.ts';
import { type Message, say } from '../../text/message.ts';
import type { World } from '../grammar.ts';

/** What may follow a condition, by systemd's name for its kind. */
export interface ConditionWords {
  /** What the condition checks, as a sentence. */
  readonly asks: Message;
  readonly words: readonly string[];
}

/** The words of a kind of condition such as `CONDITION_SECURITY`, for a systemd of the version. */
export function conditionWords(kind: string, version: number, world?: World): ConditionWords | undefined {
  switch (kind) {
    case 'CONDITION_AC_POWER':
      return { asks: say`Checks whether the machine runs on mains power.`, words: BOOLEANS };
    case 'CONDITION_FIRST_BOOT':
      return { asks: say`Checks whether this is the first boot.`, words: BOOLEANS };
    case 'CONDITION_ARCHITECTURE':
      return {
        asks: say`Checks the architecture of the machine.`,
        words: ['native', ...enumeration('architecture', version)],
      };
    case 'CONDITION_VIRTUALIZATION':
      return {
        asks: say`Checks whether and how the system is virtualized.`,
        words: [...BOOLEANS, 'vm', 'container', 'private-users', ...enumeration('virtualization', version)],
      };
    case 'CONDITION_SECURITY':
      return { asks: say`Checks whether a security technology is in use.`, words: security(version) };
    case 'CONDITION_CAPABILITY':
      return {
        asks: say`Checks whether the service manager has a capability in its bounding set.`,
        words: CAPABILITIES.map(([name]) => name),
      };
    case 'CONDITION_CONTROL_GROUP_CONTROLLER':
      return {
        asks: say`Checks whether control group controllers are available.`,
        words: ['v1', 'v2', ...enumeration('cgroup_controller', version)],
      };
    case 'CONDITION_CPU_FEATURE':
      return { asks: say`Checks whether the processor, of x86 alone, has a feature.`, words: CPU_FEATURES };
    case 'CONDITION_FIRMWARE':
      return {
        asks: say`Checks the firmware.`,
        words: ['uefi', 'device-tree', 'device-tree-compatible()', 'smbios-field()'],
      };
    case 'CONDITION_USER':
      return {
        asks: say`Checks the user that runs the service manager.`,
        words: withFirst(['root', '@system'], world?.users()),
      };
    case 'CONDITION_GROUP':
      return {
        asks: say`Checks the groups of the user that runs the service manager.`,
        words: withFirst(['root', '@system'], world?.groups()),
      };
    case 'CONDITION_VERSION':
      return {
        asks: say`Checks the version of a part of the system.`,
        words: ['systemd >= ', 'kernel >= ', 'glibc >= '],
      };
    case 'CONDITION_OS_RELEASE':
      return { asks: say`Checks a field of os-release.`, words: ['ID=', 'ID_LIKE=', 'VERSION_ID=', 'VARIANT_ID='] };
    case 'CONDITION_MEMORY':
    case 'CONDITION_CPUS':
      return { asks: say`Compares the amount that the machine has.`, words: ['>=', '>', '<=', '<', '='] };
    default:
      return undefined;
  }
}

function withFirst(first: readonly string[], more: readonly string[] = []): readonly string[] {
  return [...first, ...more.filter((word) => !first.includes(word))];
}

function security(version: number): readonly string[] {
  return SECURITY.filter(([, since]) => since <= version).map(([name]) => name);
}

/** Words and the first version that is known to have them. */
const SECURITY: readonly (readonly [string, number])[] = [
  ['selinux', 0],
  ['smack', 0],
  ['apparmor', 0],
  ['audit', 0],
  ['ima', 0],
  ['tomoyo', 0],
  ['uefi-secureboot', 0],
  ['tpm2', 0],
  ['cvm', 254],
  ['measured-uki', 255],
  ['measured-os', 260],
];

const BOOLEANS: readonly string[] = ['yes', 'no'];

/** The features that systemd asks an x86 processor for, by its own names, which are not all those of /proc/cpuinfo (src/basic/virt.c). */
const CPU_FEATURES: readonly string[] =
  `fpu vme de pse tsc msr pae mce cx8 apic sep mtrr pge mca cmov pat pse36 clflush mmx fxsr sse sse2 ht pni pclmul monitor ssse3 fma3
  cx16 sse4_1 sse4_2 movbe popcnt aes xsave osxsave avx f16c rdrand bmi1 avx2 bmi2 rdseed adx sha_ni syscall rdtscp lm lahf_lm abm
  constant_tsc`.split(/\s+/);
