import { describe, expect, it } from 'vitest';
import { diagnose } from '../findings/run.ts';
import { createHost, type HostChange } from '../workspace/host.ts';
import { DEFAULT_SETTINGS } from '../workspace/settings.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { socketSummaries } from './socket-summaries.ts';
import { unitSymbols } from './unit-symbols.ts';

// What `systemctl link` makes: a link in the load path to a unit of the workspace. Both names are one unit.

const LOAD_PATH = '/etc/systemd/system';
const SERVICE = '[Unit]\nDescription=x\n[Service]\nExecStart=/bin/cat\nStandardInput=socket\nStandardError=journal\n';

function linked(accept: 'yes' | 'no', to: string): Snapshot {
  const socket = `[Unit]\nDescription=x\n[Socket]\nListenStream=9999\nAccept=${accept}\n[Install]\nWantedBy=sockets.target\n`;
  const units = { 'web.socket': socket, [accept === 'yes' ? 'web@.service' : 'web.service']: SERVICE };
  const host = createHost({ ...DEFAULT_SETTINGS, loadPath: [LOAD_PATH] });
  host.apply(
    Object.entries(units).flatMap(([name, text]): HostChange[] => [
      { path: `/w/${name}`, layer: 'disk', text },
      { path: `${to}/${name}`, layer: 'disk', text, link: `/w/${name}` },
    ]),
  );
  return host.snapshot();
}

describe.each([
  ['yes', LOAD_PATH],
  ['no', LOAD_PATH],
  ['yes', '/w/linked'],
  ['no', '/w/linked'],
] as const)('a socket with Accept=%s that is linked to from %s', (accept, to) => {
  const snapshot = linked(accept, to);
  const folders = ['/w', LOAD_PATH];

  it('is one socket', () => {
    expect(socketSummaries(snapshot, folders).map(({ file }) => file)).toEqual(['/w/web.socket']);
  });

  it('is one result of a search', () => {
    expect(unitSymbols(snapshot, 'web.socket', folders).map(({ file }) => file)).toEqual(['/w/web.socket']);
  });

  it('is in conflict with nothing, least of all with itself', () => {
    const found = [...snapshot.files()].flatMap((file) => diagnose(snapshot, file).map(({ code }) => code));
    expect(found).toEqual([]);
  });
});

it('an alias is a name of its own, and a link to what is not known stands for itself', () => {
  const host = createHost({ ...DEFAULT_SETTINGS, loadPath: [LOAD_PATH] });
  host.apply([
    { path: '/w/web.service', layer: 'disk', text: SERVICE },
    { path: '/w/web-alias.service', layer: 'disk', text: SERVICE, link: '/w/web.service' },
    { path: '/w/web-far.service', layer: 'disk', text: SERVICE, link: '/srv/web-far.service' },
  ]);
  const names = unitSymbols(host.snapshot(), 'web', ['/w']).map(({ name }) => name);
  expect(names).toEqual(['web-alias.service', 'web-far.service', 'web.service']);
});
