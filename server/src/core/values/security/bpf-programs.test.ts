import { expect, test } from 'vitest';
import { contextOf, firstFixed, verdict } from '../../testing/values.ts';
import { bpfProgramGrammar, ipFilterPathGrammar } from './bpf-programs.ts';

test.each([
  ['ingress:/sys/fs/bpf/x', 'add <ingress:/sys/fs/bpf/x>'],
  ['::bind4::/x', 'add <bind4:/x>'],
  ['ingress:x', 'dropped bad-path/ignore'],
  ['ingress', 'dropped bad-path/ignore'],
  ['foo:/x', 'dropped bad-list-item/ignore'],
  ['', 'reset'],
])('BPFProgram=%s is %s', (value, expected) => {
  expect(verdict(bpfProgramGrammar, value, contextOf('Service.BPFProgram'))).toBe(expected);
});

test.each([
  ['/a b', 'add </a b>'],
  ['%t/x', 'add </run/x>'],
  ['x', 'dropped bad-path/ignore'],
  ['', 'reset'],
])('IPIngressFilterPath=%s is %s', (value, expected) => {
  expect(verdict(ipFilterPathGrammar, value, contextOf('Service.IPIngressFilterPath'))).toBe(expected);
});

test('the nearest type is offered', () => {
  expect(firstFixed(bpfProgramGrammar, 'egres:/x', contextOf('Service.BPFProgram'))).toBe('egress:/x');
});
