import { expect, it } from 'vitest';
import { directive, keysOf, NEWEST_VERSION, OLDEST_VERSION } from './catalogue.ts';
import { directiveDoc } from './documentation.ts';
import { isRetired, spelledToday } from './retired.ts';

it.each(['Unit', 'Service', 'Socket', 'Mount', 'Swap', 'Slice', 'Scope', 'Timer', 'Path', 'Automount', 'Install'])(
  'the documentation of [%s] says what to use instead of just those that are retired',
  (section) => {
    const keys = keysOf(section, NEWEST_VERSION);
    const documented = keys.filter((key) => directiveDoc(section, key)?.instead !== undefined);
    expect(keys.filter((key) => isRetired(section, key))).toEqual(documented);
  },
);

it.each(['Unit', 'Service', 'Socket', 'Mount', 'Swap'])(
  'the old spellings of [%s] have a place today, which the documentation names',
  (section) => {
    const spellings = keysOf(section, NEWEST_VERSION).flatMap((key) => {
      const today = spelledToday(section, key);
      return today ? [{ key, today }] : [];
    });
    expect(spellings.length).toBeGreaterThan(0);
    for (const { key, today } of spellings) {
      expect(directive(today.section, today.key, OLDEST_VERSION), `${today.section} ${today.key}`).toBeDefined();
      expect(isRetired(today.section, today.key)).toBe(false);
      expect(directiveDoc(section, key)?.instead).toContain(`${today.key}=`);
    }
  },
);
