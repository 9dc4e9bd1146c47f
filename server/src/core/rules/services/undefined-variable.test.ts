import { expect, it } from 'vitest';
import { diagnose } from '../../findings/run.ts';
import { sceneOf, textIn } from '../../testing/scene.ts';
import { applyEdits } from '../../text/edit.ts';
import { english } from '../../text/message.ts';
import { rule } from './undefined-variable.ts';

function about(lines: string, path = '/w/a.service', version = 252) {
  const text = `[Service]\n${lines}\n`;
  const scene = sceneOf(path, text, {}, { version });
  return { scene, text, found: diagnose(scene.snapshot, scene.file).filter(({ code }) => code === rule.code) };
}

// As system managers of systemd 252, 257 and 262 were seen to replace them.
it.each([
  ['ExecStart=/bin/a ${A}', ['${A}']],
  ['ExecStart=/bin/a $A', ['$A']],
  ['ExecStart=/bin/a x${A}y${A} ${B}', ['${A}', '${B}']],
  ['ExecStartPre=-/bin/a ${A}\nExecStart=/bin/a', ['${A}']],
  ['ExecStart=/bin/a ${HOME} ${USER}', ['${HOME}', '${USER}']],
  ['ExecStart=/bin/a ${XDG_RUNTIME_DIR}', ['${XDG_RUNTIME_DIR}']],
  ['ExecStart=/bin/a ${STATE_DIRECTORY} ${CREDENTIALS_DIRECTORY}', ['${STATE_DIRECTORY}', '${CREDENTIALS_DIRECTORY}']],
  ['ExecStart=/bin/sh -c "for i in a; do echo ${i} $i; done"', ['${i}']],
  ["ExecStart=/bin/sh -c 'while read -r line; do echo ${line}; done'", ['${line}']],
  ["ExecStart=/bin/sh -c 'n=1; echo ${n}'", ['${n}']],
  ["EnvironmentFile=/e\nExecStart=/bin/sh -c 'for i in a; do echo ${i}; done'", ['${i}']],
  ['EnvironmentFile=/e\nExecStart=/bin/sh -c "echo ${1} ${#a} ${a%%.*} ${!b}"', ['${1}', '${#a}', '${a%%.*}', '${!b}']],
  ['ExecStart=/bin/a ${TRIGGER_UNIT}', [], 252],
  ['ExecStart=/bin/a ${TRIGGER_UNIT}', ['${TRIGGER_UNIT}'], 247],
])('%j has %j', (lines, expected, version = 252) => {
  const { scene, found } = about(lines, undefined, version);
  expect(found.map(({ range }) => textIn(scene, range))).toEqual(expected);
});

it.each([
  'Environment=A=1\nExecStart=/bin/a ${A} $A',
  'PassEnvironment=A\nExecStart=/bin/a ${A}',
  'EnvironmentFile=-/etc/default/a\nExecStart=/bin/a ${A}',
  'PAMName=login\nExecStart=/bin/a ${A} ${HOME}',
  'User=a\nExecStart=/bin/a ${HOME} ${USER} ${LOGNAME} ${SHELL}',
  'DynamicUser=yes\nExecStart=/bin/a ${USER}',
  'StateDirectory=a\nLoadCredential=a:/b\nExecStart=/bin/a ${STATE_DIRECTORY} ${CREDENTIALS_DIRECTORY}',
  'ExecStart=/bin/a ${PATH} ${LANG} ${LISTEN_FDS}\nExecReload=/bin/kill $MAINPID\nExecStopPost=/bin/a $EXIT_STATUS',
  'ExecStart=/bin/a $${A} $$A',
  'ExecStart=:/bin/a ${A} $A',
  "ExecStart=/bin/sh -c 'for i in a; do echo $i $${i} ${a:-b}; done'",
  'ExecStart=/bin/a ${A}\nExecStart=\nExecStart=/bin/b',
])('%j: nothing', (lines) => {
  expect(about(lines).found).toEqual([]);
});

it('a name with a specifier may be any', () => {
  expect(about('Environment=A_%i=1\nExecStart=/bin/a ${A_%i} ${A_x} $A_%I', '/w/a@.service').found).toEqual([]);
});

it('a user manager hands on what is not known, but no variables of a loop', () => {
  const { scene, found } = about(
    'ExecStart=/bin/sh -c "for i in ${LIST}; do echo ${i}; done"',
    '/w/systemd/user/a.service',
  );
  expect(found.map(({ range }) => textIn(scene, range))).toEqual(['${i}']);
});

it('a place for more options is a hint', () => {
  expect(about('ExecStart=/bin/a $OPTIONS ${PORT}').found.map(({ severity }) => severity)).toEqual(['hint', 'warning']);
});

it('the fix leaves all of the same name in a script to the shell', () => {
  const { text, found } = about("ExecStart=/bin/sh -c 'for i in a; do echo ${i} ${i}; done'");
  const [change] = found[0]!.fixes[0]!.changes;
  expect(change?.kind === 'edit' && applyEdits(text, change.edits)).toBe(
    text.replace('echo ${i} ${i}', () => 'echo $${i} $${i}'),
  );
});

it('says which version sets a variable', () => {
  expect(about('ExecStart=/bin/a ${FDSTORE}').found.map(({ message }) => english(message))).toEqual([
    'Nothing sets "${FDSTORE}" before systemd 254: systemd replaces it by nothing. Set it with Environment= or EnvironmentFile=.',
  ]);
});
