import { expect, it, onTestFinished, vi } from 'vitest';
import { directive, keysOf, NEWEST_VERSION } from '../catalogue/catalogue.ts';
import { sectionsOf, UNIT_TYPES } from '../catalogue/unit-type.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { FAULTS, FAULTY } from '../testing/faults.ts';
import { sceneOf } from '../testing/scene.ts';
import { english } from '../text/message.ts';
import { GRAMMARS } from '../values/grammars.generated.ts';
import { createHost } from '../workspace/host.ts';
import { isInternalError } from './internal-error.ts';
import { diagnoseExample, readPage } from './rule-page.ts';
import { RULES } from './rules.generated.ts';
import { diagnose } from './run.ts';

const shown = (found: readonly Diagnostic[]) => found.map(({ code, file, range }) => [code, file, range.from]);

it.each(RULES)('a fault of the rule $code costs only what it finds, and is told with its name and the file', (rule) => {
  const type = rule.types?.[0] ?? 'service';
  // Not every page has an example in which its rule finds something: some texts cannot stand in Markdown.
  const plain = {
    title: '',
    bad: true,
    version: undefined,
    files: [{ name: `a.${type}`, text: '[Unit]\n', marks: [] }],
  };
  const examples = [plain, ...readPage(rule.code)!.examples.filter(({ bad }) => bad)];
  const before = examples.map(diagnoseExample);
  const check = vi.spyOn(rule, 'check').mockImplementation(() => {
    throw new TypeError('x is not a function');
  });
  onTestFinished(() => check.mockRestore());
  const after = examples.map(diagnoseExample);
  const supersedes = rule.scope === 'line' && rule.supersedes !== undefined;
  for (const [index, found] of after.entries()) {
    const kept = shown(before[index]!.filter(({ code }) => code !== rule.code));
    const others = shown(found.filter((one) => !isInternalError(one)));
    expect(others).toEqual(supersedes ? expect.arrayContaining(kept) : kept);
  }
  const told = after.flat().filter(isInternalError);
  expect(told.length).toBeGreaterThan(0);
  for (const { message, error } of told) {
    expect(english(message)).toMatch(/^The rule /);
    expect(english(message)).toContain(
      `The rule ${rule.code} could not be applied because of an internal error (TypeError: x`,
    );
    expect(english(message)).toMatch(/Please report it together with \/w\/\S+\.$/);
    expect(error).toBeInstanceOf(TypeError);
  }
});

/** The first directive of each grammar. */
const DIRECTIVES = GRAMMARS.flatMap((grammar) => {
  for (const type of UNIT_TYPES) {
    for (const section of sectionsOf(type)) {
      for (const key of keysOf(section, NEWEST_VERSION)) {
        if (grammar.parsers.includes(directive(section, key, NEWEST_VERSION)!.parser))
          return [{ grammar, type, section, key }];
      }
    }
  }
  return [];
});

it.each(DIRECTIVES)(
  'a fault in reading $key= costs that value and the unit, and is told at its key',
  ({ grammar, type, section, key }) => {
    const parse = vi.spyOn(grammar, 'parse').mockImplementation(() => {
      throw new TypeError('x is not a function');
    });
    onTestFinished(() => parse.mockRestore());
    const text = `[${section}]\n${key}=a.${type}\nNopeNope=1\n`;
    const { snapshot, file } = sceneOf(`/w/a.${type}`, text);
    const found = diagnose(snapshot, file);
    expect(shown(found)).toEqual([
      ['internal-error', file.path, text.indexOf(key)],
      ['unknown-directive', file.path, text.indexOf('NopeNope')],
    ]);
    expect(english(found[0]!.message)).toMatch(
      new RegExp(
        `^The value of ${key}= could not be checked because of an internal error \\(TypeError: x is not a function\\)`,
      ),
    );
  },
);

it.each(FAULTS)('$name: what else there is to find is found, and what failed is named', ({ plant, kept, says }) => {
  const { snapshot } = faulty();
  onTestFinished(plant(snapshot));
  const found = [...snapshot.files()].flatMap((file) => diagnose(snapshot, file));
  const told = found.filter(isInternalError).map(({ file, message }) => [file, english(message)] as const);
  expect(told.map(([path]) => path).sort()).toEqual(Object.keys(says).sort());
  for (const [path, message] of told) expect(message.slice(0, says[path]!.length)).toBe(says[path]);
  for (const [, message] of told) expect(message).toContain('Please report it together with ');
  for (const [path, codes] of Object.entries(kept)) {
    const others = found.filter((one) => one.file === path && !isInternalError(one)).map(({ code }) => code);
    expect(others.sort(), path).toEqual([...codes].sort());
  }
});

it('what failed is judged again when the file that it failed for changes', () => {
  const { host, snapshot } = faulty();
  const judged = (path: string) => diagnose(host.snapshot(), host.snapshot().file(path)!).map(({ code }) => code);
  const socket = '/w/web.socket';
  const before = judged(socket);
  host.apply([{ path: '/w/web.socket.d/x.conf', layer: 'disk', text: '[Socket]\nBacklog=1\n' }]);
  FAULTS.find(({ name }) => name === 'parsing a drop-in')!.plant(host.snapshot());
  expect(judged(socket)).toContain('internal-error');
  host.apply([{ path: '/w/web.socket.d/x.conf', layer: 'disk', text: '[Socket]\nBacklog=2\n' }]);
  expect(judged(socket)).toEqual(before);
  expect(snapshot.file(socket)).toBe(host.snapshot().file(socket));
});

function faulty() {
  const host = createHost();
  host.apply(Object.entries(FAULTY).map(([path, text]) => ({ path, layer: 'disk', text })));
  return { host, snapshot: host.snapshot() };
}
