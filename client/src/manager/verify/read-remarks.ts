import type { Remark as WireRemark } from '../../../../server/src/protocol/comparison.ts';
import { UNIT_TYPES } from '../../../../server/src/protocol/unit-paths.ts';

/** A message with the path of the file that it names, as systemd-analyze wrote it. */
export interface Remark extends Omit<WireRemark, 'uri'> {
  readonly path: string | undefined;
}

/**
 * Takes apart what `systemd-analyze verify` wrote: one remark for each message. With SYSTEMD_LOG_TARGET=console-prefixed each one begins
 * with its priority, as in `<28>src/shared/conf-parser.c:157: /w/a.service:3: Unknown key …`, and what does not goes on from the one
 * before; otherwise each line is one message without it.
 */
export function readRemarks(output: string): readonly Remark[] {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  const prefixed = lines.some((line) => PREFIX.test(line));
  const messages: string[] = [];
  for (const line of lines) {
    if (prefixed && !PREFIX.test(line) && messages.length > 0) messages.push(`${messages.pop()}\n${line}`);
    else messages.push(line);
  }
  return messages.map(remarkOf);
}

function remarkOf(message: string): Remark {
  const priority = PREFIX.exec(message)?.[1];
  const located = message.replace(PREFIX, '');
  const source = SOURCE.exec(located)?.[1];
  const rest = source === undefined ? located : located.replace(SOURCE, '');
  const inFile = IN_FILE.exec(rest);
  const ofUnit = inFile ? undefined : OF_UNIT.exec(rest);
  const state = inFile || ofUnit ? undefined : STATE_OF_UNIT.exec(rest);
  return {
    severity: priority === undefined ? undefined : SEVERITIES[Number(priority) & 7],
    source,
    path: inFile?.[1],
    line: inFile ? Number(inFile[2]) : undefined,
    unit: ofUnit?.[1] ?? state?.[1],
    text: inFile?.[3] ?? ofUnit?.[2] ?? rest,
  };
}

const PREFIX = /^<(\d+)>/;
const SOURCE = /^(src\/\S+?\.[ch]):\d+: /;
/** A path may have white space and colons in it; that it is one shows in what it ends with. */
const IN_FILE = /^(\/.*?\.[a-z]+):(\d+): (.*)$/s;
const UNIT = `[A-Za-z0-9:_.\\\\@-]+\\.(?:${UNIT_TYPES.join('|')})`;
const OF_UNIT = new RegExp(`^(${UNIT}): (.*)$`, 's');
const STATE_OF_UNIT = new RegExp(`^Unit (${UNIT}) (?:has a bad|failed to|is masked|not found)`);

/** By syslog's levels, the low three bits of the priority. */
const SEVERITIES = ['error', 'error', 'error', 'error', 'warning', 'notice', 'info', 'debug'] as const;
