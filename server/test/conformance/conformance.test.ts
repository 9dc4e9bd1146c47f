import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCases, VERSIONS } from './cases.ts';
import { precision, recall, score } from './score.ts';

const CLI = join(import.meta.dirname, '../../../dist/cli.cjs');

/** What was reached. These numbers are only ever raised. */
const REACHED = {
  247: { lines: { recall: 1, precision: 1 }, refused: { recall: 1, precision: 1 } },
  252: { lines: { recall: 1, precision: 1 }, refused: { recall: 1, precision: 1 } },
  254: { lines: { recall: 1, precision: 1 }, refused: { recall: 1, precision: 1 } },
  257: { lines: { recall: 1, precision: 1 }, refused: { recall: 1, precision: 1 } },
  262: { lines: { recall: 1, precision: 1 }, refused: { recall: 1, precision: 1 } },
} as const;

describe('agreement with real systemd', () => {
  const cases = readCases();

  it('has cases to judge by', () => {
    expect(cases.length).toBeGreaterThan(5000);
  });

  it.each(VERSIONS)('does not fall behind for systemd %i', async (version) => {
    const { lines, refused, disagreements } = await score(cases, version, (one) => one.verdicts[version], CLI);
    const said = disagreements.slice(0, 10).map((one) => `${one.what} ${one.unit} ${one.about}: ${one.text}`);
    const reached = REACHED[version];
    expect(recall(lines), said.join('\n')).toBeGreaterThanOrEqual(reached.lines.recall);
    expect(precision(lines), said.join('\n')).toBeGreaterThanOrEqual(reached.lines.precision);
    expect(recall(refused), said.join('\n')).toBeGreaterThanOrEqual(reached.refused.recall);
    expect(precision(refused), said.join('\n')).toBeGreaterThanOrEqual(reached.refused.precision);
  });
});
