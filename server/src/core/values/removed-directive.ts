import type { Grammar, ValueContext, ValueFix, ValueProblem } from './grammar.ts';

/** Directives that are taken and do nothing any more (src/shared/conf-parser.c, config_parse_warn_compat). */
export const removedDirectiveGrammar: Grammar = {
  parsers: ['config_parse_warn_compat'],
  summary: 'anything; the directive has no effect any more',
  parse: (value, at) => ({ tokens: [], problems: [removed(value, at)], outcome: 'dropped', items: [] }),
};

function removed(value: string, at: ValueContext): ValueProblem {
  const instead = INSTEAD[at.key];
  const fixes: ValueFix[] = [];
  if (instead?.sameValues)
    fixes.push({
      title: `Rename to ${instead.key}=`,
      safety: 'unsafe',
      from: 0,
      to: 0,
      newText: '',
      newKey: instead.key,
    });
  const advice = instead
    ? `Use ${instead.key}= instead${instead.sameValues ? '' : ', whose values are others'}.`
    : 'Remove the line.';
  return {
    code: 'removed-directive',
    effect: 'note',
    from: 0,
    to: value.length,
    message: `${at.key}= has been removed and does nothing. ${advice}`,
    fixes,
    tags: ['deprecated', 'unnecessary'],
  };
}

interface Successor {
  readonly key: string;
  readonly sameValues: boolean;
}

const INSTEAD: Readonly<Record<string, Successor>> = {
  BlockIOAccounting: { key: 'IOAccounting', sameValues: true },
  BlockIOWeight: { key: 'IOWeight', sameValues: false },
  StartupBlockIOWeight: { key: 'StartupIOWeight', sameValues: false },
  BlockIODeviceWeight: { key: 'IODeviceWeight', sameValues: false },
  BlockIOReadBandwidth: { key: 'IOReadBandwidthMax', sameValues: true },
  BlockIOWriteBandwidth: { key: 'IOWriteBandwidthMax', sameValues: true },
  CPUShares: { key: 'CPUWeight', sameValues: false },
  StartupCPUShares: { key: 'StartupCPUWeight', sameValues: false },
  MemoryLimit: { key: 'MemoryMax', sameValues: true },
  Capabilities: { key: 'AmbientCapabilities', sameValues: false },
};
