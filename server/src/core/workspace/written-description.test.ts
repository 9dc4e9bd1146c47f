import { expect, test } from 'vitest';
import { unitFile } from './unit-file.ts';
import { writtenDescription } from './written-description.ts';

test.each([
  ['[Unit]\nDescription=A\nDescription= B \r\nAfter=x\n', 'B'],
  ['[Unit]\nDescription=A', 'A'],
  ['[Unit]\n# Description=A\n', undefined],
  ['[Unit]\nDescription=\n', undefined],
])('of %j it is %j', (text, expected) => {
  expect(writtenDescription(unitFile('/w/a.service', text)!)).toBe(expected);
});
