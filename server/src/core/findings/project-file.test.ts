import { expect, it } from 'vitest';
import { english } from '../text/message.ts';
import { readProjectFile } from './project-file.ts';

it('reads a preset, severities, and whether the folders above count', () => {
  const file = readProjectFile(
    '{ "$schema": "x", "root": true, "preset": "strict", "rules": { "bad-number": "off", "bad-mode": "hint" } }',
  );
  expect(file).toEqual({
    isRoot: true,
    policy: {
      preset: 'strict',
      rules: new Map([
        ['bad-number', 'off'],
        ['bad-mode', 'hint'],
      ]),
    },
    problems: [],
  });
});

it.each([
  ['', 'It is no valid JSON: '],
  ['{', 'It is no valid JSON: '],
  ['[]', 'It is no object in braces.'],
  ['null', 'It is no object in braces.'],
  ['{"root": 1}', '"root" is true or false.'],
  ['{"preset": "strikt"}', '"preset" is one of these: default, strict, systemd.'],
  ['{"rules": []}', '"rules" is an object of codes and severities.'],
  ['{"rules": {"bad-numbr": "off"}}', 'There is no finding bad-numbr. Write bad-number, which was most likely meant.'],
  ['{"rules": {"zzzzzzzz": "off"}}', 'There is no finding zzzzzzzz.'],
  ['{"rules": {"bad-number": "of"}}', 'bad-number is one of these: default, off, error,'],
  ['{"rules": {"__proto__": "off"}}', 'There is no finding __proto__.'],
  ['{"constructor": 1}', 'There is no setting "constructor"'],
  ['{"__proto__": 1}', 'There is no setting "__proto__"'],
])('of %s it tells what is wrong, and what is right counts', (text, problem) => {
  const { problems } = readProjectFile(text);
  expect(problems.map(english)).toEqual([expect.stringContaining(problem)]);
  const more = text.endsWith('}')
    ? readProjectFile(text.replace(/\}$/, ', "rules": { "bad-mode": "off" } }'))
    : undefined;
  if (more) expect([...more.policy.rules]).toEqual([['bad-mode', 'off']]);
});
