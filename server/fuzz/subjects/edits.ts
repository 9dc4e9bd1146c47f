import fc from 'fast-check';
import { INTERNAL_ERROR } from '../../src/core/findings/internal-error.ts';
import { diagnose } from '../../src/core/findings/run.ts';
import { english } from '../../src/core/text/message.ts';
import { createHost } from '../../src/core/workspace/host.ts';
import { DEFAULT_SETTINGS } from '../../src/core/workspace/settings.ts';
import type { Snapshot } from '../../src/core/workspace/snapshot.ts';
import { piece, workspace } from '../inputs.ts';
import { ensure, subject } from '../subject.ts';

const edit = fc.record({
  file: fc.nat({ max: 3 }),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.nat({ max: 30 }),
  put: piece,
});
/** Enough lines for a file whose changed lines alone are read again. */
const COMMENTS = '# a line\n'.repeat(120);

/** After any edits the diagnostics are those of a host that never saw another state. */
export const edits = subject(
  'edits',
  fc.record({ workspace, edits: fc.array(edit, { minLength: 1, maxLength: 4 }) }),
  (input) => {
    const settings = { ...DEFAULT_SETTINGS, version: input.workspace.version, manager: input.workspace.manager };
    const texts = new Map(Object.entries(input.workspace.files).map(([path, text]) => [path, COMMENTS + text]));
    const paths = [...texts.keys()];
    const host = createHost(settings);
    const give = (): void => host.apply([...texts].map(([path, text]) => ({ path, layer: 'editor' as const, text })));
    give();
    for (const { file, at, removed, put } of input.edits) {
      told(host.snapshot());
      const path = paths[file % paths.length]!;
      const text = texts.get(path)!;
      const from = Math.floor(at * text.length);
      texts.set(path, text.slice(0, from) + put + text.slice(from + removed));
      give();
    }
    const fresh = createHost(settings);
    fresh.apply([...texts].map(([path, text]) => ({ path, layer: 'editor' as const, text })));
    const [now, anew] = [told(host.snapshot()), told(fresh.snapshot())];
    ensure(!now.includes(INTERNAL_ERROR), now);
    ensure(now === anew, `other diagnostics than those of a fresh host:\n${now}\n${anew}`);
  },
);

function told(snapshot: Snapshot): string {
  return JSON.stringify(
    [...snapshot.files()].map((file) => [
      file.path,
      diagnose(snapshot, file).map(({ code, range, message }) => [code, range.from, range.to, english(message)]),
    ]),
  );
}
