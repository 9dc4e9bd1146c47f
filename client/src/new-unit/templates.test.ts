import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../server/src/core/findings/run.ts';
import { createHost } from '../../../server/src/core/workspace/host.ts';
import { DEFAULT_SETTINGS } from '../../../server/src/core/workspace/settings.ts';
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
