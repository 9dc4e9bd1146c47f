import { expect, it } from 'vitest';
import { applyEdits } from '../text/edit.ts';
import { parseUnitName } from '../values/unit-name.ts';
import { createHost } from '../workspace/host.ts';
import { baseName } from '../workspace/paths.ts';
import { DEFAULT_SETTINGS } from '../workspace/settings.ts';
import { quadletEdits } from './rename-quadlets.ts';
import { createRenamedUnits } from './rename-units.ts';

/** What a file of Quadlet says after units have new names; undefined where it stays. */
function textAfter(path: string, text: string, names: Readonly<Record<string, string>>, ours = true) {
  const host = createHost(DEFAULT_SETTINGS);
  const files = { ...Object.fromEntries(Object.keys(names).map((one) => [one, '[Unit]\n'])), [path]: text };
  host.apply(Object.entries(files).map(([file, content]) => ({ path: file, layer: 'disk', text: content })));
  const units = Object.entries(names).map(([file, to]) => {
    const from = parseUnitName(baseName(file).replace(/\.volume$/, '-volume.service'))!;
    return { path: file, from, to: parseUnitName(to)! };
  });
  const renamed = createRenamedUnits(new Map(units.map((unit) => [unit.path, unit])));
  const changes = quadletEdits(host.snapshot(), renamed, () => ours);
  expect(changes.map(({ file }) => file)).toEqual(changes.length > 0 ? [path] : []);
  return changes[0] && applyEdits(text, changes[0].edits);
}

it.each([
  ['[Unit]\nAfter=a.service\n', '[Unit]\nAfter=b.service\n'],
  ['[Unit]\nRequires=x.service a.service\n', '[Unit]\nRequires=x.service b.service\n'],
  ['[Install]\nWantedBy=a.service\n', '[Install]\nWantedBy=b.service\n'],
  ['[Unit]\nAfter=aa.service\n', undefined],
  ['[Unit]\n# a.service\nDescription=a.service\n', undefined],
  ['[Container]\nImage=a.service\n', undefined],
])('of a unit that %j names', (text, after) => {
  expect(textAfter('/w/x.container', text, { '/w/a.service': 'b.service' })).toBe(after);
});

it.each([
  ['[Container]\nVolume=data.volume:/data\n', '[Container]\nVolume=store.volume:/data\n'],
  ['[Container]\nMount=type=volume,source=data.volume\n', '[Container]\nMount=type=volume,source=store.volume\n'],
  ['[Unit]\nAfter=data.volume\n', '[Unit]\nAfter=store.volume\n'],
  ['[Container]\nVolume=/data.volume:/data\nVolume=x-data.volume:/x\n', undefined],
  ['[Container]\nExec=cat data.volume\n', undefined],
  ['[Unit]\nDescription=What fills data.volume\n', undefined],
])('of a file of Quadlet that %j names', (text, after) => {
  expect(textAfter('/w/x.container', text, { '/w/data.volume': 'store-volume.service' })).toBe(after);
});

it('leaves alone what is not ours to edit', () => {
  const names = { '/w/a.service': 'b.service' };
  expect(textAfter('/w/x.container', '[Unit]\nAfter=a.service\n', names, false)).toBeUndefined();
});
