import { expect, it } from 'vitest';
import { NEWEST_VERSION } from '../catalogue/catalogue.ts';
import { readPage } from '../testing/pages.ts';
import { createHost } from '../workspace/host.ts';
import { DEFAULT_SETTINGS } from '../workspace/settings.ts';
import { pageCodes } from './page.ts';
import { diagnose } from './run.ts';

// What is found without a fix, by the reason why none can be derived from the files.

const WITHOUT_FIX: Readonly<Record<string, readonly string[]>> = {
  'which value was meant, only the author knows': [
    'bad-credential',
    'bad-encoding',
    'bad-environment',
    'bad-exit-status',
    'bad-list-item',
    'bad-name',
    'bad-network-address',
    'bad-user',
    'link-local-without-interface',
    'mount-without-what',
    'path-without-watch',
    'privileged-port',
    'restart-delay-above-maximum',
    'value-out-of-range',
    'value-too-long',
    'dbus-service-without-name',
    'incomplete-usb-function',
    'service-without-exec',
  ],
  'which path was meant, only the author knows': [
    'automount-of-root',
    'bad-command',
    'bad-device',
    'home-of-dynamic-user',
    'kernel-mount-point',
    'name-without-path',
    'node-below-another',
    'path-too-long-for-mount',
    'relative-script',
    'runtime-directory-at-node',
    'working-directory-in-kernel-file-system',
  ],
  'which of several units is to change, only the author knows': [
    'bus-name-conflict',
    'socket-input-with-several-listeners',
    'socket-service-masked',
    'triggered-unit-masked',
    'triggered-unit-missing',
  ],
  'the line that is fatal has the fix': ['fatal-line-in-drop-in'],
  'the line cannot be edited as it is shown': ['overlong-line', 'too-many-lines', 'unclean-text'],
  'no other type does the same': ['scope-from-file'],
  'a shell reads quotes, variables and escapes of the line anew': ['shell-syntax-in-command'],
};

/** Whether anything is offered for a code in the examples of its page. */
function isFixed(code: string): boolean {
  return readPage(code)!.examples.some(({ files, version = NEWEST_VERSION }) => {
    const host = createHost({ ...DEFAULT_SETTINGS, version });
    host.apply(files.map(({ name, text }) => ({ path: `/w/${name}`, layer: 'disk', text })));
    const snapshot = host.snapshot();
    return [...snapshot.files()].some((file) =>
      diagnose(snapshot, file).some((found) => found.code === code && found.fixes.length > 0),
    );
  });
}

it('all but these can be fixed', () => {
  const without = pageCodes().filter((code) => !isFixed(code));
  expect(without.toSorted()).toEqual(Object.values(WITHOUT_FIX).flat().toSorted());
});
