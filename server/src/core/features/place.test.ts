import { describe, expect, it } from 'vitest';
import { sceneOf } from '../testing/scene.ts';
import { placeAt, tokenAt, typedSoFar } from './place.ts';

/** What stands at `^`, in a few words. */
function at(marked: string): string {
  const { snapshot, file, marks } = sceneOf('/w/a.service', marked);
  const place = placeAt(file, marks[0]!, snapshot.settings);
  switch (place.kind) {
    case 'header':
      return `header ${place.header.name}`;
    case 'key':
      return `key ${place.node.key} of ${place.section}, ${place.entry ? 'known' : 'unknown'}`;
    case 'value':
      return `value ${place.node.key} of ${place.section} at ${place.offset}`;
    case 'line':
      return `line of ${place.section?.name}: "${place.text}"`;
    case 'comment':
      return 'comment';
  }
}

describe('what stands at an offset', () => {
  it.each([
    // The `=` belongs to the key up to it, and to the value after it.
    ['[Service]\n^Type=exec\n', 'key Type of Service, known'],
    ['[Service]\nTy^pe=exec\n', 'key Type of Service, known'],
    ['[Service]\nType^=exec\n', 'key Type of Service, known'],
    ['[Service]\nType=^exec\n', 'value Type of Service at 0'],
    ['[Service]\nType=e^xec\n', 'value Type of Service at 1'],
    ['[Service]\nType=exec^\n', 'value Type of Service at 4'],
    ['[Service]\nType=^', 'value Type of Service at 0'],
    // Blanks around the `=`.
    ['[Service]\nType ^= exec\n', 'key Type of Service, known'],
    ['[Service]\nType =^ exec\n', 'value Type of Service at 0'],
    ['[Service]\nType = ^exec\n', 'value Type of Service at 0'],
    ['[Service]\nType = exec ^ \n', 'value Type of Service at 5'],
    ['[Service]\nNope^=1\n', 'key Nope of Service, unknown'],
    ['Type^=exec\n', 'key Type of , unknown'],
    // Headers end with their line.
    ['[Ser^vice]\n', 'header Service'],
    ['[Service]^\n', 'header Service'],
    ['[Service]\n^', 'line of Service: ""'],
    ['[Service]\nType=exec\n^', 'line of Service: ""'],
    ['[Service]\nExe^', 'line of Service: "Exe"'],
    ['[Service]\n  Exe^c\n', 'line of Service: "Exe"'],
    ['^', 'line of undefined: ""'],
    // Comments, alone and within a continued value.
    ['# not^e\n[Service]\n', 'comment'],
    ['# note\n^[Service]\n', 'header Service'],
    ['[Service]\nExecStart=/bin/a \\\n# no^te\n b\n', 'comment'],
    ['[Service]\nExecStart=/bin/a \\\n b^\n', 'value ExecStart of Service at 10'],
  ])('%j: %s', (marked, expected) => expect(at(marked)).toBe(expected));
});

it('the token is the shortest that goes on behind the offset, then one that ends there', () => {
  const token = (marked: string): string | undefined => {
    const { snapshot, file, marks } = sceneOf('/w/a.service', marked);
    const place = placeAt(file, marks[0]!, snapshot.settings);
    if (place.kind !== 'value' || !place.entry) return undefined;
    const found = tokenAt(place.entry, place.offset);
    return found && place.node.value.slice(found.from, found.to);
  };
  expect(token('[Unit]\nAfter=a.service ^b.service\n')).toBe('b.service');
  expect(token('[Unit]\nAfter=a.service^ b.service\n')).toBe('a.service');
  expect(token('[Unit]\nDescription=a %^n b\n')).toBe('%n');
  expect(token('[Unit]\nDescription=a^ %n b\n')).toBe('a %n b');
});

it('blanks that were just typed belong to what was typed', () => {
  const { snapshot, file, marks } = sceneOf('/w/a.service', '[Unit]\nAfter=a.service  ^\n');
  const place = placeAt(file, marks[0]!, snapshot.settings);
  expect(place.kind === 'value' && typedSoFar(place)).toEqual({ value: 'a.service  ', offset: 11 });
});
