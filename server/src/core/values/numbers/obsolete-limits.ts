import { say } from '../../text/message.ts';
import { type Table, table } from '../../text/table.ts';
import type { ValueContext, ValueFix, ValueProblem } from '../grammar.ts';

/**
 * What systemd says of a limit of the first control group version, until it drops these directives altogether: that it still
 * counts, and which directive to write instead (src/core/load-fragment.c). Undefined for all others.
 */
export function obsoleteNote(value: string, at: ValueContext): ValueProblem | undefined {
  const successor = Object.hasOwn(SUCCESSORS, at.key) ? SUCCESSORS[at.key] : undefined;
  if (!successor) return undefined;
  const fixes = successorFixes(value, at.key, successor.safety);
  return {
    code: 'obsolete-directive',
    effect: successor.noted && at.version >= NOTES_LEGACY ? 'note' : 'advice',
    from: 0,
    to: value.length,
    message: say`${at.key}= is deprecated: it belongs to control groups version 1.`,
    remedy: say`Write ${successor.key}= instead.`,
    ...(fixes.length > 0 && { fixes }),
    tags: ['deprecated'],
  };
}

/** The assignment that says the same with the directive of today, where its value can be told. */
export function successorFixes(value: string, key: string, safety: ValueFix['safety']): readonly ValueFix[] {
  const successor = Object.hasOwn(SUCCESSORS, key) ? SUCCESSORS[key] : undefined;
  const newText = successor?.convert(value);
  if (!successor || newText === undefined) return [];
  const title = say`Write ${successor.key}=${newText}`;
  return [{ title, safety, from: 0, to: value.length, newText, newKey: successor.key }];
}

/** Since this version systemd logs a warning about them. */
const NOTES_LEGACY = 252;

interface Successor {
  readonly key: string;
  readonly safety: ValueFix['safety'];
  /** systemd logs a message about it. */
  readonly noted: boolean;
  /** The value for the new directive, where it can be told. */
  convert(value: string): string | undefined;
}

const same = (value: string): string => value;

/** Shares, around 1024, to weights, around 100. */
function scaled(from: number, max: number): (value: string) => string | undefined {
  return (value) => {
    if (value === '') return '';
    const match = /^(.*?\s)?(\d+)$/s.exec(value);
    if (!match) return undefined;
    const weight = Math.round((Number(match[2]) * 100) / from);
    return `${match[1] ?? ''}${Math.min(max, Math.max(1, weight))}`;
  };
}

const CPU = scaled(1024, 10_000);
const IO = scaled(500, 10_000);

const SUCCESSORS: Table<Successor> = table({
  MemoryLimit: { key: 'MemoryMax', safety: 'safe', noted: true, convert: same },
  CPUShares: { key: 'CPUWeight', safety: 'unsafe', noted: true, convert: CPU },
  StartupCPUShares: { key: 'StartupCPUWeight', safety: 'unsafe', noted: true, convert: CPU },
  BlockIOWeight: { key: 'IOWeight', safety: 'unsafe', noted: false, convert: IO },
  StartupBlockIOWeight: { key: 'StartupIOWeight', safety: 'unsafe', noted: false, convert: IO },
  BlockIODeviceWeight: { key: 'IODeviceWeight', safety: 'unsafe', noted: true, convert: IO },
  BlockIOReadBandwidth: { key: 'IOReadBandwidthMax', safety: 'safe', noted: true, convert: same },
  BlockIOWriteBandwidth: { key: 'IOWriteBandwidthMax', safety: 'safe', noted: true, convert: same },
});
