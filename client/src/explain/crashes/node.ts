import { type Crash, type CrashPlace, isOfLibrary } from './crash.ts';

/** An uncaught error of Node.js: the place and the line of code, then the error with its stack. */
export function nodeCrash(lines: readonly string[]): Crash | undefined {
  const error = lines.findLastIndex((line, index) => /^[A-Za-z]/.test(line) && isFrame(lines[index + 1]));
  const message = lines[error];
  if (message === undefined) return undefined;
  const start = lines.slice(0, error).findLastIndex((line) => headerIn(line) !== undefined);
  const after = lines.findIndex((line, index) => index > error && !isFrame(line));
  const trace = lines.slice(start < 0 ? error : start, after < 0 ? lines.length : after);
  const header = headerIn(lines[start] ?? '');
  const place = trace.map(placeOf).find((one) => one !== undefined && !isOfLibrary(one.path));
  return { error: message.replace(/^Uncaught /, ''), place: place ?? header, trace };
}

function isFrame(line: string | undefined): boolean {
  return line !== undefined && /^ {4}at /.test(line);
}

/** `/srv/web.js:3`, above the line of code. */
function headerIn(line: string): CrashPlace | undefined {
  const [, path, number] = /^(?:file:\/\/)?(\/[^:]+):(\d+)$/.exec(line) ?? [];
  return path === undefined ? undefined : { path, line: Number(number) };
}

/** `    at work (/srv/web.js:3:5)`, or without a name and parentheses. */
function placeOf(line: string): CrashPlace | undefined {
  if (!isFrame(line)) return undefined;
  const [, path, number] = /[ (](?:file:\/\/)?(\/[^:()]+):(\d+):\d+\)?(?: \{)?$/.exec(line) ?? [];
  return path === undefined ? undefined : { path, line: Number(number) };
}
