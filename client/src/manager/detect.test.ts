import { describe, expect, it } from 'vitest';
import { detect } from './detect.ts';
import type { Outcome, Ran } from './outcome.ts';
import type { Target } from './target.ts';

describe('detect', () => {
  it('finds a manager by its version', async () => {
    const target = answering(ran({ stdout: 'SystemState=running\nVersion=257.13-1\n' }));
    expect(await detect(target, 'linux')).toEqual({ kind: 'reachable', version: '257.13-1', state: 'running' });
  });

  it('says that there is no systemctl', async () => {
    const target = answering({ kind: 'missing', program: 'systemctl' });
    expect(await detect(target, 'linux')).toMatchObject({ kind: 'unreachable', reason: 'no-systemctl' });
  });

  it('does not even ask on another system, unless the target is elsewhere', async () => {
    const target = answering(ran({ stdout: 'Version=252\n' }));
    expect(await detect(target, 'darwin')).toEqual({ kind: 'unreachable', reason: 'not-linux', detail: 'darwin' });
    expect(await detect({ ...target, host: 'server' }, 'darwin')).toMatchObject({ kind: 'reachable' });
  });
});

function ran(part: { stdout?: string; code?: number; stderr?: string }): Outcome<Ran> {
  const stdout = new TextEncoder().encode(part.stdout ?? '');
  return {
    kind: 'ok',
    value: {
      argv: [],
      code: part.code ?? 0,
      signal: undefined,
      stdout,
      stderr: part.stderr ?? '',
      truncated: false,
      pid: 1,
      milliseconds: 1,
    },
  };
}

function answering(outcome: Outcome<Ran>): Target {
  return { kind: 'user', manager: 'user', host: undefined, run: async () => outcome } as unknown as Target;
}
