import { expect, test } from 'vitest';
import { directive, NEWEST_VERSION } from '../catalogue/catalogue.ts';
import { sceneOf } from '../testing/scene.ts';
import { unitOf } from '../workspace/effective-unit.ts';
import { assessments } from './assessments.ts';
import { securityInfo } from './security-info.ts';

const ALL = assessments(NEWEST_VERSION);

test('CAP_BPF came with 252, and there are no others of later versions', () => {
  expect(ALL.length - assessments(251).length).toBe(1);
  expect(assessments(247)).toHaveLength(80);
});

test.each(ALL.map((one) => [one.name, one] as const))(
  '%s has a name of its own and directives of services',
  (_, one) => {
    expect(ALL.filter(({ name, field }) => name === one.name || field === one.field)).toEqual([one]);
    for (const key of one.keys) expect(directive('Service', key, NEWEST_VERSION)?.key).toBe(key);
  },
);

test.each(ALL.flatMap((one) => (one.line === undefined ? [] : [[one.line, one] as const])))(
  '%s makes it good',
  (line, { judge }) => {
    // Groups and IPC objects matter only to a service that does not run as root.
    const { snapshot, file } = sceneOf('/u/a.service', `[Service]\nUser=web\nExecStart=/bin/true\n${line}\n`);
    expect(judge(securityInfo(unitOf(snapshot, file)!, NEWEST_VERSION))).toBe(0);
  },
);
