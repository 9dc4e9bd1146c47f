import { describe, expect, it } from 'vitest';
import { allTemplates, gluedWords, isPiece, readTemplates } from './read-templates.ts';

it('finds templates, also within arguments', () => {
  const source = [
    'const a = say`No template ${name}: ${plain ? say`it is {odd}` : other(`x}`)}.`;',
    "yield { message: say`With a \\` and ${'}'}` };",
    'say`a\\u2019b\\x41\\u{1f600}\\n\\\\`',
  ].join('\n');
  expect(readTemplates(source).map(({ key, line }) => [line, key])).toEqual([
    [0, 'No template {0}: {1}.'],
    [0, 'it is {odd}'],
    [1, 'With a ` and {0}'],
    [2, 'a’bA😀\n\\'],
  ]);
});

it.each([
  ["say`It ${plain ? 'is a template' : 'is none'}.`", 'is a template'],
  ['say`It ${plain ? say`is a template` : say`is none`}.`', undefined],
  ["say`It is ${names.join(', ')}.`", undefined],
  ['say`It is ${at.key}.`', undefined],
  ['say`It is one${port ? ` Write ${port}.` : say`Write a number.`}`', ' Write ${port}.'],
])('%s: English words in an argument', (source, words) => {
  expect(gluedWords(readTemplates(source)[0]!)).toBe(words);
});

it.each([
  [' in the directory', true],
  ['{0} is ', true],
  ['; did you mean {0}?', true],
  ['say`User=` has no influence', true],
  ['"{0}" is not a port.', false],
  ['{0}: {1}', false],
  ['`%%` is a percent sign.', false],
  ['- **Values:** {0}', false],
])('%j: only a piece of a text', (key, piece) => {
  expect(isPiece({ key, line: 0, args: [] })).toBe(piece);
});

describe('all templates', () => {
  const templates = allTemplates();

  it('are many', () => expect(templates.length).toBeGreaterThan(1000));

  it('have no English words in an argument', () => {
    expect(templates.flatMap((one) => gluedWords(one) ?? [])).toEqual([]);
  });

  it('are whole texts', () => expect(templates.filter(isPiece).map(({ key }) => key)).toEqual([]));
});
