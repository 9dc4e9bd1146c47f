import { expect, test } from 'vitest';
import { diagnose } from '../../findings/run.ts';
import { sceneOf } from '../../testing/scene.ts';
import { specialUnits } from '../../values/units/special-units.ts';

const HERE = '/w/systemd/user/demo.service';

function found(text: string, path = HERE, others: Readonly<Record<string, string>> = {}) {
  const { snapshot, file } = sceneOf(path, text, others);
  return diagnose(snapshot, file).filter(({ code }) => code === 'target-of-other-manager');
}

/** What the files are after the first fix of each finding, one after the other. */
function fixed(text: string, path = HERE): string {
  const [finding] = found(text, path);
  const change = finding?.fixes[0]?.changes[0];
  if (change?.kind !== 'edit') return text;
  const { range, newText } = change.edits[0]!;
  return fixed(text.slice(0, range.from) + newText + text.slice(range.to), path);
}

test('is found in a unit that is refused as well', () => {
  expect(found('[Service]\nType=nonsense\n[Install]\nWantedBy=multi-user.target\n')).toHaveLength(1);
});

test('a target of that name for the same manager is one’s own, for the other it is not', () => {
  const text = '[Unit]\nRequires=network-online.target\n';
  const target = { text: '[Unit]\n', name: 'network-online.target' };
  expect(found(text, HERE, { [`/etc/systemd/user/${target.name}`]: target.text })).toEqual([]);
  expect(found(text, HERE, { [`/etc/systemd/system/${target.name}`]: target.text })).toHaveLength(1);
});

test.each([
  ['[Install]\nWantedBy=multi-user.target\n', '[Install]\nWantedBy=default.target\n'],
  ['[Install]\nWantedBy=graphical.target\n', '[Install]\nWantedBy=graphical-session.target\n'],
  ['[Unit]\nAfter=network.target pipewire.service\n', '[Unit]\nAfter=pipewire.service\n'],
  ['[Unit]\nWants=network-online.target\nAfter=network-online.target\n', '[Unit]\n'],
  ['[Unit]\nPartOf=graphical.target\n', '[Unit]\nPartOf=graphical-session.target\n'],
])('%j becomes %j', (before, after) => {
  expect(fixed(before)).toBe(after);
});

test.each(['user', 'system'] as const)('a %s unit may name what every manager has', (manager) => {
  const names = specialUnits(manager).map(({ name }) => name);
  expect(found(`[Unit]\nAfter=${names.join(' ')}\n`, `/w/systemd/${manager}/demo.service`)).toEqual([]);
});
