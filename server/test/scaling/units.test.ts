import { expect, it } from 'vitest';
import type { Example } from '../../src/core/findings/rule-page.ts';
import { numbered, times, varied, type Work } from './input.ts';
import type { Sample } from './sample-values.ts';
import { excess } from './work.ts';

const { pageCodes } = await import('../../src/core/findings/page.ts');
const { diagnose } = await import('../../src/core/findings/run.ts');
const { readPage } = await import('../../src/core/findings/rule-page.ts');
const { createHost } = await import('../../src/core/workspace/host.ts');
const { DEFAULT_SETTINGS } = await import('../../src/core/workspace/settings.ts');
const { grammarFor } = await import('../../src/core/values/registry.ts');
const { eachDirective, eachParser } = await import('./sample-values.ts');

interface File {
  readonly name: string;
  readonly text: string;
}

/** Judges a workspace from the first to the last file, as the command line does. */
function judging(files: readonly File[], version = DEFAULT_SETTINGS.version): () => unknown {
  return () => {
    // With no bound on what is remembered, which would be reached by the larger input alone.
    const host = createHost({ ...DEFAULT_SETTINGS, version }, { remembers: Number.POSITIVE_INFINITY });
    host.apply(files.map(({ name, text }) => ({ path: `/w/${name}`, layer: 'disk', text })));
    const snapshot = host.snapshot();
    for (const file of snapshot.files()) diagnose(snapshot, file);
  };
}

/** A unit with many lines of a directive. */
function lines({ at, type }: Sample, line: (index: number) => string): Work {
  return (size) => {
    const assignments = times(size, (index) => `${at.key}=${line(index)}\n`);
    return judging([{ name: `a.${type}`, text: `[${at.section}]\n${assignments.join('')}` }]);
  };
}

it('many lines of each directive', () => {
  const found = eachDirective().map((sample) => [
    sample.at.key,
    excess(
      lines(sample, () => sample.value),
      50,
    ),
  ]);
  expect(found.filter(([, too]) => too)).toEqual([]);
});

it('many lines with other values, good and bad ones, for each parser function', () => {
  const found = eachParser().flatMap((sample) => [
    [
      sample.at.key,
      excess(
        lines(sample, (index) => `${sample.value}${numbered(index)}`),
        50,
      ),
    ],
    [
      sample.at.key,
      excess(
        lines(sample, (index) => `\u00e9${numbered(index)}`),
        50,
      ),
    ],
  ]);
  expect(found.filter(([, too]) => too)).toEqual([]);
});

it('many drop-ins with a directive of each parser function', () => {
  const found = eachParser().map(({ at, type, value }) => {
    const text = `[${at.section}]\n${at.key}=${value}\n`;
    const dropIn = (index: number) => ({ name: `a.${type}.d/${numbered(index)}.conf`, text });
    return [at.key, excess((size) => judging([{ name: `a.${type}`, text }, ...times(size, dropIn)]), 15)];
  });
  expect(found.filter(([, too]) => too)).toEqual([]);
});

