import { expect, it } from 'vitest';
import { english } from '../core/text/message.ts';
import type { PolicyPart } from '../core/workspace/policy.ts';
import type { Disk } from './disk.ts';
import { diskInMemory } from './disk-for-tests.ts';
import { policiesFrom } from './project-files.ts';

const NOTHING: PolicyPart = { rules: new Map() };

function policies(files: Readonly<Record<string, string>>, chosen: PolicyPart = NOTHING) {
  const told: string[] = [];
  const disk = diskInMemory(files);
  const read: string[] = [];
  const watched: Disk = {
    ...disk,
    read(path) {
      read.push(path);
      return disk.read(path);
    },
  };
  const policyOf = policiesFrom({
    disk: watched,
    chosen,
    tell: (path, problems) => told.push(`${path}: ${english(problems)}`),
  });
  const rulesOf = (path: string) => Object.fromEntries(policyOf(path)?.rules ?? []);
  return { policyOf, rulesOf, told, read };
}

it('project files count for their folder and all below, the nearest wins', () => {
  const { policyOf, rulesOf } = policies({
    '/w/systemd-units.json': '{"preset": "strict", "rules": {"bad-number": "off", "bad-mode": "off"}}',
    '/w/a/systemd-units.json': '{"rules": {"bad-mode": "error"}}',
    '/w/b/systemd-units.json': '{"root": true, "rules": {"bad-path": "off"}}',
  });
  expect(rulesOf('/w/x.service')).toEqual({ 'bad-number': 'off', 'bad-mode': 'off' });
  expect(rulesOf('/w/a/deep/er/x.service')).toEqual({ 'bad-number': 'off', 'bad-mode': 'error' });
  expect(policyOf('/w/a/x.service')?.preset).toBe('strict');
  expect(rulesOf('/w/b/x.service')).toEqual({ 'bad-path': 'off' });
  expect(policyOf('/w/b/x.service')?.preset).toBe('default');
  expect(policyOf('/elsewhere/x.service')).toBeUndefined();
});

it('what a person chooses overrides them, and counts where there is no disk', () => {
  const chosen: PolicyPart = { preset: 'systemd', rules: new Map([['bad-mode', 'hint']]) };
  const { policyOf, rulesOf } = policies(
    { '/w/systemd-units.json': '{"root": true, "preset": "strict", "rules": {"bad-mode": "off", "bad-path": "off"}}' },
    chosen,
  );
  expect(rulesOf('/w/x.service')).toEqual({ 'bad-mode': 'hint', 'bad-path': 'off' });
  expect(policyOf('/w/x.service')?.preset).toBe('systemd');
  expect(policyOf('untitled:Untitled-1')).toEqual(chosen);
  expect(policiesFrom({ disk: undefined, chosen, tell: () => {} })('/w/x.service')).toEqual(chosen);
});

it('each folder is looked at once, however deep', () => {
  const { policyOf, read } = policies({ '/w/x.service': '' });
  const deep = '/w/a'.repeat(5000);
  for (let count = 0; count < 3; count++) policyOf(`${deep}/x.service`);
  expect(read.length).toBe(10_000);
  policyOf(`${deep}/y/x.service`);
  expect(read.length).toBe(10_001);
});

it('what is wrong is told once for each file, and what is no small regular file is not read', () => {
  const { policyOf, told } = policies({
    '/w/systemd-units.json': '{"rules": {"bad-numbr": "off"}, "x": 1}',
    '/v/systemd-units.json': ' '.repeat(2 * 1024 * 1024),
  });
  for (let count = 0; count < 2; count++) for (const folder of ['/w', '/v']) policyOf(`${folder}/a.service`);
  expect(told).toEqual([
    expect.stringMatching(/^\/w\/systemd-units\.json: There is no finding bad-numbr\..* There is no setting "x"/),
    expect.stringMatching(/^\/v\/systemd-units\.json: It is not read/),
  ]);
});
