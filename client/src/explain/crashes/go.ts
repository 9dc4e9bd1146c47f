import { type Crash, type CrashPlace, lastOwn } from './crash.ts';

/** A panic of Go: the message, then the goroutines with two lines for each call, the innermost first. */
export function goCrash(lines: readonly string[]): Crash | undefined {
  const start = lines.findLastIndex((line) => /^(?:panic|fatal error): /.test(line));
  const stack = lines.findIndex((line, index) => index > start && /^goroutine \d+ /.test(line));
  if (start < 0 || stack < 0) return undefined;
  const trace = lines.slice(start);
  return { error: lines[start] ?? '', place: lastOwn(trace.flatMap(placeIn).toReversed()), trace };
}

function placeIn(line: string): CrashPlace[] {
  const [, path, number] = /^\s(\/[^:]+):(\d+)(?: \+0x|$)/.exec(line) ?? [];
  return path === undefined ? [] : [{ path, line: Number(number) }];
}
