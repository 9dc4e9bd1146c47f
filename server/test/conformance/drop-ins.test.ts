import { describe, expect, it } from 'vitest';
import { DROP_IN_VERSIONS, readDropInCases, scoreDropIns } from './drop-ins.ts';
import { precision, recall } from './score.ts';

describe('agreement with real systemd about units with drop-ins', () => {
  const cases = readDropInCases();

  it('has cases to judge by', () => {
    expect(cases.length).toBeGreaterThan(700);
  });

  it.each(DROP_IN_VERSIONS)('is complete for systemd %i', (version) => {
    const { lines, refused, disagreements } = scoreDropIns(cases, version);
    expect(disagreements).toEqual([]);
    expect([recall(lines), precision(lines), recall(refused), precision(refused)]).toEqual([1, 1, 1, 1]);
    expect(lines.hits).toBeGreaterThan(2000);
    expect(refused.hits).toBeGreaterThan(100);
  });
});
