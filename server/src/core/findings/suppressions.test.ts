import { describe, expect, it } from 'vitest';
import { sceneOf } from '../testing/scene.ts';
import { applyEdits } from '../text/edit.ts';
import { type Choice, mergedPolicy, type Preset } from '../workspace/policy.ts';
import { DEFAULT_SETTINGS, type Settings } from '../workspace/settings.ts';
import { diagnose, judged } from './run.ts';

/** The codes found in the first of some files that lie together, in its order. */
function codes(files: Readonly<Record<string, string>>, settings: Partial<Settings> = {}): readonly string[] {
  const [[path, text] = ['', ''], ...others] = Object.entries(files);
  const { snapshot, file } = sceneOf(`/w/${path}`, text, at(others), { ...DEFAULT_SETTINGS, ...settings });
  return diagnose(snapshot, file).map(({ code }) => code);
}

function at(files: readonly (readonly [string, string])[]): Readonly<Record<string, string>> {
  return Object.fromEntries(files.map(([name, text]) => [`/w/${name}`, text]));
}

const SERVICE = '[Service]\nExecStart=/bin/cat\n';

describe('a comment above a line', () => {
  it.each([
    ['# systemd-units: ignore=unknown-directive'],
    [';systemd-units:ignore=unknown-directive'],
    ['# systemd-units: ignore=bad-number,unknown-directive'],
    ['# systemd-units: ignore=unknown-directive because of a patch, of ours'],
    ['  # systemd-units: ignore=unknown-directive  '],
    ['# systemd-units: ignore=unknown-directive\n\n# more'],
  ])('suppresses what is found in it: %s', (comment) => {
    const found = codes({ 'a.service': `${SERVICE}${comment}\nFoo=1\n` });
    expect(found.filter((code) => code !== 'unused-suppression')).toEqual([]);
  });

  it('covers a continued line, in the middle of which it may stand', () => {
    const comment = '# systemd-units: ignore=bad-specifier\n';
    expect(codes({ 'a.service': `[Service]\n${comment}ExecStart=/bin/a \\\n  %z\n` })).toEqual([]);
    expect(codes({ 'a.service': `[Service]\nExecStart=/bin/a \\\n${comment}  %z\n` })).toEqual([]);
  });

  it('suppresses nothing of other lines and other codes', () => {
    const comment = '# systemd-units: ignore=unknown-directive\n';
    expect(codes({ 'a.service': `${SERVICE}${comment}Foo=1\nBar=1\n` })).toEqual(['unknown-directive']);
    expect(codes({ 'a.service': `${SERVICE}${comment}Nice=x\n` })).toEqual(['unused-suppression', 'bad-number']);
  });

  it('at the end of a file suppresses nothing', () => {
    expect(codes({ 'a.service': `${SERVICE}# systemd-units: ignore=bad-number` })).toEqual(['unused-suppression']);
  });
});

it('a comment suppresses a code in the whole file, and not in others', () => {
  const text = `# systemd-units: ignore-file=unknown-directive\n${SERVICE}Foo=1\nBar=1\n`;
  expect(codes({ 'a.service': text })).toEqual([]);
  expect(codes({ 'a.service.d/x.conf': '[Service]\nFoo=1\n', 'a.service': text })).toEqual(['unknown-directive']);
});

it('a comment in any file of a unit suppresses a code in all of them', () => {
  const comment = '# systemd-units: ignore-unit=unknown-directive\n';
  const dropIn = '[Service]\nFoo=1\n';
  expect(codes({ 'a.service.d/x.conf': dropIn, 'a.service': `${comment}${SERVICE}` })).toEqual([]);
  expect(codes({ 'a.service': `${SERVICE}Foo=1\n`, 'a.service.d/x.conf': `${comment}${dropIn}` })).toEqual([]);
  // It is of use in the fragment although only the drop-in has what it suppresses.
  expect(codes({ 'a.service': `${comment}${SERVICE}`, 'a.service.d/x.conf': dropIn })).toEqual([]);
  expect(codes({ 'a.service': `${comment}${SERVICE}`, 'a.service.d/x.conf': '' })).toEqual(['unused-suppression']);
  expect(codes({ 'b.service': dropIn, 'a.service': `${comment}${SERVICE}` })).toContain('unknown-directive');
});

