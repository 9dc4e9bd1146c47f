import { expect, test } from 'vitest';
import { sceneOf } from '../testing/scene.ts';
import { unitOf } from '../workspace/effective-unit.ts';
import { assess, formatExposure, type SecurityReport } from './assess.ts';

function reportOn(text: string, others: Readonly<Record<string, string>> = {}, settings = {}): SecurityReport {
  const { snapshot, file } = sceneOf('/u/web.service', text, others, settings);
  return assess(unitOf(snapshot, file)!, snapshot.settings);
}

test.each([
  [252, '9.6 UNSAFE'],
  [257, '9.4 UNSAFE'],
])('a service without settings, for systemd %d, is %s', (version, expected) => {
  const { exposure, level } = reportOn('[Service]\nExecStart=/bin/true\n', {}, { version });
  expect(`${formatExposure(exposure)} ${level}`).toBe(expected);
});

test('drop-ins count', () => {
  const alone = reportOn('[Service]\nExecStart=/bin/true\n');
  const over = { '/u/web.service.d/10-safe.conf': '[Service]\nPrivateNetwork=yes\n' };
  const both = reportOn('[Service]\nExecStart=/bin/true\n', over);
  expect(alone.exposure - both.exposure).toBe(4);
});

test('each result has its part of the whole, rounded up', () => {
  const { results } = reportOn('[Service]\nExecStart=/bin/true\n', {}, { version: 252 });
  const shown = new Map(results.map(({ assessment, exposure }) => [assessment.field, formatExposure(exposure)]));
  expect(shown.get('PrivateNetwork')).toBe('0.5');
  expect(shown.get('RootDirectoryOrRootImage')).toBe('0.1');
  expect(shown.get('RemoveIPC')).toBe('0.0');
});

test('calls that an architecture does not have do not count', () => {
  // There is modify_ldt on x86-64, and no call of the group on arm64.
  const filter = '[Service]\nExecStart=/bin/true\nSystemCallFilter=~modify_ldt\n';
  const badness = (architecture: string): number | undefined =>
    reportOn(filter, {}, { architecture }).results.find(
      (one) => one.assessment.field === 'SystemCallFilter_cpu_emulation',
    )?.badness;
  expect(badness('x86-64')).toBe(0);
  expect(badness('x86')).toBe(10);
});
