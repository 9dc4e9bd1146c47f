import { expect, it } from 'vitest';
import { numbered, times, type Work } from './input.ts';
import { excess } from './work.ts';

const { check } = await import('../../src/check/check.ts');
const { DEFAULT_SETTINGS } = await import('../../src/core/workspace/settings.ts');
const { diskInMemory } = await import('../../src/disk/disk-for-tests.ts');

// The other tests remember everything. Here are workspaces of which the larger one does not fit into what the command line remembers, so
// that a value that is forgotten and computed again for each other file would be seen.

/** A long name, so that a file with a few hundred of them is larger than all that is remembered. */
const LONG = 'x'.repeat(200);

function socketName(index: number): string {
  return `${LONG}${numbered(index)}.socket`;
}

function service(size: number, more = ''): string {
  return `[Service]\nExecStart=/bin/true\n${more}Sockets=${times(size, socketName).join(' ')}\n`;
}

function socket(index: number): string {
  return `[Socket]\nListenStream=/run/${numbered(index)}\nService=hub0.service\n`;
}

/** Files by name. */
type Files = Readonly<Record<string, string>>;

const SHAPES: Readonly<Record<string, (size: number) => Files>> = {
  'one file larger than what is remembered, to which all others refer': (size) => ({
    'hub0.service': service(size),
    ...Object.fromEntries(times(size, (index) => [socketName(index), socket(index)])),
  }),
  'one such file with lines of a specifier, which have to be parsed': (size) => ({
    'hub0.service': service(size, 'Environment=A=%n\nSockets=%p.socket\n'),
    ...Object.fromEntries(times(size, (index) => [socketName(index), socket(index)])),
  }),
  'one such file with many drop-ins': (size) => ({
    'hub0.service': service(size),
    ...Object.fromEntries(times(size, (index) => [`hub0.service.d/${numbered(index)}.conf`, '[Service]\nNice=1\n'])),
  }),
  'many drop-ins that are together larger than what is remembered': (size) => ({
    'hub0.service': service(1),
    ...Object.fromEntries(
      times(size, (index) => [
        `hub0.service.d/${numbered(index)}.conf`,
        `[Unit]\n# ${LONG}\nAfter=${socketName(index)}\n`,
      ]),
    ),
    ...Object.fromEntries(times(size, (index) => [socketName(index), socket(index)])),
  }),
};

/**
 * Cost that settles late, and is more than four times as much until then: the limit of what is remembered grows until several large files
 * fit, and all that a unit waits for is looked at up to some hundreds of units (`MOST_EARLIER` in graph/ordering.ts).
 */
const SETTLING: typeof SHAPES = {
  'several such files': (size) => ({
    ...Object.fromEntries(times(5, (hub) => [`hub${hub}.service`, service(size)])),
    ...Object.fromEntries(times(size, (index) => [socketName(index), socket(index)])),
  }),
  'more units than what is remembered, each of which names several others': (size) =>
    Object.fromEntries(
      times(size, (index) => [
        `a${numbered(index)}.service`,
        `[Unit]\nAfter=${times(4, (by) => `a${numbered(Math.max(0, index - 1 - by))}.service`).join(' ')}\n[Service]\nExecStart=/bin/true\n`,
      ]),
    ),
};

/** The command line over the files, with the bound that it has. */
function checking(shape: (size: number) => Files): Work {
  return (size) => {
    const disk = diskInMemory(
      Object.fromEntries(Object.entries(shape(size)).map(([name, text]) => [`/w/${name}`, text])),
    );
    const { version, manager } = DEFAULT_SETTINGS;
    return () => {
      const request = { format: undefined as never, version, manager, unitPath: [], paths: ['/w'] };
      return [
        ...check(
          request,
          disk,
          (path) => path,
          () => expect.unreachable(),
        ).reports,
      ].length;
    };
  };
}

it.each(Object.entries(SHAPES))('check of %s', (_name, shape) => {
  expect(excess(checking(shape), 150)).toBeUndefined();
});

it.each(Object.entries(SETTLING))('check of %s', (_name, shape) => {
  expect(excess(checking(shape), 800)).toBeUndefined();
});
