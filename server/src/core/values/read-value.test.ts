import { expect, test } from 'vitest';
import type { ValueContext } from './grammar.ts';
import { singlePathGrammar } from './paths/single-path.ts';
import { readValue } from './read-value.ts';
import { parseUnitName } from './unit-name.ts';
import { unitDependencyGrammar } from './units/unit-dependency.ts';

const at: ValueContext = {
  version: 262,
  manager: 'system',
  unitType: 'service',
  unit: parseUnitName('foo@.service'),
  section: 'Service',
  key: 'RootDirectory',
  ltype: 'true',
  parser: '',
};

test('an instance may be a path, or the name of a unit', () => {
  expect(readValue(singlePathGrammar, '%I', at).problems).toEqual([]);
  expect(readValue(unitDependencyGrammar, '%i', at).problems).toEqual([]);
});

test('what is wrong whatever the instance is still said', () => {
  expect(readValue(singlePathGrammar, 'x%I', at).problems).toHaveLength(1);
  expect(readValue(unitDependencyGrammar, 'a@%i.slice', at).problems).toHaveLength(1);
});

test('a drop-in for many units may go to an instance', () => {
  expect(readValue(unitDependencyGrammar, '%i.service', { ...at, unit: undefined }).problems).toEqual([]);
});

test('the names of other units keep their instance open', () => {
  expect(readValue(unitDependencyGrammar, 'a@%i.socket b.service', at).items).toEqual(['a@.socket', 'b.service']);
});
