import type { Diagnostic } from '../../src/core/diagnostic.ts';
import { fixAll } from '../../src/core/features/fix-all.ts';
import { INTERNAL_ERROR } from '../../src/core/findings/internal-error.ts';
import { diagnose } from '../../src/core/findings/run.ts';
import { applyEdits } from '../../src/core/text/edit.ts';
import { english } from '../../src/core/text/message.ts';
import { createHost } from '../../src/core/workspace/host.ts';
import { DEFAULT_SETTINGS } from '../../src/core/workspace/settings.ts';
import type { Snapshot } from '../../src/core/workspace/snapshot.ts';
import { withText } from '../../src/core/workspace/with-text.ts';
import { type Workspace, workspace } from '../inputs.ts';
import { ensure, subject } from '../subject.ts';

export function snapshotOf({ version, manager, files }: Workspace): Snapshot {
  const host = createHost({
    ...DEFAULT_SETTINGS,
    version,
    manager,
    loadPath: ['/etc/systemd/system', '/usr/lib/systemd/user'],
  });
  host.apply(Object.entries(files).map(([path, text]) => ({ path, layer: 'disk' as const, text })));
  return host.snapshot();
}

/** All rules judge any files, and what they say has its place, its words, and fixes that end. */
export const units = subject('units', workspace, (input) => {
  const snapshot = snapshotOf(input);
  for (const file of snapshot.files()) {
    for (const diagnostic of diagnose(snapshot, file)) ensureWhole(snapshot, diagnostic);
    const edits = fixAll(snapshot, file);
    if (edits.length === 0) continue;
    const fixed = withText(snapshot, file, applyEdits(file.text, edits));
    if (fixed) ensure(fixAll(fixed.snapshot, fixed.file).length === 0, `${file.path} can be fixed again`);
  }
});

function ensureWhole(snapshot: Snapshot, { code, file, message, range, related, fixes }: Diagnostic): void {
  const within = (path: string, { from, to }: Diagnostic['range'], what: string): void => {
    const length = snapshot.file(path)?.text.length;
    if (length !== undefined)
      ensure(0 <= from && from <= to && to <= length, `${what} stands at ${from}..${to} of ${length}`);
  };
  within(file, range, code);
  for (const one of related) within(one.file, one.range, `what is related to ${code}`);
  ensure(code !== INTERNAL_ERROR, english(message));
  for (const said of [message, ...related.map((one) => one.message), ...fixes.map(({ title }) => title)]) {
    ensure(english(said) !== '', `${code} has nothing to say`);
  }
  for (const change of fixes.flatMap(({ changes }) => changes)) {
    if (change.kind !== 'edit') continue;
    for (const edit of change.edits) within(change.file, edit.range, `a fix of ${code}`);
  }
}
