import { expect, test } from 'vitest';
import { keysOf, NEWEST_VERSION } from '../../src/core/catalogue/catalogue.ts';
import { sectionsOf, UNIT_TYPES } from '../../src/core/catalogue/unit-type.ts';
import { parameterHelp } from '../../src/core/features/parameter-help.ts';
import { sceneOf } from '../../src/core/testing/scene.ts';
import type { Parts } from '../../src/core/values/grammar.ts';

test('whatever the value, one part is active, and each stands in the label behind the one before', () => {
  const values = ['', 'a', 'a:b', 'a:b:c:d:e', '/a /b', 'a=b', '*-*-* 1:2:3 x', '"a', '\\', '-@:', '; ', '[::'];
  let helped = 0;
  for (const type of UNIT_TYPES) {
    for (const section of sectionsOf(type)) {
      for (const key of keysOf(section, NEWEST_VERSION)) {
        for (const value of values) {
          const help = helpAt(type, `[${section}]\n${key}=${value}^`);
          if (!help) break;
          helped += 1;
          expect(help.parts[help.active], `${key}=${value}`).toBeDefined();
          let from = 0;
          for (const { label } of help.parts) {
            const at = help.label.indexOf(label, from);
            expect(at, `${label} in ${help.label}`).toBeGreaterThanOrEqual(from);
            from = at + label.length;
          }
        }
      }
    }
  }
  expect(helped).toBeGreaterThan(1_000);
});

/** The help where `^` stands. */
function helpAt(type: string, marked: string): Parts | undefined {
  const { snapshot, file, marks } = sceneOf(`/w/a.${type}`, marked);
  return parameterHelp(snapshot, file, marks[0]!);
}
