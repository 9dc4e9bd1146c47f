import { expect, it } from 'vitest';
import { english } from '../l10n.ts';
import { dryRunQuestion } from './dry-run-question.ts';
import { LISTENER } from './plan-for-tests.ts';

const PLAN = { start: 'a.socket', listeners: [LISTENER] };
const NEAR = { ...LISTENER, value: '127.0.0.1:9999' };
const COMMAND = {
  kind: 'command',
  argv: ['systemd-socket-activate', '--listen', '9999', '--', '/srv/app', '-v'],
  loopback: undefined,
  folder: '/home/me',
  endsOnce: true,
} as const;
const LOOPBACK = {
  argv: ['systemd-socket-activate', '--listen', '127.0.0.1:9999', '--', '/srv/app', '-v'],
  listeners: [NEAR],
};
const NO = [undefined, '', 'Cancel', 'Show Details'];

it('lets only this machine connect, unless the person wants it as it is written', () => {
  const question = dryRunQuestion(PLAN, { ...COMMAND, loopback: LOOPBACK }, english);
  expect(question.message).toBe('Try a.socket on this machine?');
  expect(question.answers).toEqual(['Try on Loopback', 'Try as Written']);
  expect(question.detail.split('\n')).toEqual([
    'Connections start /srv/app with your privileges until you stop the dry run. Nothing is installed.',
    '',
    'Try on Loopback: only this machine can connect, to 127.0.0.1:9999.',
    'Try as Written: other machines can connect as well, to 9999.',
  ]);
  expect(question.modal).toBe(true);
  expect(question.everything?.split('\n')).toEqual([
    ...question.detail.split('\n'),
    '',
    'Command:',
    LOOPBACK.argv.join(' '),
    '',
    '/home/me',
  ]);
  const rest = { folder: '/home/me', endsOnce: true };
  expect(question.agreed('Try on Loopback')).toEqual({ ...LOOPBACK, ...rest });
  expect(question.agreed('Try as Written')).toEqual({ argv: COMMAND.argv, listeners: [LISTENER], ...rest });
  for (const answer of [...NO, 'Try']) expect(question.agreed(answer)).toBeUndefined();
});

it('asks in one way where only this machine can connect anyway', () => {
  const question = dryRunQuestion(PLAN, COMMAND, english);
  expect(question.answers).toEqual(['Try']);
  expect(question.detail.split('\n').at(-1)).toBe('It listens on 9999.');
  expect(question.agreed('Try')?.argv).toBe(COMMAND.argv);
  for (const answer of [...NO, 'Try as Written']) expect(question.agreed(answer)).toBeUndefined();
});
