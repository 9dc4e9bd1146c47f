import { describe, expect, it } from 'vitest';
import {
  allOf,
  anyOf,
  ENGLISH,
  enumerated,
  type Language,
  layout,
  render,
  say,
  sentences,
  templateKey,
  withArguments,
} from './message.ts';

const GERMAN: Language = {
  template: (key) =>
    new Map([
      ['{0} needs {1}.', '{1} wird von {0} gebraucht.'],
      ['no template', 'keine Vorlage'],
    ]).get(key),
  comma: ', ',
  and: ' und ',
  or: ' oder ',
};

describe('render', () => {
  it('fills a template in', () => {
    expect(render(say`Accept=${'yes'} needs ${2} units.`, ENGLISH)).toBe('Accept=yes needs 2 units.');
  });

  it('takes the translation of a template, whose arguments may stand in another order', () => {
    expect(render(say`${'a.socket'} needs ${say`no template`}.`, GERMAN)).toBe(
      'keine Vorlage wird von a.socket gebraucht.',
    );
  });

  it('falls back to English for a template without a translation, but not for what stands in it', () => {
    expect(render(say`There is ${say`no template`}.`, GERMAN)).toBe('There is keine Vorlage.');
  });

  it('leaves braces in arguments alone', () => {
    expect(render(say`${'{1}'} needs ${'{0}'}.`, GERMAN)).toBe('{0} wird von {1} gebraucht.');
    expect(render(say`${'{X}'} is empty.`, ENGLISH)).toBe('{X} is empty.');
  });

  it.each([
    [anyOf(['a']), 'a'],
    [anyOf(['a', 'b', 'c']), 'a, b oder c'],
    [allOf(['a', 'b']), 'a und b'],
    [enumerated(['a', 'b', 'c']), 'a, b, c'],
    [sentences(say`One.`, undefined, say`Two.`), 'One. Two.'],
    [layout('\n\n', ['**x**', undefined, say`no template`]), '**x**\n\nkeine Vorlage'],
  ])('puts a series together %#', (message, expected) => {
    expect(render(message, GERMAN)).toBe(expected);
  });
});

it('text arguments can be escaped, at any depth', () => {
  const message = sentences(say`Listens on ${say`port ${80} of ${'*'}`}.`, say`${anyOf(['_', 'b'])}`);
  expect(
    render(
      withArguments(message, (text) => `\\${text}`),
      ENGLISH,
    ),
  ).toBe('Listens on port 80 of \\*. \\_ or \\b');
});

it('the key of a template has numbers for its arguments', () => {
  expect(templateKey(say`${'a'} and ${'b'}`)).toBe('{0} and {1}');
  expect(templateKey(say`plain`)).toBe('plain');
});
