import { expect, it } from 'vitest';
import { english } from '../l10n.ts';
import { dropInQuestion, type Replaced } from './drop-in-question.ts';

const SOCKET: Replaced = {
  copy: 'ssh.socket',
  dropIn: 'ssh.socket.d/override.conf',
  made: { unit: 'ssh.socket', uri: 'file:///w/ssh.socket.d/override.conf', text: '[Socket]\nBacklog=5\n', kept: [] },
};

it('says what replaces what, and that it can be undone', () => {
  expect(dropInQuestion([SOCKET], english)).toEqual({
    modal: true,
    message: 'Change the packaged ssh.socket with a drop-in instead?',
    detail: [
      'ssh.socket.d/override.conf replaces ssh.socket.',
      '',
      'The packaged unit stays in force, with its updates. Undo brings the files back.',
    ].join('\n'),
    warns: false,
    answers: ['Replace by Drop-in'],
  });
});

it('warns of what a drop-in cannot say, and of a copy that changes nothing', () => {
  const service: Replaced = {
    copy: 'ssh.service',
    dropIn: 'ssh.service.d/override.conf',
    made: { ...SOCKET.made, unit: 'ssh.service', text: '', kept: ['After=network.target'] },
  };
  const { message, detail, warns } = dropInQuestion([SOCKET, service], english);
  expect([message, warns]).toEqual(['Change 2 packaged units with drop-ins instead?', true]);
  expect(detail.split('\n')).toEqual([
    'ssh.socket.d/override.conf replaces ssh.socket.',
    'ssh.service is removed. It makes no change that a drop-in can make.',
    '',
    'The packaged unit stays in force, with its updates. Undo brings the files back.',
    '',
    'A drop-in cannot take away these lines of the packaged unit:',
    '• ssh.service: After=network.target',
  ]);
});