it('what is wrong with suppressions cannot be suppressed', () => {
  const file = (code: string) => ({ 'a.service': `# systemd-units: ignore-file=${code}\n${SERVICE}` });
  expect(codes(file('unused-suppression'))).toEqual(['unused-suppression']);
  expect(codes(file('bad-suppression,no-such-code'))).toEqual(['unused-suppression', 'bad-suppression']);
});

it('removing what is not used leaves the rest', () => {
  const text = `[Service]\n# systemd-units: ignore=bad-number,unknown-directive,bad-mode why\nFoo=1\n${SERVICE}`;
  const fixed = (now: string, index: number): string => {
    const { snapshot, file } = sceneOf('/w/a.service', now);
    const change = diagnose(snapshot, file)[index]!.fixes[0]!.changes[0]!;
    return change.kind === 'edit' ? applyEdits(now, change.edits) : now;
  };
  const once = fixed(text, 1);
  expect(once).toContain('ignore=bad-number,unknown-directive why');
  const twice = fixed(once, 0);
  expect(twice).toContain('ignore=unknown-directive why');
  const without = twice.replace('Foo=1\n', '');
  expect(fixed(without, 0)).toBe(`[Service]\n${SERVICE}`);
});

it('nothing is called unused while other files are still to be read', () => {
  const text = `# systemd-units: ignore-file=bad-number\n${SERVICE}`;
  const { snapshot, file } = sceneOf('/w/a.service', text);
  const early = { ...snapshot, isSurveyed: () => false };
  expect(diagnose(early, early.file(file.path)!)).toEqual([]);
});

describe('a policy', () => {
  const TEXT = '[Service]\nExecStart=/bin/cat\nNice=x\nFoo=1\n[Unit]\nBindTo=a.service\n';
  const under = (preset: Preset, rules: Readonly<Record<string, Choice>> = {}) => {
    const policy = mergedPolicy([{ preset, rules: new Map(Object.entries(rules)) }]);
    const { snapshot, file } = sceneOf('/w/a.service', TEXT, {}, { ...DEFAULT_SETTINGS, policyOf: () => policy });
    return diagnose(snapshot, file).map(({ code, severity }) => `${code} ${severity}`);
  };

  it('gives codes other severities, and turns them off', () => {
    expect(under('default')).toEqual(['bad-number warning', 'unknown-directive warning', 'obsolete-spelling hint']);
    expect(under('default', { 'bad-number': 'off', 'unknown-directive': 'hint' })).toEqual([
      'unknown-directive hint',
      'obsolete-spelling hint',
    ]);
  });

  it('has presets, which what is chosen for a code overrides', () => {
    expect(under('strict')).toEqual(['bad-number warning', 'unknown-directive warning', 'obsolete-spelling warning']);
    expect(under('systemd', { 'bad-number': 'error' })).toEqual(['bad-number error', 'unknown-directive warning']);
  });

  it('of a folder within another overrides it', () => {
    const outer = { preset: 'strict', rules: new Map<string, Choice>([['a', 'off']]) } as const;
    const inner = { rules: new Map<string, Choice>([['a', 'default']]) };
    expect(mergedPolicy([outer, inner])).toEqual({ preset: 'strict', rules: new Map([['a', 'default']]) });
    expect(mergedPolicy([])).toBeUndefined();
  });
});

it('comments and policies change what is shown, and nothing of what is found', () => {
  const text = `# systemd-units: ignore-file=unknown-directive\n${SERVICE}Foo=1\n`;
  const { snapshot, file } = sceneOf('/w/a.service', text);
  expect(diagnose(snapshot, file)).toEqual([]);
  expect(judged(snapshot, file).map(({ code }) => code)).toContain('unknown-directive');
});
