import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../diagnostic.ts';
import { editorLines, positionAt } from '../text/line-index.ts';
import { english } from '../text/message.ts';
import { VALUE_PROBLEM_CODES } from '../values/grammar.ts';
import { createHost } from '../workspace/host.ts';
import { DEFAULT_SETTINGS } from '../workspace/settings.ts';
import { type Example, pageCodes, readPage } from './page.ts';
import { RULES } from './rules.generated.ts';
import { diagnose } from './run.ts';

/**
 * The examples of the rules' pages are the rules' tests. In a bad one, a comment such as `#  ^^^` below a line says that the
 * page's diagnostic begins in that line at the first caret; `#^` also stands for a range that begins at the line's start.
 */
describe.each(pageCodes())('the page of %s', (code) => {
  const page = readPage(code)!;

  it('names its code, effect and scope', () => {
    expect(page.code).toBe(code);
    expect(['refuse', 'ignore', 'fail', 'note', 'advice']).toContain(page.effect.split(/,| or /)[0]!.trim());
    expect(['line', 'unit', 'workspace']).toContain(page.scope);
    expect(page.text.length).toBeGreaterThan(80);
    const rule = RULES.find((one) => one.code === code);
    if (rule) expect(page.effect).toContain(rule.effect);
  });

  it.each(page.examples)('$title', (example) => {
    expect(example.files.length).toBeGreaterThan(0);
    const found = diagnoseExample(example);
    const ours = found.filter((one) => one.code === code);
    if (!example.bad) {
      expect(found.filter((one) => ['refuse', 'ignore', 'fail', 'note'].includes(one.effect)).map(brief)).toEqual([]);
      expect(ours.map(brief)).toEqual([]);
      return;
    }
    expect(ours.map((one) => place(example, one)).sort()).toEqual(markers(example).sort());
    expect(page.effect).toContain(ours[0]!.effect);
    expect(page.scope).toBe(ours[0]!.scope);
  });
});

it('every rule has a page', () => {
  expect(RULES.map((rule) => rule.code).filter((code) => readPage(code) === undefined)).toEqual([]);
});

it('every code of a value problem has a page, and none is a rule of its own', () => {
  expect(VALUE_PROBLEM_CODES.filter((code) => readPage(code) === undefined)).toEqual([]);
  const rules = new Set(RULES.map((rule) => rule.code));
  expect(VALUE_PROBLEM_CODES.filter((code) => rules.has(code))).toEqual([]);
});

it('every page belongs to a rule or to a value problem', () => {
  const known = new Set([...RULES.map((rule) => rule.code), ...VALUE_PROBLEM_CODES]);
  expect(pageCodes().filter((code) => !known.has(code))).toEqual([]);
});

function diagnoseExample(example: Example): Diagnostic[] {
  const version = example.version ?? (/systemd 252/.test(example.title) ? 252 : DEFAULT_SETTINGS.version);
  const host = createHost({ ...DEFAULT_SETTINGS, version });
  host.apply(example.files.map(({ name, text }) => ({ path: `/w/${name}`, layer: 'disk', text })));
  const snapshot = host.snapshot();
  return example.files.flatMap(({ name }) => {
    const file = snapshot.file(`/w/${name}`);
    return file ? diagnose(snapshot, file) : [];
  });
}

function place(example: Example, diagnostic: Diagnostic): string {
  const { text } = example.files.find(({ name }) => diagnostic.file === `/w/${name}`)!;
  const { line, character } = positionAt(editorLines(text), diagnostic.range.from);
  return `${diagnostic.file} line ${line + 1} column ${Math.max(1, character) + 1}`;
}

function markers(example: Example): string[] {
  return example.files.flatMap(({ name, text }) => {
    let marked = 0;
    return text.split('\n').flatMap((line, index) => {
      const match = /^#( *)\^/.exec(line);
      if (!match) {
        marked = index + 1;
        return [];
      }
      return [`/w/${name} line ${marked} column ${match[1]!.length + 2}`];
    });
  });
}

function brief(diagnostic: Diagnostic): string {
  return `${diagnostic.code}: ${english(diagnostic.message)}`;
}
