import { type Crash, type CrashPlace, lastOwn } from './crash.ts';

/** The last traceback of Python (traceback.print_exception): its frames are indented, the error follows them. */
export function pythonCrash(lines: readonly string[]): Crash | undefined {
  const header = lines.lastIndexOf('Traceback (most recent call last):');
  const start = header < 0 ? syntaxErrorAt(lines) : header + 1;
  if (start === undefined) return undefined;
  const end = lines.findIndex((line, index) => index >= start && !/^\s/.test(line));
  const error = lines[end];
  if (end <= start || error === undefined) return undefined;
  const trace = lines.slice(header < 0 ? start : header, end + 1);
  return { error, place: lastOwn(trace.flatMap(placeIn)), trace };
}

/** A file that is no Python has a frame without a header before it. */
function syntaxErrorAt(lines: readonly string[]): number | undefined {
  const error = lines.findLastIndex((line) => /^(?:SyntaxError|IndentationError|TabError): /.test(line));
  const frame = error < 0 ? -1 : lines.slice(0, error).findLastIndex((line) => placeIn(line).length > 0);
  return frame < 0 ? undefined : frame;
}

function placeIn(line: string): CrashPlace[] {
  const [, path, number] = /^ {2}File "([^"]+)", line (\d+)/.exec(line) ?? [];
  return path === undefined ? [] : [{ path, line: Number(number) }];
}
