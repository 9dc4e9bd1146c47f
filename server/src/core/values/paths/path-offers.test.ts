import { expect, test } from 'vitest';
import { contextOf } from '../../testing/values.ts';
import type { World } from '../grammar.ts';
import { type PathOfferRules, pathOffers } from './path-offers.ts';

const world: World = {
  units: () => [],
  directory: (path) => ({ '/': ['etc/', 'vmlinuz'], '/run/': ['a b', 'c:d', 'e%f', 'g/'] })[path] ?? [],
  users: () => [],
  groups: () => [],
  fact: () => undefined,
};

function offered(value: string, rules: PathOfferRules = {}): string[] {
  const offers = pathOffers(value, 0, value.length, contextOf('Service.TTYPath'), world, rules);
  return offers.map((offer) => value.slice(0, offer.from) + offer.insert);
}

test.each<[string, PathOfferRules, string[]]>([
  ['/run/', {}, ['/run/c:d', '/run/e%%f', '/run/g/']],
  ['/run/x', { whole: true }, ['/run/a b', '/run/c:d', '/run/e%%f', '/run/g/']],
  ['/run/', { reserved: ':' }, ['/run/e%%f', '/run/g/']],
  ['/run/', { directories: true }, ['/run/g/']],
  ['/run/', { literal: true, whole: true }, ['/run/a b', '/run/c:d', '/run/e%f', '/run/g/']],
  ['%t/', {}, ['%t/c:d', '%t/e%%f', '%t/g/']],
  ['run/', {}, []],
  ['"/run/', {}, []],
  ['x', { literal: true }, ['/etc/']],
])('after %j with %j', (value, rules, expected) => {
  expect(offered(value, rules)).toEqual(expected);
});

test('at the beginning there are the top directories and those of specifiers', () => {
  expect(offered('')).toEqual(['/etc/', '%t/', '%S/', '%E/', '%C/', '%L/', '%h/']);
});

test('after a percent sign there are the specifiers', () => {
  expect(offered('/run/%')).toContain('/run/%n');
  expect(offered('/run/%%')).not.toContain('/run/%%n');
});
