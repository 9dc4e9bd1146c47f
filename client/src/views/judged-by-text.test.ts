import { expect, test } from 'vitest';
import type { JudgedBy } from '../../../server/src/protocol/judged-by.ts';
import { english } from '../l10n.ts';
import { judgedByDetail, judgedByText } from './judged-by-text.ts';

const DEBIAN: JudgedBy = {
  version: 252,
  versionFrom: 'installed',
  oldestVerified: undefined,
  manager: 'system',
  managerFrom: 'default',
};

test.each<[Partial<JudgedBy>, string, string]>([
  [{}, 'systemd 252, system manager', 'version: this machine, manager: assumed'],
  [
    { manager: 'user', managerFrom: 'folder', version: 257, versionFrom: 'target' },
    'systemd 257, user manager',
    'version: target, manager: folder',
  ],
  [
    { version: 240, versionFrom: 'setting', managerFrom: 'target', oldestVerified: 247 },
    'systemd 240, system manager',
    'version: settings, manager: target, verified from 247 on',
  ],
  [
    { version: 262, versionFrom: 'newest', managerFrom: 'setting' },
    'systemd 262, system manager',
    'version: newest known, manager: settings',
  ],
])('%j', (part, text, detail) => {
  expect(judgedByText({ ...DEBIAN, ...part }, english)).toBe(text);
  expect(judgedByDetail({ ...DEBIAN, ...part }, english)).toBe(detail);
});
