import { type Message, say } from '../../text/message.ts';
import { type Table, table } from '../../text/table.ts';
import type { Grammar, ValueContext, ValueFix, ValueProblem } from '../grammar.ts';
import { successorFixes } from '../numbers/obsolete-limits.ts';

/** Directives that are taken and do nothing any more (src/shared/conf-parser.c, config_parse_warn_compat). */
export const removedDirectiveGrammar: Grammar = {
  parsers: ['config_parse_warn_compat'],
  summary: say`anything; the directive has no effect any more`,
  parse: (value, at) => ({ tokens: [], problems: [removed(value, at)], outcome: 'dropped', items: [] }),
};

function removed(value: string, at: ValueContext): ValueProblem {
  const instead = Object.hasOwn(INSTEAD, at.key) ? INSTEAD[at.key] : undefined;
  return {
    code: 'removed-directive',
    effect: 'note',
    from: 0,
    to: value.length,
    message: say`${at.key}= has been removed and does nothing.`,
    remedy: remedyFor(instead),
    // What its successor would do the unit does not do now, so that wants a look; and without the line nobody would be reminded.
    fixes: [...renaming(value, at, instead), removal(instead ? 'unsafe' : 'safe')],
    tags: ['deprecated', 'unnecessary'],
  };
}

function remedyFor(instead: Successor | undefined): Message {
  if (!instead) return say`Remove the line.`;
  return instead.otherValues
    ? say`Use ${instead.key}= instead, which has other values.`
    : say`Use ${instead.key}= instead.`;
}

function renaming(value: string, at: ValueContext, instead: Successor | undefined): readonly ValueFix[] {
  const converted = successorFixes(value, at.key, 'unsafe');
  if (converted.length > 0 || !instead || instead.otherValues) return converted;
  return [
    { title: say`Rename to ${instead.key}=`, safety: 'unsafe', from: 0, to: 0, newText: '', newKey: instead.key },
  ];
}

function removal(safety: ValueFix['safety']): ValueFix {
  return { title: say`Remove the line`, safety, from: 0, to: 0, newText: '', removesLine: true };
}

interface Successor {
  readonly key: string;
  readonly otherValues?: true;
}

const INSTEAD: Table<Successor> = table({
  BlockIOAccounting: { key: 'IOAccounting' },
  BlockIOWeight: { key: 'IOWeight', otherValues: true },
  StartupBlockIOWeight: { key: 'StartupIOWeight', otherValues: true },
  BlockIODeviceWeight: { key: 'IODeviceWeight', otherValues: true },
  BlockIOReadBandwidth: { key: 'IOReadBandwidthMax' },
  BlockIOWriteBandwidth: { key: 'IOWriteBandwidthMax' },
  CPUShares: { key: 'CPUWeight', otherValues: true },
  StartupCPUShares: { key: 'StartupCPUWeight', otherValues: true },
  MemoryLimit: { key: 'MemoryMax' },
  Capabilities: { key: 'AmbientCapabilities', otherValues: true },
});
