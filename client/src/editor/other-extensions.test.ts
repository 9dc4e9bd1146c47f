import { expect, it } from 'vitest';
import manifest from '../../../package.json' with { type: 'json' };
import { FEATURE_NAMES } from '../../../server/src/protocol/settings.ts';
import { otherExtensions } from './other-extensions.ts';

const UNITS = { languages: [{ id: 'systemd-conf', extensions: ['.container', '.service', '.socket', '.timer'] }] };
const OWN = 'systemd-socket-units.systemd-socket-units';

it.each([
  ['hovers and completes', 'a.helper', { main: './x.js', contributes: UNITS, displayName: 'Helper' }, 'Helper'],
  ['runs in a browser', 'a.web', { browser: './x.js', contributes: UNITS }, 'a.web'],
])('one that %s is another', (_, id, packageJSON, name) => {
  expect(otherExtensions([{ id, packageJSON }], OWN)).toEqual([{ id, name }]);
});

it.each([
  ['this one', OWN.toUpperCase(), { main: './x.js', contributes: UNITS }],
  ['one that colours', 'coolbear.systemd-unit-file', { contributes: UNITS }],
  [
    'one for another format',
    'a.eclipse',
    { main: './x.js', contributes: { languages: [{ extensions: ['.target'] }] } },
  ],
  ['one with a view of services', 'a.manager', { main: './x.js', contributes: { views: {} } }],
  ['one with languages of no form', 'a.b', { main: 1, contributes: { languages: [null, 5, { extensions: 'x' }] } }],
  ['one without a manifest', 'a.c', undefined],
])('%s is none', (_, id, packageJSON) => {
  expect(otherExtensions([{ id, packageJSON }], OWN)).toEqual([]);
});

it('the setting that leaves features to others has those that the server knows', () => {
  const { 'systemd.featuresOff': off } = manifest.contributes.configuration.properties;
  expect(off.items.enum).toEqual(FEATURE_NAMES);
});
