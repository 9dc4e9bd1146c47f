import { expect, it } from 'vitest';
import type { Diagnostic, Fix } from '../diagnostic.ts';
import { applyEdits } from '../text/edit.ts';
import { english } from '../text/message.ts';
import { createHost } from '../workspace/host.ts';
import { pageCodes } from './page.ts';
import { type Example, exampleSettings, readPage } from './rule-page.ts';
import { diagnose } from './run.ts';

interface Offer {
  readonly title: string;
  readonly code: string;
  readonly example: Example;
  readonly fix: Fix;
}

/** Every fix that a page's bad examples offer must do away with what it is offered for; a safe one must bring nothing new. */
it.each(offers())('$title', ({ code, example, fix }) => {
  const files = filesOf(example);
  const fixed = applied(files, fix);
  const [before, after] = [diagnoseAll(files, example), diagnoseAll(fixed, example)];
  const count = (all: readonly Diagnostic[]): number => all.filter((one) => one.code === code).length;
  expect(count(after)).toBeLessThan(count(before));
  if (fix.safety === 'safe') expect(serious(after)).toBeLessThanOrEqual(serious(before));
  if (fix.open !== undefined) expect([...fixed.keys()]).toContain(fix.open);
});

function offers(): Offer[] {
  return pageCodes().flatMap((code) =>
    readPage(code)!.examples.flatMap((example) => {
      const found = example.bad ? diagnoseAll(filesOf(example), example).filter((one) => one.code === code) : [];
      return found.flatMap(({ fixes }) =>
        fixes.map((fix) => ({ title: `${code}: ${english(fix.title)}`, code, example, fix })),
      );
    }),
  );
}

function filesOf(example: Example): Map<string, string> {
  return new Map(example.files.map(({ name, text }) => [`/w/${name}`, text]));
}

function diagnoseAll(files: ReadonlyMap<string, string>, example: Example): Diagnostic[] {
  const host = createHost(exampleSettings(example));
  host.apply([...files].map(([path, text]) => ({ path, layer: 'disk', text })));
  const snapshot = host.snapshot();
  return [...snapshot.files()].flatMap((file) => [...diagnose(snapshot, file)]);
}

function applied(files: ReadonlyMap<string, string>, fix: Fix): Map<string, string> {
  const out = new Map(files);
  for (const change of fix.changes) {
    if (change.kind === 'create') {
      expect(out.has(change.file), `${english(fix.title)} would overwrite ${change.file}`).toBe(false);
      out.set(change.file, english(change.text));
    } else if (change.kind === 'rename') {
      const moved = [...out].filter(([path]) => path === change.file || path.startsWith(`${change.file}/`));
      expect(moved, change.file).not.toEqual([]);
      for (const [path, text] of moved) {
        const to = change.to + path.slice(change.file.length);
        expect(out.has(to), `${english(fix.title)} would overwrite ${to}`).toBe(false);
        out.delete(path);
        out.set(to, text);
      }
    } else {
      const text = out.get(change.file);
      expect(text, change.file).toBeDefined();
      out.set(change.file, applyEdits(text!, change.edits));
    }
  }
  return out;
}

function serious(diagnostics: readonly Diagnostic[]): number {
  return diagnostics.filter(({ effect }) => effect === 'refuse' || effect === 'ignore' || effect === 'fail').length;
}
