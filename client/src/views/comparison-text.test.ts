import { expect, it } from 'vitest';
import type { Comparison } from '../../../server/src/protocol/comparison.ts';
import type { Location } from '../../../server/src/protocol/lsp.ts';
import { english } from '../l10n.ts';
import { type Compared, comparisonText, verdict } from './comparison-text.ts';

const at = (name: string, line: number): Location => ({
  uri: `file:///w/${name}`,
  range: { start: { line, character: 0 }, end: { line, character: 5 } },
});
const remark = (text: string, more: object = {}) => ({
  ...{ severity: 'warning' as const, source: undefined, path: undefined, line: undefined, unit: 'a.service' },
  ...{ text, ...more },
});
const claim = (code: string, location: Location) => ({
  code,
  effect: 'ignore' as const,
  message: `About ${code}.`,
  location,
});

const COMPARED: Compared = {
  installed: 252,
  argv: ['systemd-analyze', 'verify', '--', '/w/a.service'],
  remarks: [
    remark('Unknown key.'),
    remark('Something new.'),
    remark('Notice.', { severity: undefined, unit: undefined, path: '/usr/lib/a b.socket', line: 5 }),
  ],
  comparison: {
    unit: 'a.service',
    version: 262,
    refused: { bySystemd: false, here: false },
    places: [at('a.service', 2), null, null],
    agreed: [{ remarks: [0], claims: [claim('unknown-directive', at('a.service', 2))] }],
    onlySystemd: [1],
    onlyHere: [claim('bad-keyword', at('a.service.d/x.conf', 0))],
    elsewhere: [2],
  },
};

it('shows what both say, then what only one of them says', () => {
  expect(comparisonText(COMPARED, english).text).toMatchInlineSnapshot(`
    "# a.service: systemd-analyze and this extension

    ✗ 2 of 3 findings differ.

    Installed:  systemd 252
    Checked for:  systemd 262
    Command:  systemd-analyze verify -- /w/a.service

    The versions differ, so findings of only one side may come from that.

    # Reported by both (1)

    a.service:3
    systemd:  (warning) Unknown key.
    Here:  About unknown-directive. [unknown-directive]

    # Reported only by systemd (1)

    the whole unit
    systemd:  (warning) Something new.

    # Reported only by this extension (1)

    a.service.d/x.conf:1
    Here:  About bad-keyword. [bad-keyword]

    # About other units and this machine (1)

    /usr/lib/a b.socket:5
    systemd:  Notice.
    "
  `);
});

it('links each place, and each code to its page', () => {
  const { text, links } = comparisonText(COMPARED, english);
  const lines = text.split('\n');
  expect(links.map(({ line, from, to, target }) => [lines[line]!.slice(from, to), target])).toEqual([
    ['a.service:3', 'file:///w/a.service#L3'],
    ['[unknown-directive]', 'systemd-rule:/unknown-directive.md'],
    ['a.service.d/x.conf:1', 'file:///w/a.service.d/x.conf#L1'],
    ['[bad-keyword]', 'systemd-rule:/bad-keyword.md'],
    ['/usr/lib/a b.socket:5', 'file:///usr/lib/a%20b.socket#L5'],
  ]);
});

it.each<[string, Partial<Comparison>]>([
  ['✗ 2 of 3 findings differ.', {}],
  [
    '✗ systemd refuses the unit, and this extension does not report that.',
    { refused: { bySystemd: true, here: false } },
  ],
  ['✗ systemd accepts the unit, and this extension reports a refusal.', { refused: { bySystemd: false, here: true } }],
  ['✓ Both agree, and systemd accepts the unit.', { onlySystemd: [], onlyHere: [] }],
  ['✓ Neither has findings for the unit.', { onlySystemd: [], onlyHere: [], agreed: [] }],
  [
    '✓ Both refuse the unit, for the same reasons.',
    { onlySystemd: [], onlyHere: [], refused: { bySystemd: true, here: true } },
  ],
])('%s', (expected, changes) =>
  expect(verdict({ ...COMPARED.comparison, ...changes }, COMPARED.remarks, english)).toBe(expected),
);

it('an error of systemd’s about another unit or the machine is no agreement', () => {
  const comparison = { ...COMPARED.comparison, onlySystemd: [], onlyHere: [], elsewhere: [0] };
  const failed = remark('Failed to create a.service/start: Unit b.service not found.', { severity: 'error' });
  expect(verdict(comparison, [failed], english)).toBe(
    '✗ Both agree on the unit itself, but systemd reports errors about other units or this machine: 1.',
  );
  expect(verdict(comparison, [remark('Notice.')], english)).toBe('✓ Both agree, and systemd accepts the unit.');
});
