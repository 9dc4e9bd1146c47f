import { expect, it } from 'vitest';
import { rulePage, ruleSource } from './rule-template.ts';

it.each([
  ['line', 'LineRule', '*check({ file, analysis })'],
  ['unit', 'UnitRule', '*check(unit)'],
  ['workspace', 'WorkspaceRule', '*check(unit)'],
] as const)('begins a rule of scope %s as a %s', (scope, type, check) => {
  const source = ruleSource({ code: 'two-of-a-kind', effect: 'fail', scope });
  expect(source).toContain(`import type { ${type} } from '../../findings/rule.ts';`);
  expect(source).toContain(
    `export const rule: ${type} = {\n  code: 'two-of-a-kind',\n  effect: 'fail',\n  scope: '${scope}',`,
  );
  expect(source).toContain(check);
});

it('begins a page with what its test reads', () => {
  const page = rulePage({ code: 'two-of-a-kind', effect: 'fail', scope: 'workspace' });
  expect(page).toMatch(/^# two-of-a-kind\n\n- \*\*Effect:\*\* fail\n- \*\*Scope:\*\* workspace\n/);
  expect(page.match(/^## (Bad|Good)$/gm)).toEqual(['## Bad', '## Good']);
  expect(page.match(/^```systemd example\.service$/gm)).toHaveLength(2);
});
