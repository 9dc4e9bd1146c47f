import { expect, it } from 'vitest';
import { analyzeVerify, canBeVerified, systemctl } from './systemctl.ts';

it('puts units where they cannot be taken for options', () => {
  expect(systemctl({ manager: 'user' }, 'stop', ['-H.socket'])).toEqual([
    'systemctl',
    '--user',
    '--no-pager',
    '--no-ask-password',
    'stop',
    '--',
    '-H.socket',
  ]);
  expect(analyzeVerify({ manager: 'system' }, ['/u/-M.socket']).slice(-2)).toEqual(['--', '/u/-M.socket']);
});

it('does not have a path checked that systemd-analyze would take for two', () => {
  expect(canBeVerified('/w/web:8080.socket')).toBe(false);
  expect(canBeVerified('/w/c:d/a.service')).toBe(false);
  expect(canBeVerified('/w/a.service')).toBe(true);
});
