import { expect, test } from 'vitest';
import { badOffers, contextOf, firstFixed, verdict } from '../../testing/values.ts';
import { imagePolicyGrammar } from './image-policy.ts';

test.each<[string, number, string, string]>([
  ['Service.RootImagePolicy', 254, 'root=verity+signed:home=open', 'set <root=verity+signed:home=open>'],
  ['Service.RootImagePolicy', 262, '=ignore', 'set <=ignore>'],
  ['Service.RootImagePolicy', 262, '*', 'set <*>'],
  ['Service.RootImagePolicy', 262, 'root', 'dropped bad-image-policy/refuse'],
  ['Service.RootImagePolicy', 262, 'root=open:root=verity', 'dropped bad-image-policy/refuse'],
  ['Service.RootImagePolicy', 262, 'root=open:', 'dropped bad-image-policy/refuse'],
  ['Service.RootImagePolicy', 257, 'bogus=open', 'dropped bad-image-policy/refuse'],
  ['Service.RootImagePolicy', 262, 'bogus=open', 'set <bogus=open> bad-image-policy/advice'],
  ['Service.RootImagePolicy', 257, 'root=ext4', 'dropped bad-image-policy/refuse'],
  ['Service.RootImagePolicy', 262, 'root=ext4', 'set <root=ext4>'],
  ['Service.RootImagePolicy', 262, 'root=verity+bogus', 'set <root=verity+bogus> bad-image-policy/advice'],
  ['Service.RootImagePolicy', 262, '', 'reset'],
])('%s on %d: %j is %s', (name, version, value, expected) => {
  expect(verdict(imagePolicyGrammar, value, contextOf(name, version))).toBe(expected);
});

test.each<[string, string, string | undefined]>([['Service.RootImagePolicy', 'root=veritty', 'root=verity']])(
  '%s=%s is corrected to %s',
  (name, value, expected) => {
    expect(firstFixed(imagePolicyGrammar, value, contextOf(name))).toBe(expected);
  },
);

test.each<[string, string]>([
  ['Service.RootImagePolicy', 'root='],
  ['Service.RootImagePolicy', 'root=verity+'],
])('nothing is offered for %s=%s that would be refused', (name, value) => {
  expect(badOffers(imagePolicyGrammar, value, value.length, contextOf(name))).toEqual([]);
});
