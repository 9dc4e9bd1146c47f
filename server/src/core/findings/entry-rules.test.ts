import { afterEach, expect, it, vi } from 'vitest';
import type { Diagnostic } from '../diagnostic.ts';
import { english } from '../text/message.ts';
import { createHost } from '../workspace/host.ts';
import { DEFAULT_SETTINGS } from '../workspace/settings.ts';
import { isInternalError } from './internal-error.ts';
import { type Example, readPage } from './rule-page.ts';
import { RULES } from './rules.generated.ts';
import { judged } from './run.ts';

const ENTRY_RULES = RULES.flatMap((rule) => (rule.scope === 'line' && rule.per === 'entry' ? [rule] : []));
const PATH = '/w/example.service';

afterEach(() => {
  vi.restoreAllMocks();
});

/** So many that an edit leaves what was read of the other lines. */
const MANY_LINES = '# A comment.\n'.repeat(200);

/** A host with one file, which is judged again after each edit. */
function opened(path: string, version?: number): (text: string) => readonly Diagnostic[] {
  const host = createHost(version === undefined ? DEFAULT_SETTINGS : { ...DEFAULT_SETTINGS, version });
  return (text) => {
    host.apply([{ path, layer: 'editor', text: MANY_LINES + text }]);
    const snapshot = host.snapshot();
    return judged(snapshot, snapshot.file(path)!);
  };
}

function seen(found: readonly Diagnostic[]): unknown[] {
  return found.map(({ code, range, message, fixes }) => [code, range, english(message), fixes]);
}

/** Other states of a text in which its own lines stay the same, or come back: lines before and behind it, and each of its lines left out. */
function* states(text: string): Iterable<string> {
  const before = '[Service]\nEnvironment=FOO=1 PORT=2\nEnvironment=NAME=x\nExecStart=/bin/true\n';
  yield before + text;
  yield text;
  yield `${text}[Unit]\nAfter=a.service\n[Service]\nEnvironment=FOO=1 PORT=2 NAME=x\nUser=x\n`;
  const lines = text.split('\n');
  for (const left of lines.keys()) yield lines.filter((_, index) => index !== left).join('\n');
  yield text;
}

const EXAMPLES = ENTRY_RULES.flatMap(({ code }) =>
  readPage(code)!.examples.flatMap(({ files, version, title }: Example) =>
    files.map(({ name, text }) => [code, title, `/w/${name}`, text, version] as const),
  ),
);

it.each(EXAMPLES)(
  '%s (%s) finds in %s after any edit what it would find at first',
  (_code, _title, path, text, version) => {
    const edit = opened(path, version);
    edit(text);
    for (const state of states(text)) expect(seen(edit(state))).toEqual(seen(opened(path, version)(state)));
  },
);

it('does not look again at lines in which nothing is to be found', () => {
  const checks = ENTRY_RULES.map((rule) => vi.spyOn(rule, 'check'));
  const edit = opened(PATH);
  const text = '[Service]\nType=exec\nExecStart=/bin/true\nUser=x\n';
  edit(text);
  const asked = () => checks.flatMap(({ mock }) => mock.calls.map(([entry]) => entry.directive.key));
  expect(new Set(asked())).toEqual(new Set(['Type', 'ExecStart', 'User']));
  for (const check of checks) check.mockClear();
  edit(`${text}Nice=1\n`);
  expect(asked()).toContain('Nice');
  // The line before the change is read again.
  expect(asked()).not.toContain('Type');
});

it('tells once that a rule failed, and asks it again after the next edit', () => {
  const rule = ENTRY_RULES.find(({ code }) => code === 'comment-in-value')!;
  const check = vi.spyOn(rule, 'check').mockImplementation(() => {
    throw new TypeError('x is not a function');
  });
  const edit = opened(PATH);
  const text = '[Service]\nExecStart=/bin/true # here\nUser=x\n';
  expect(edit(text).filter(isInternalError)).toHaveLength(1);
  check.mockRestore();
  expect(edit(`${text}\n`).map(({ code }) => code)).toContain('comment-in-value');
});

it('a line is judged by where its parts stand, whatever was found in a line of the same value', () => {
  const host = createHost();
  const found = (path: string, text: string): readonly string[] => {
    host.apply([{ path, layer: 'disk', text: `[Unit]\n${text}\n` }]);
    const snapshot = host.snapshot();
    return judged(snapshot, snapshot.file(path)!).map(({ code }) => code);
  };
  const plain = found('/w/a.target', 'Documentation=https://a.example ; https://b.example');
  expect(found('/w/b.target', 'Documentation=https://a.example \\\n; https://b.example\\\n https://c.example')).toEqual(
    found('/w/fresh-b.target', 'Documentation=https://a.example \\\n; https://b.example\\\n https://c.example'),
  );
  expect(found('/w/c.target', 'Documentation=https://a.example ; https://b.example')).toEqual(plain);
});
