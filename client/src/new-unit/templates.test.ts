import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../server/src/core/findings/run.ts';
import { createHost } from '../../../server/src/core/workspace/host.ts';
import { DEFAULT_SETTINGS } from '../../../server/src/core/workspace/settings.ts';
import { UNIT_TYPES } from '../../../server/src/protocol/unit-paths.ts';
import bundle from '../../l10n/bundle.l10n.zh-cn.json' with { type: 'json' };
import { english, type Translate, translator } from '../l10n.ts';
import { filesOf, type NewFile, unitTemplates } from './templates.ts';
import { isStem, stemOf } from './unit-stem.ts';

/** What is wrong with units that stand beside each other, for each version that is known. */
function findings(files: readonly NewFile[], manager: 'system' | 'user' = 'system'): string[] {
  return [252, 254, 257, 262].flatMap((version) => {
    const host = createHost({ ...DEFAULT_SETTINGS, version, manager, loadPath: [] });
    host.apply(files.map(({ name, text }) => ({ path: `/w/${name}`, layer: 'disk', text })));
    const snapshot = host.snapshot();
    return files.flatMap(({ name }) =>
      diagnose(snapshot, snapshot.file(`/w/${name}`)!).map(
        ({ code, effect }) => `${version} ${name}: ${code} (${effect})`,
      ),
    );
  });
}

const LANGUAGES: Readonly<Record<string, Translate>> = {
  English: english,
  Chinese: translator((message) => (bundle as Readonly<Record<string, string>>)[message] ?? message),
};

describe.each(unitTemplates(english))('$title', ({ id }) => {
  describe.each(Object.entries(LANGUAGES))('in %s', (_, t) => {
    it.each(['system', 'user'] as const)('gives two units that the %s manager takes without a word', (manager) => {
      const files = filesOf(id, 'demo', manager, t);
      expect(files).toHaveLength(2);
      expect(findings(files, manager)).toEqual([]);
    });
  });

  it('differs between languages in comments and descriptions alone, none of which is left in English', () => {
    const [inEnglish, inChinese] = Object.values(LANGUAGES).map((t) =>
      filesOf(id, 'demo', 'system', t).map(({ name, text }) => [name, ...text.split('\n')]),
    );
    const forPeople = /^(?:#|Description=(?!demo$))/;
    const rest = (files = inEnglish!) =>
      files.map((lines) => lines.map((line) => line.replace(/^(?:#|Description=).*/, '…')));
    expect(rest(inChinese)).toEqual(rest(inEnglish));
    const words = inChinese!.flat().filter((line) => forPeople.test(line));
    expect(words.length).toBeGreaterThan(0);
    expect(words.filter((line) => !/\p{Script=Han}/u.test(line))).toEqual([]);
  });
});

describe('the names of new units', () => {
  it.each([
    ['demo', 'demo'],
    [' demo.socket ', 'demo'],
    ['demo@.service', 'demo'],
    ['a.b', 'a.b'],
  ])('%j is for %s', (typed, stem) => expect(stemOf(typed)).toBe(stem));

  it.each(['demo', 'a.b-c_d', 'x:y'])('%s can be one', (stem) => expect(isStem(stem)).toBe(true));
  it.each(['', 'a b', '../a', 'a@b', '.hidden', 'é', 'x'.repeat(250)])('%j cannot', (stem) =>
    expect(isStem(stem)).toBe(false),
  );
});

/** As VS Code holds a path against the `include` of a snippet: patterns without a slash are for the name alone. */
function matches(path: string, include: readonly string[]): boolean {
  return include.some((glob) => {
    const pattern = glob
      .replaceAll('.', '\\.')
      .replaceAll(/\*\*\/|\*/g, (star) => (star === '*' ? '[^/]*' : '(?:.*/)?'));
    return new RegExp(`^${pattern}$`).test(glob.includes('/') ? path : path.slice(path.lastIndexOf('/') + 1));
  });
}

describe('snippets for whole files', () => {
  interface Snippet {
    readonly body: readonly string[];
    readonly isFileTemplate?: boolean;
    readonly include: readonly string[];
  }
  const path = join(import.meta.dirname, '../../../syntaxes/snippets.json');
  const snippets = Object.entries(JSON.parse(readFileSync(path, 'utf8')) as Record<string, Snippet>);

  /** What stands there when nothing is typed over. */
  const filled = ({ body }: Snippet): string =>
    body
      .join('\n')
      .replaceAll(/\$\{TM_FILENAME_BASE:NAME\}/g, 'demo')
      .replaceAll(/\$\{\d+[:|]([^},|]*)[^}]*\}|\$\d/g, (_, byDefault: string | undefined) => byDefault ?? '');

  const whole = snippets.filter(([, snippet]) => snippet.isFileTemplate);
  const FILES: Readonly<Record<string, readonly string[]>> = {
    'socket for a service per connection': [
      'demo.socket',
      'template service for a socket with Accept=yes',
      'demo@.service',
    ],
    'socket for one service': ['demo.socket', 'service behind a socket', 'demo.service'],
    'socket proxy': ['demo.service', 'socket for one service', 'demo.socket'],
    timer: ['demo.timer', 'oneshot service', 'demo.service'],
    path: ['demo.path', 'oneshot service', 'demo.service'],
    service: ['demo.service'],
    mount: ['mnt-data.mount'],
  };

  it('are all of these, with those that they go with', () => {
    const named = Object.entries(FILES).flatMap(([first, [, second]]) => [first, ...(second ? [second] : [])]);
    expect(whole.map(([name]) => name).toSorted()).toEqual([...new Set(named)].toSorted());
  });

  it.each(snippets)('%s is offered in files of the type that it is for, and in no others', (_, snippet) => {
    const text = filled(snippet);
    const type = UNIT_TYPES.find((one) => text.includes(`[${one[0]!.toUpperCase()}${one.slice(1)}]`)) ?? 'service';
    const inFiles = UNIT_TYPES.filter((one) => matches(`demo.${one}`, snippet.include));
    const inDropIns = UNIT_TYPES.filter((one) => matches(`/w/demo.${one}.d/10.conf`, snippet.include));
    expect(new Set([...inFiles, ...inDropIns])).toEqual(new Set([type]));
    expect(matches('Untitled-1', snippet.include)).toBe(snippet.isFileTemplate ?? false);
  });

  it.each(Object.entries(FILES))('%s', (first, [name, second, other]) => {
    const text = (title: string): string => filled(Object.fromEntries(snippets)[title]!);
    const files = [
      { name: name!, text: text(first) },
      ...(second && other ? [{ name: other, text: text(second) }] : []),
    ];
    expect(findings(files)).toEqual([]);
  });
});