/** The names of an example's units without types, which are numbered to have it many times in one folder. */
function stems(files: readonly File[]): readonly string[] {
  const names = files.filter(({ name }) => !name.endsWith('.conf')).map(({ name }) => name.replace(/^.*\//, ''));
  return [...new Set(names.map((name) => name.replace(/@?[^@]*\.[a-z]+$/, '') || name.replace(/\.[a-z]+$/, '')))];
}

const EXAMPLES = pageCodes().flatMap((code) => readPage(code)!.examples.map((example) => ({ code, ...example })));

/** Ways to have much of what an example shows in one of its files. */
function* withMore({ files, version }: Example): Iterable<readonly [string, Work]> {
  for (const { name, text } of files) {
    const lines = text.split('\n');
    for (const [at, line] of lines.entries()) {
      const equals = line.indexOf('=');
      if (equals < 0 || line.startsWith('#')) continue;
      const value = line.slice(equals + 1);
      const instead =
        (more: (size: number) => readonly string[]): Work =>
        (size) => {
          const changed = lines.toSpliced(at, 1, ...more(size)).join('\n');
          return judging(
            files.map((file) => ({ ...file, text: file.name === name ? changed : file.text })),
            version,
          );
        };
      yield [`many lines ${line}`, instead((size) => times(size, () => line))];
      yield [`many different lines ${line}`, instead((size) => times(size, (index) => varied(line, index)))];
      yield [
        `many different words ${line}`,
        instead((size) => [`${line} ${times(size, (index) => varied(value, index)).join(' ')}`]),
      ];
      yield [`many words ${line}`, instead((size) => [`${line} ${times(size, () => value).join(' ')}`])];
      yield [
        `many lines continued ${line}`,
        instead((size) => [line, ...times(size, () => value)].map((part) => `${part} \\`)),
      ];
    }
  }
}

/** Ways to have an example many times in a workspace. */
function* copies({ files, version }: Example): Iterable<readonly [string, Work]> {
  const number = (text: string, index: number): string =>
    stems(files).reduce((now, stem) => now.replaceAll(stem, `${stem}${numbered(index)}`), text);
  const port = (text: string, index: number): string => text.replace(/=\d{2,5}$/gm, `=${numbered(index)}`);
  const copy =
    (made: (file: File, index: number) => File): Work =>
    (size) =>
      judging(times(size, (index) => files.map((file) => made(file, index))).flat(), version);
  yield ['in one folder', copy(({ name, text }, index) => ({ name: number(name, index), text: number(text, index) }))];
  yield [
    'with ports of their own',
    copy(({ name, text }, index) => ({ name: number(name, index), text: port(number(text, index), index) })),
  ];
  yield ['in a folder each', copy(({ name, text }, index) => ({ name: `${numbered(index)}/${name}`, text }))];
  yield [
    'in nested folders',
    copy(({ name, text }, index) => ({ name: `${index % 2}/x/${index % 4}/y/${numbered(index)}/${name}`, text })),
  ];
}

/** Files of which one names another. */
interface Pair {
  readonly title: string;
  readonly files: readonly File[];
  readonly version?: number | undefined;
}

/** Ways to have one file of an example that is about many copies of another one: each line that names that one, for each of its copies. */
function* hubs({ files, version }: Pair): Iterable<readonly [string, Work]> {
  for (const hub of files) {
    for (const { name, text } of files) {
      if (name === hub.name || !hub.text.includes(name)) continue;
      const copyOf = (index: number): string => varied(name, index);
      const lines = hub.text.split('\n');
      const about = (many: (line: string, size: number) => readonly string[]): Work => {
        return (size) => {
          const said = lines.flatMap((line) => (line.includes(name) ? many(line, size) : [line]));
          const copies = times(size, (index) => ({ name: copyOf(index), text: text.replaceAll(name, copyOf(index)) }));
          const others = files.filter((file) => file.name !== hub.name && file.name !== name);
          return judging([{ name: hub.name, text: said.join('\n') }, ...others, ...copies], version);
        };
      };
      yield [
        `${hub.name} with a line for each ${name}`,
        about((line, size) => times(size, (index) => line.replaceAll(name, copyOf(index)))),
      ];
      yield [
        `${hub.name} with a word for each ${name}`,
        about((line, size) => [line.replaceAll(name, times(size, copyOf).join(' '))]),
      ];
    }
  }
}

/** What a unit says that is one of many. */
const OTHERS: Readonly<Record<string, string>> = {
  'a.socket': '[Unit]\nAfter=hub.service\n[Socket]\nListenStream=/run/a.socket\nService=hub.service\n',
  'a.service': '[Unit]\nAfter=hub.service\nWants=hub.socket\n[Service]\nExecStart=/bin/true\nSockets=hub.socket\n',
};

/** Two units that name each other, for each directive that names units. */
const PAIRS = eachDirective().flatMap(({ at, type }): Pair[] =>
  Object.entries(OTHERS).flatMap(([name, text]) => {
    if (
      !grammarFor(at.parser)!
        .parse(name, at)
        .tokens.some(({ kind }) => kind === 'unit')
    )
      return [];
    const hub = { name: `hub.${type}`, text: `[${at.section}]\n${at.key}=${name}\n` };
    return [{ title: `${at.key}=${name}`, files: [hub, { name, text }] }];
  }),
);

it.each(PAIRS)('one unit about many others: $title', (pair) => {
  const found = [...hubs(pair)].map(([way, work]) => [way, excess(work, 30)]);
  expect(found.filter(([, too]) => too)).toEqual([]);
});

it.each(EXAMPLES.filter((example) => [...hubs(example)].length > 0))(
  'one file of $code about many others, $title',
  (example) => {
    const found = [...hubs(example)].map(([way, work]) => [way, excess(work, 30)]);
    expect(found.filter(([, too]) => too)).toEqual([]);
  },
);

it.each(EXAMPLES)('more of what $code shows, $title', (example) => {
  const found = [...withMore(example)].map(([way, work]) => [way, excess(work, 15)]);
  expect(found.filter(([, too]) => too)).toEqual([]);
});

it.each(EXAMPLES.filter(({ code }) => readPage(code)!.scope === 'workspace'))('copies of $code, $title', (example) => {
  const found = [...copies(example)].map(([way, work]) => [way, excess(work, 30)]);
  expect(found.filter(([, too]) => too)).toEqual([]);
});
