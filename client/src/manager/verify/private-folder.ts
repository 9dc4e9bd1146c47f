import { type Outcome, outputText, type Ran, succeeded } from '../outcome.ts';
import type { Target } from '../target.ts';

/** How `mktemp` and `rm` are run: milliseconds each may take, and what cancels the first. */
interface FolderOptions {
  readonly timeout?: number;
  readonly signal?: AbortSignal | undefined;
}

/** Makes a folder that only this account can enter, and removes it when `use` has ended, however it ends. */
export async function inPrivateFolder<T>(
  run: Target['run'],
  { timeout, signal }: FolderOptions,
  use: (folder: string) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const options = timeout === undefined ? {} : { timeout };
  const made: Outcome<Ran> = succeeded(await run(['mktemp', '-d'], { ...options, ...(signal && { signal }) }));
  if (made.kind !== 'ok') return made;
  const folder = outputText(made.value).trim();
  // What TMPDIR says is taken as it is. Anything but one absolute path would have files written elsewhere.
  if (!/^\/[^\n]+$/.test(folder)) return { kind: 'exit', ran: made.value };
  try {
    return await use(folder);
  } finally {
    await run(['rm', '-r', '--', folder], options);
  }
}
