import { expect, it } from 'vitest';
import { keysOf, NEWEST_VERSION } from './catalogue.ts';
import { directiveDoc } from './documentation.ts';
import { isRetired } from './retired.ts';

it.each(['Unit', 'Service', 'Socket', 'Mount', 'Swap', 'Slice', 'Scope', 'Timer', 'Path', 'Automount', 'Install'])(
  'the documentation of [%s] says what to use instead of just those that are retired',
  (section) => {
    const keys = keysOf(section, NEWEST_VERSION);
    const documented = keys.filter((key) => directiveDoc(section, key)?.instead !== undefined);
    expect(keys.filter((key) => isRetired(section, key))).toEqual(documented);
  },
);
