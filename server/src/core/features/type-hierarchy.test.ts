import { expect, it } from 'vitest';
import { sceneOf } from '../testing/scene.ts';
import { subtypes, supertypes } from './type-hierarchy.ts';

const { snapshot } = sceneOf('/w/z.service', '', {
  '/w/web.service': '[Unit]\nRequires=db.service\nAfter=db.service gone.service\nConflicts=old.service\n',
  '/w/db.service': '[Unit]\nDescription=Database\n[Service]\nExecStart=/bin/b\n',
  '/w/old.service': '[Service]\nExecStart=/bin/c\n',
  '/w/ui.service': '[Unit]\nPartOf=db.service\n[Service]\nExecStart=/bin/d\n',
});

function shown(found: ReturnType<typeof supertypes>): string[] {
  return found.map(({ item, types }) => `${item.name}: ${types.join()}`);
}

it('a unit is above those that need it', () => {
  expect(shown(supertypes(snapshot, snapshot.file('/w/web.service')!, undefined))).toEqual([
    'db.service: Requires,After',
  ]);
  expect(shown(supertypes(snapshot, snapshot.file('/w/db.service')!, undefined))).toEqual([]);
});

it('those that need a unit are below it', () => {
  expect(shown(subtypes(snapshot, snapshot.file('/w/db.service')!, 'db.service'))).toEqual([
    'ui.service: PartOf',
    'web.service: Requires,After',
  ]);
});
