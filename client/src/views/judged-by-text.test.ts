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
  [
    {},
    'systemd 252, system manager',
    'The version is that of this machine. The manager is assumed: neither the folder nor a chosen target tells it.',
  ],
  [
    { manager: 'user', managerFrom: 'folder', version: 257, versionFrom: 'target' },
    'systemd 257, user manager',
    'The version is that of the chosen target. The manager is told by the folder.',
  ],
  [
    { version: 240, versionFrom: 'setting', managerFrom: 'target', oldestVerified: 247 },
    'systemd 240, system manager',
    'The version is that of the settings. The manager is that of the chosen target. What is found is verified for systemd 247 and newer only.',
  ],
  [
    { version: 262, versionFrom: 'newest', managerFrom: 'setting' },
    'systemd 262, system manager',
    'The version is the newest known, as no systemd is installed. The manager is that of the settings.',
  ],
])('%j', (part, text, detail) => {
  expect(judgedByText({ ...DEBIAN, ...part }, english)).toBe(text);
  expect(judgedByDetail({ ...DEBIAN, ...part }, english)).toBe(detail);
});
