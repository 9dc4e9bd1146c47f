import type { Crash } from './crash.ts';

/** A panic of Rust: one line with the place and, since Rust 1.73, one with the message. */
export function rustCrash(lines: readonly string[]): Crash | undefined {
  const start = lines.findLastIndex((line) => /^thread '[^']*'(?: \(\d+\))? panicked at /.test(line));
  const line = lines[start];
  if (line === undefined) return undefined;
  const [, path, number] = /(?:at|,) ([^ ,':]+):(\d+):\d+:?$/.exec(line) ?? [];
  const quoted = /panicked at '(.*)', /.exec(line)?.[1];
  return {
    error: `panic: ${quoted ?? lines[start + 1] ?? ''}`,
    place: path === undefined ? undefined : { path, line: Number(number) },
    trace: lines.slice(start),
  };
}
