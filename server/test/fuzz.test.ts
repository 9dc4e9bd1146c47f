import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { feed, once } from '../fuzz/feed.ts';
import { found } from '../fuzz/found.ts';
import { subject } from '../fuzz/subject.ts';
import { SUBJECTS } from '../fuzz/subjects.ts';

/** The seed is fixed, so that a change is judged by the change. `npm run fuzz` takes others. */
const SEED = 1;

describe('whatever comes in', () => {
  it.each(SUBJECTS.map((one) => [one.name, one] as const))('%s', async (_name, one) => {
    expect(await feed(one, SEED, 300)).toBeUndefined();
  });
});

it('inputs that have shown a fault show none', async () => {
  const all = found();
  expect(all.length).toBeGreaterThan(0);
  for (const { subject: name, input } of all) {
    const one = SUBJECTS.find((some) => some.name === name);
    expect(one, name).toBeDefined();
    await once(one!, input);
  }
});

it('a fault is found, and as small as it gets', async () => {
  const broken = subject('broken', fc.string(), (input) => {
    if (input.includes('=')) throw new Error('it has an equals sign');
  });
  expect(await feed(broken, SEED, 300)).toMatchObject({
    subject: 'broken',
    input: '=',
    error: expect.stringContaining('equals'),
  });
});
