import { expect, it } from 'vitest';
import manifest from '../../../package.json' with { type: 'json' };
import { UNIT_TYPES } from '../../../server/src/protocol/unit-paths.ts';
import { isPassedBy, isSentPath, isUnitPath, unitSelector } from './unit-documents.ts';

it.each(['/a/foo.socket', '/a/foo@.service', '/a/foo.socket.d/10.conf', '/a/service.d/x.conf'])('%s', (path) =>
  expect(isUnitPath(path)).toBe(true),
);

it.each(['/a/foo.conf', '/a/foo.d/10.conf', '/a/foo.socket.d/readme', '/a/socket', '/a/foo.socket.bak'])(
  'not %s',
  (path) => expect(isUnitPath(path)).toBe(false),
);

it.each(['/a/foo.socket', '/a/foo.service.in', '/a/foo@.service.j2', '/a/web.container', '/a/data.volume'])(
  'sent: %s',
  (path) => expect(isSentPath(path)).toBe(true),
);

it.each(['/a/foo.service.ts', '/a/foo.in', '/a/.container', '/a/container', '/a/foo.container/readme'])(
  'not sent: %s',
  (path) => expect(isSentPath(path)).toBe(false),
);

it.each(['/a/node_modules/p/foo.service', '.git/foo.service', '/a/b.target.wants/foo.service'])(
  'passed by: %s',
  (path) => expect(isPassedBy(path)).toBe(true),
);

it.each(['/a/foo.service', '/a/git/foo.service', '/a/foo.service.d/10.conf'])('not passed by: %s', (path) =>
  expect(isPassedBy(path)).toBe(false),
);

it('the manifest has the extension started by each language of unit files, and where a workspace has units', () => {
  const served = new Set(unitSelector(['file']).map(({ language }) => language));
  // Many files that are no units have these languages. A window with such a file alone does not start the extension.
  for (const common of ['plaintext', 'ini', 'properties']) served.delete(common);
  expect(new Set(manifest.activationEvents)).toEqual(
    new Set([
      ...[...served].map((language) => `onLanguage:${language}`),
      `workspaceContains:**/*.{${UNIT_TYPES.join(',')}}`,
    ]),
  );
});
