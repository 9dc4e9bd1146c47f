import { expect, it } from 'vitest';
import { sceneOf } from '../testing/scene.ts';
import { dependencyGraph } from './dependency-graph.ts';

it('is that of the unit that a file is part of', () => {
  const others = { '/w/a.service': '[Unit]\nAfter=b.service\n' };
  const { snapshot, file } = sceneOf('/w/a.service.d/x.conf', '[Unit]\nWants=c.service\n', others);
  const { unit, text } = dependencyGraph(snapshot, file, 'mermaid')!;
  expect(unit).toBe('a.service');
  expect(text).toContain('|"After"|');
  expect(text).toContain('|"Wants"|');
});

it('of a drop-in for all units of a type is none', () => {
  const { snapshot, file } = sceneOf('/w/service.d/x.conf', '[Unit]\nWants=c.service\n');
  expect(dependencyGraph(snapshot, file, 'dot')).toBeUndefined();
});
