import { expect, it } from 'vitest';
import { diagnose } from '../../findings/run.ts';
import { sceneOf, textIn } from '../../testing/scene.ts';
import { applyEdits } from '../../text/edit.ts';

const CODES = ['dropped-word', 'variable-within-word', 'variable-not-replaced', 'variable-as-executable'];

function about(text: string, path = '/w/a.service') {
  const scene = sceneOf(path, text);
  const found = diagnose(scene.snapshot, scene.file).filter(({ code }) => CODES.includes(code));
  return { scene, found };
}

// As a user manager of systemd 252 was seen to treat them.
it.each([
  ['ExecStart=/bin/a $FOO/echo', ['dropped-word <$FOO/echo>']],
  ['ExecStart=/bin/a "$FOO bar" b', ['dropped-word <"$FOO bar">']],
  ['ExecStart=/bin/a $(date) $1 $@ $', ['$(date)', '$1', '$@', '$'].map((word) => `dropped-word <${word}>`)],
  ['ExecStart=/bin/sh -c "$FOO/echo 1"', ['dropped-word <"$FOO/echo 1">']],
  ['ExecStart=/bin/a --x=$FOO', ['variable-within-word <$FOO>']],
  ['Environment=foo=1\nExecStart=/bin/a x:$foo', ['variable-within-word <$foo>']],
  ['ExecStart=$FOO a', ['variable-as-executable <$FOO>']],
  ['ExecStart=-/bin/${FOO} a', ['variable-as-executable <-/bin/${FOO}>'.replace('-/', '/')]],
  ['Environment=A=1 B=$A/x', ['variable-not-replaced <$A>']],
  ['Environment="A=b ${C}"', ['variable-not-replaced <${C}>']],
  ['Environment=A=$HOME:$PATH', ['variable-not-replaced <$HOME>']],
  ['RuntimeDirectory=${A}', ['variable-not-replaced <${A}>']],
  ['User=$USER', ['variable-not-replaced <$USER>']],
  ['LimitNOFILE=${MAX}', ['variable-not-replaced <${MAX}>']],
  ['TimeoutStartSec=$TIMEOUT', ['variable-not-replaced <$TIMEOUT>']],
  ['StandardOutput=append:$LOGS/a', ['variable-not-replaced <$LOGS>']],
])('%s: %j', (line, expected) => {
  const { scene, found } = about(`[Service]\n${line}\n`);
  expect(found.map(({ code, range }) => `${code} <${textIn(scene, range)}>`)).toEqual(expected);
});

it.each([
  'ExecStart=/bin/a $FOO ${FOO}/x "${FOO} $$x" $$FOO/x $FOO_%i',
  'ExecStart=:/bin/a $FOO/x --x=$FOO',
  "ExecStart=/bin/sh -c 'echo --x=$FOO' x=$FOO",
  'ExecStart=/usr/bin/awk -vx=$NF',
  'ExecStart=/bin/a s/a$/b/ ^a$ x$y "text with $NAME"',
  'Environment=A=a$b B=pa$$word C=x$Y D=$2y$10$abc',
  'SetCredential=a:$FOO',
  'Environment=A=1\nExecStart=/bin/a $A',
])('%s: nothing', (line) => {
  expect(about(`[Service]\n${line}\n`).found).toEqual([]);
});

it.each([
  ['ExecStart=/bin/a "$FOO/x y"', 'ExecStart=/bin/a "${FOO}/x y"'],
  ['ExecStart=/bin/a --x=$FOO', 'ExecStart=/bin/a --x=${FOO}'],
  ['Environment=A=/b\nEnvironment=B=${A}/c:$A', 'Environment=A=/b\nEnvironment=B=/b/c:/b'],
  ['WorkingDirectory=$HOME/a', 'WorkingDirectory=%h/a'],
  ['Environment=A=$OTHER', undefined],
  ['UMask=$HOME', undefined],
])('the fix of %j gives %j', (line, expected) => {
  const text = `[Service]\n${line}\n`;
  const [change] = about(text, '/w/systemd/user/a.service').found[0]!.fixes[0]?.changes ?? [];
  expect(change?.kind === 'edit' ? applyEdits(text, change.edits) : undefined).toBe(
    expected && `[Service]\n${expected}\n`,
  );
});
