import { expect, it } from 'vitest';
import { sceneOf } from '../testing/scene.ts';
import { NO_WORLD } from '../testing/values.ts';
import { english } from '../text/message.ts';
import { withVariables } from './unit-variables.ts';

it('knows the variables that the settings of a unit give to its processes', () => {
  const text = [
    '[Service]',
    'Environment=A=1 B=2 "C=a b"',
    'PassEnvironment=HOME',
    'UnsetEnvironment=B',
    'RuntimeDirectory=x y:z',
    'SetCredential=key:value',
  ].join('\n');
  const { snapshot, file } = sceneOf('/w/a.service', text, { '/w/a.service.d/x.conf': '[Service]\nEnvironment=A=3\n' });
  const found = withVariables(NO_WORLD, snapshot, file).variables!();
  expect(found.map(({ name, value, setBy }) => [name, value, english(setBy)])).toEqual([
    ['RUNTIME_DIRECTORY', undefined, 'RuntimeDirectory=x y'],
    ['CREDENTIALS_DIRECTORY', undefined, 'the credentials of the unit'],
    ['HOME', undefined, 'PassEnvironment='],
    ['A', '3', 'Environment='],
    ['C', 'a b', 'Environment='],
  ]);
});
