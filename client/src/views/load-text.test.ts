import { describe, expect, it } from 'vitest';
import { english } from '../l10n.ts';
import { stateFrom } from '../manager/unit-state.ts';
import { type LoadReport, loadConfig, type Shot, shotReader } from '../request/load-run.ts';
import { histogram, loadText } from './load-text.ts';

describe('a load run', () => {
  it('is read from what curl writes, wherever the chunks are cut', () => {
    const shots: Shot[] = [];
    const take = shotReader((shot) => shots.push(shot));
    const text = 'DL% UL%\n\r--  --  0 shot 200 0 0.002 0.003\nWarning: x\nshot 0 7 0.000 0.001\n';
    for (const char of text) take(new TextEncoder().encode(char), 'stderr');
    expect(shots).toEqual([
      { status: 200, exit: 0, firstByte: 0.002, total: 0.003 },
      { status: 0, exit: 7, firstByte: 0, total: 0.001 },
    ]);
  });

  it('asks for as many transfers as were wanted, and for no more than are sensible', () => {
    const lines = (requests: number) =>
      loadConfig({ url: 'http://h/"\\', options: [] }, { requests, concurrency: 1 }).split('\n').length - 1;
    expect(lines(3)).toBe(6);
    expect(lines(1_000_000)).toBe(20_000);
    expect(loadConfig({ url: 'http://h/"\\', options: [] }, { requests: 1, concurrency: 1 })).toContain(
      'url = "http://h/\\"\\\\"',
    );
  });

  it('is told with outcomes, limits and times', () => {
    const shot = (status: number, exit: number, total: number): Shot => ({ status, exit, firstByte: total / 2, total });
    const state = (accepted: string, refused: string) =>
      stateFrom(
        new Map([
          ['NAccepted', [accepted]],
          ['NRefused', [refused]],
        ]),
        'a.socket',
      );
    const report: LoadReport = {
      load: { requests: 5, concurrency: 2 },
      url: 'http://127.0.0.1:9999/',
      shots: [shot(200, 0, 0.01), shot(200, 0, 0.02), shot(0, 0, 0.4), shot(0, 56, 0.001)],
      seconds: 2,
      before: state('3', '0'),
      after: state('6', '1'),
      since: undefined,
      cancelled: true,
    };
    const text = loadText(report, undefined, 'User Manager', english);
    expect(text).toContain('Answered:      3  (75.0 %)');
    expect(text).toContain('Not sent:      1');
    expect(text).toContain('2.0 requests a second');
    expect(text).toContain('accepted 3 → 6, refused 1');
    expect(text).toMatch(/HTTP 200: {21}2\n/);
    expect(text).toContain('connection reset');
  });
});

it('puts every value into one bar', () => {
  const lines = histogram([0.001, 0.002, 0.004, 0.1, 0.1], english);
  const counts = lines.slice(0, 10).map((line) => Number(line.split(' ').at(-1)));
  expect(counts.reduce((sum, count) => sum + count)).toBe(5);
  expect(lines.at(-1)).toBe('half within 4.0 ms, 95 % within 100 ms, 99 % within 100 ms, the slowest 100 ms');
  expect(
    histogram([0.005], english)
      .slice(0, 10)
      .filter((line) => line.includes('█')),
  ).toHaveLength(1);
});
