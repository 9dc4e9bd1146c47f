import { expect, it } from 'vitest';
import { SMALL_MACHINE } from '../testing/machines.ts';
import { sceneOf } from '../testing/scene.ts';
import { english } from '../text/message.ts';
import type { World } from '../values/grammar.ts';
import { valueCompletions } from './complete-values.ts';
import { placeAt } from './place.ts';

/** What is offered in a value, where `^` stands. */
function offersAt(path: string, marked: string, world: World = SMALL_MACHINE) {
  const { snapshot, file, marks } = sceneOf(path, marked);
  const place = placeAt(file, marks[0]!, snapshot.settings);
  if (place.kind !== 'value') throw new Error(`${marked} is marked in no value`);
  return valueCompletions(snapshot, file, place, world);
}

const offered = (path: string, marked: string, label: string) =>
  offersAt(path, marked).find((one) => one.label === label);

it.each<[string, string, object]>([
  [
    '[Service]\nRestart=on^-f \n',
    'on-failure',
    { kind: 'keyword', range: { from: 18, to: 22 }, insert: 'on-failure', snippet: false, sort: '0102.00on-failure' },
  ],
  [
    '[Service]\nLoadCredential=^\n',
    'name:/path',
    {
      kind: 'name',
      range: { from: 25, to: 25 },
      insert: '${1:name}:${2:/etc/credstore/name}',
      snippet: true,
      detail: 'a credential read from a file',
      sort: '0105.00name:/path',
      more: false,
    },
  ],
  ['[Service]\nStandardOutput=fi^\n', 'file:', { insert: 'file:/$0', snippet: true, more: true }],
])('in %j, %s is offered as the grammar has it', (marked, label, expected) => {
  const offer = offered('/w/a.service', marked, label)!;
  expect({ ...offer, detail: offer.detail && english(offer.detail) }).toMatchObject(expected);
});

it('what is known of an offer is shown beside it', () => {
  const { detail, documentation } = offered('/w/a.service', '[Service]\nRestart=^\n', 'no')!;
  expect(detail).toBeUndefined();
  expect(english(documentation!)).toBe('The service is not restarted.');
});

it.each([
  ['Foo=^', 'a key that systemd does not know'],
  ['LogFilterPatterns=^', 'a value of any words'],
])('nothing is offered for %s, %s', (line) => {
  expect(offersAt('/w/a.service', `[Service]\n${line}\n`)).toEqual([]);
});

it.each([
  ['/w/a.service', '[Service]\nRestart=^\n', 18, 18],
  ['/w/a.service', '[Service]\nRestart=   ^\n', 21, 21],
  ['/w/a.service', '[Service]\nRestart= al^ways\n', 19, 25],
  ['/w/a.service', '[Service]\nRestart= always^\n', 19, 25],
])('in %s, %j, the stretch from %d to %d is replaced', (path, marked, from, to) => {
  expect(offered(path, marked, 'always')!.range).toEqual({ from, to });
});

it.each(['\\\n', '\\\r\n'])('no offer replaces a stretch with the line end %j in it', (lineEnd) => {
  const marked = (gap: string) => `[Service]\nEnvironmentFile=/one/${gap}o^ne/\n`;
  expect(offersAt('/w/a.service', marked('')).map(({ label }) => label)).toEqual(['one/', 'two']);
  expect(offersAt('/w/a.service', marked(lineEnd))).toEqual([]);
});

it.each([
  ['/w/a.service', '[Service]\nEnvironmentFile=/^\n', 'etc/', true],
  ['/w/a.service', '[Service]\nEnvironmentFile=/etc/^\n', 'two', false],
  ['/w/a.mount', '[Mount]\nOptions=^\n', 'size=', true],
  ['/w/a.mount', '[Mount]\nOptions=^\n', 'ro', false],
  ['/w/a.service', '[Service]\nStandardOutput=^\n', 'fd:', true],
  ['/w/a.service', '[Service]\nRestrictNamespaces=^\n', '~', true],
  ['/w/a.socket', '[Socket]\nListenStream=^\n', '127.0.0.1:8080', false],
])('in %s, %j, behind %s there is more: %s', (path, marked, label, more) => {
  expect(offered(path, marked, label)!.more).toBe(more);
});

it('it is known what the unit gives to its processes, and which port is free', () => {
  const service = '[Service]\nEnvironment=PORT=80\nExecStart=/bin/a $^\n';
  expect(offered('/w/a.service', service, '$PORT')).toBeDefined();
  const socket = '[Socket]\nListenStream=8080\nListenStream=^\n';
  expect(offered('/w/a.socket', socket, '8081')).toBeDefined();
});
