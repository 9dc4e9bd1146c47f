import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { othersIn } from '../src/core/findings/others.ts';
import type { EntryRule, Finding, LineRule, Rule } from '../src/core/findings/rule.ts';
import { sceneOf } from '../src/core/testing/scene.ts';
import { readMarked } from '../src/core/text/markers.ts';
import { english } from '../src/core/text/message.ts';
import { analysisOf } from '../src/core/workspace/analyse.ts';
import { unitOf } from '../src/core/workspace/effective-unit.ts';
import { Memory } from '../src/core/workspace/memory.ts';
import type { Settings } from '../src/core/workspace/settings.ts';
import type { UnitFile } from '../src/core/workspace/unit-file.ts';
import { PAGES_TEST, rulePage, ruleSource } from './rule-template.ts';

const CORE = pathToFileURL(join(import.meta.dirname, '../src/core')).href;

/** The rule of a new source, which stands in another folder than its imports expect. */
async function load(source: string): Promise<Rule> {
  const folder = mkdtempSync(join(tmpdir(), 'new-rule-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'new-rule.ts');
  writeFileSync(file, source.replaceAll("from '../..", `from '${CORE}`));
  return (await import(pathToFileURL(file).href)).rule;
}

function findings(rule: Rule, text: string): Finding[] {
  const { snapshot, file } = sceneOf('/w/example.service', text);
  const unit = unitOf(snapshot, file)!;
  switch (rule.scope) {
    case 'line':
      return lineFindings(rule, snapshot.settings, file);
    case 'unit':
      return [...rule.check(unit, snapshot.settings)];
    case 'workspace':
      return [
        ...rule.check(
          unit,
          snapshot,
          othersIn(snapshot, () => true),
        ),
      ];
  }
}

function lineFindings(rule: LineRule | EntryRule, settings: Settings, file: UnitFile): Finding[] {
  const analysis = analysisOf(file, settings);
  const view = { file, analysis, settings, memory: new Memory() };
  return rule.per === 'entry'
    ? analysis.entries.flatMap((entry) => [...rule.check(entry, view)])
    : [...rule.check(view)];
}

it.each(['line', 'unit', 'workspace'] as const)(
  'begins with a rule of scope %s that finds what its page marks',
  async (scope) => {
    const begun = { code: 'two-of-a-kind', effect: 'fail', scope } as const;
    const rule = await load(ruleSource(begun));
    expect(rule).toMatchObject(begun);
    const [, bad] = /^## Bad\n\n```systemd example\.service\n([\s\S]*?)^```/m.exec(rulePage(begun))!;
    const { text, marks } = readMarked(bad!);
    expect(findings(rule, text).map(({ range, message }) => ({ ...range, message: english(message) }))).toEqual(marks);
  },
);

it.each(['line', 'unit', 'workspace'] as const)('imports in the order of the linter for scope %s', (scope) => {
  const source = ruleSource({ code: 'two-of-a-kind', effect: 'fail', scope });
  const imported = [...source.matchAll(/ from '(.*)';$/gm)].map((match) => match[1]);
  expect(imported).toEqual(imported.toSorted());
});

it('begins a page with what its test reads', () => {
  const page = rulePage({ code: 'two-of-a-kind', effect: 'fail', scope: 'workspace' });
  expect(page).toMatch(/^# two-of-a-kind\n\n- \*\*Effect:\*\* fail\n- \*\*Scope:\*\* workspace\n/);
  expect(page.match(/^## (Bad|Good)$/gm)).toEqual(['## Bad', '## Good']);
  expect(page.match(/^```systemd example\.service$/gm)).toHaveLength(2);
});

it('names a test that is there', () => {
  expect(existsSync(join(import.meta.dirname, '../..', PAGES_TEST))).toBe(true);
});
