import { describe, expect, it } from 'vitest';
import { directive, NEWEST_VERSION } from '../catalogue/catalogue.ts';
import { ownSection, UNIT_TYPES } from '../catalogue/unit-type.ts';
import { type EffectiveUnit, unitOf } from '../workspace/effective-unit.ts';
import { createHost } from '../workspace/host.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { othersIn } from './others.ts';
import { pageCodes } from './page.ts';
import type { Finding, UnitRule, WorkspaceRule } from './rule.ts';
import { type Example, exampleSettings, readPage } from './rule-page.ts';
import { RULES } from './rules.generated.ts';
import { mayFind } from './rules-by-type.ts';

type Needy = (UnitRule | WorkspaceRule) & { readonly needs: readonly string[] };

const NEEDY = RULES.flatMap((rule) => (rule.scope !== 'line' && rule.needs ? [rule as Needy] : []));

const EVERYWHERE = pageCodes().flatMap((code) => readPage(code)!.examples.flatMap(unitsIn));

describe.each(NEEDY.map((rule) => [rule.code, rule] as const))('%s', (code, rule) => {
  it('needs directives that there are', () => {
    const sections = ['Unit', 'Install', ...(rule.types ?? UNIT_TYPES).map(ownSection)];
    const known = (key: string) => sections.some((section) => directive(section, key, NEWEST_VERSION));
    expect(rule.needs.filter((key) => !known(key))).toEqual([]);
  });

  it('finds nothing in a unit without them', () => {
    const own = readPage(code)!.examples.map((example) => withoutLines(example, rule.needs));
    const without = [...EVERYWHERE, ...own.flatMap(unitsIn)].filter(
      ({ unit }) => isOfTypes(rule, unit) && !mayFind(rule, unit),
    );
    expect(without.length).toBeGreaterThan(0);
    expect(without.filter((one) => [...findings(rule, one)].length > 0).map(({ unit }) => unit.name.full)).toEqual([]);
  });
});

/** The example with no line that assigns any of some directives. */
function withoutLines(example: Example, keys: readonly string[]): Example {
  const isKept = (line: string): boolean => !keys.some((key) => line.startsWith(`${key}=`));
  const files = example.files.map((file) => ({ ...file, text: file.text.split('\n').filter(isKept).join('\n') }));
  return { ...example, files };
}

interface UnitIn {
  readonly unit: EffectiveUnit;
  readonly snapshot: Snapshot;
}

/** The units of an example that are judged. */
function unitsIn({ files, version }: Example): readonly UnitIn[] {
  const host = createHost(exampleSettings({ version }));
  host.apply(files.map(({ name, text }) => ({ path: `/w/${name}`, layer: 'disk', text })));
  const snapshot = host.snapshot();
  return [...snapshot.files()].flatMap((file) => {
    const unit = unitOf(snapshot, file);
    return unit?.fragment && !unit.masked ? [{ unit, snapshot }] : [];
  });
}

function isOfTypes({ types }: Needy, { type }: EffectiveUnit): boolean {
  return types?.includes(type) ?? true;
}

function findings(rule: Needy, { unit, snapshot }: UnitIn): Iterable<Finding> {
  if (rule.scope === 'unit') return rule.check(unit, snapshot.settings);
  return rule.check(
    unit,
    snapshot,
    othersIn(snapshot, () => true),
  );
}
