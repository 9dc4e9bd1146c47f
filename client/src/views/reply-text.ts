import type { Explanation } from '../explain/evidence.ts';
import type { Translate } from '../l10n.ts';
import { signalName } from '../manager/signal-name.ts';
import type { HttpReply } from '../request/http-reply.ts';
import type { Answerer } from '../request/instance.ts';
import type { Probe } from '../request/probe.ts';
import { isHttp, requestTitle } from '../request/test-request.ts';
import { bytesText, escapeControls, LONGEST_TEXT } from './bytes-text.ts';
import { journalLine } from './journal-text.ts';
import { labelledRows } from './labelled-rows.ts';

/** What a page about a reply tells besides the reply. */
export interface AboutReply {
  /** What went wrong, if anything did. */
  readonly explanation: Explanation | undefined;
  /** Whether the manager is told nothing of a failure of the command (`-`). */
  readonly ignoresExit: boolean;
  /** The target, as it is labelled. */
  readonly place: string;
  /** What a dry run said meanwhile. */
  readonly terminal: readonly string[];
}

/**
 * The reply to a test request as a page: what went wrong, the request, the reply, the instance that answered and how it ended, what the
 * journal says. Headings begin with `#`, so that the page's language can colour and fold them.
 */
export function replyText(
  probe: Probe,
  { explanation, ignoresExit, place, terminal }: AboutReply,
  t: Translate,
): string {
  const { request, to, reply } = probe;
  const trace = explanation?.trace ?? [];
  const facts = [
    ...labelledRows(
      [
        [answererLabel(probe, t), answererText(probe.answerer, t)],
        [t('Exit status'), exitText(probe.answerer, ignoresExit, t) || dryRunExit(terminal, t)],
        [t('Time'), timeText(reply, t)],
        [t('Size'), sizeText(reply, t)],
        [t('Connections'), connectionsText(probe, t)],
        [t('Target'), place],
      ],
      t,
    ),
  ];
  return `${[
    ...(explanation === undefined
      ? []
      : [`! ${escapeControls(explanation.cause)}`, `  ${escapeControls(explanation.next)}`, '']),
    `# ${isHttp(request) ? request.method : requestTitle(request)} ${escapeControls(to)}  →  ${statusText(probe, t)}`,
    '',
    ...facts,
    '',
    ...(trace.length > 1 ? [`# ${t('Traceback')}`, '', ...trace.map(escapeControls), ''] : []),
    ...(reply.headers.length > 0 ? [`# ${t('Headers')}`, '', ...reply.headers.map(escapeControls), ''] : []),
    `# ${t('Body')}`,
    '',
    bodyText(reply, t),
    '',
    // Nothing keeps a journal of a dry run.
    `# ${terminal.length > 0 ? t('Output') : t('Journal')}`,
    '',
    journalText(probe.answerer, terminal, t),
  ].join('\n')}\n`;
}

/** What came of it, in a few words: `200 OK`. */
export function statusText({ reply, request }: Probe, t: Translate): string {
  if (reply.statusLine !== undefined) {
    const status = escapeControls(reply.statusLine.replace(/^HTTP\/\S+ /, ''));
    return isCut(reply) ? t('{0}, first 1 MiB shown', status) : status;
  }
  if (reply.ending.kind === 'unreachable') return t('nothing listens there');
  if (reply.body.length === 0) return t('no reply');
  return isHttp(request) ? t('a reply without a status line') : t('a reply');
}

/** Who sent nothing has not answered. */
function answererLabel({ reply, accept }: Probe, t: Translate): string {
  if (reply.headers.length > 0 || reply.body.length > 0 || reply.statusLine !== undefined) return t('Answered by');
  return accept ? t('Instance') : t('Service');
}

function answererText(answerer: Answerer | undefined, t: Translate): string {
  if (answerer === undefined) return '';
  if (answerer.unit !== undefined) return answerer.unit;
  return answerer.journalRead
    ? t('no instance was started for this connection')
    : t('an instance that cannot be named without the journal');
}

function exitText(answerer: Answerer | undefined, ignoresExit: boolean, t: Translate): string {
  if (answerer?.unit === undefined) return '';
  const { exit, state } = answerer;
  if (state === 'running') return t('still running');
  if (exit?.code === 'exited') return exit.status === 0 ? t('0 (success)') : t('{0} (failure)', exit.status);
  if (exit !== undefined) return t('ended by signal {0}', signalName(exit.status));
  if (state === 'gone' && ignoresExit) return t('not known: the - before the command in ExecStart= hides it');
  if (state === 'gone') return t('0 (success, as far as systemd reports)');
  return '';
}

/** The status that systemd-socket-activate reports of a child. */
export function childEnd(line: string): number | undefined {
  const status = /^Child \d+ died with code (\d+)/.exec(line)?.[1];
  return status === undefined ? undefined : Number(status);
}

function dryRunExit(terminal: readonly string[], t: Translate): string {
  const status = terminal.map(childEnd).find((end) => end !== undefined);
  if (status === undefined) return '';
  return status === 0 ? t('0 (success)') : t('{0} (failure)', status);
}

function timeText({ firstByte, total, headers, body }: HttpReply, t: Translate): string {
  // curl gives a time of the first byte even where the connection was closed without any.
  const anything = headers.length > 0 || body.length > 0;
  const milliseconds = (seconds: number) => `${(seconds * 1000).toFixed(seconds < 0.01 ? 1 : 0)} ms`;
  return anything && firstByte !== undefined
    ? t('first byte after {0}, complete after {1}', milliseconds(firstByte), milliseconds(total))
    : milliseconds(total);
}

function sizeText(reply: HttpReply, t: Translate): string {
  const bytes = t('{0} bytes of body', reply.body.length);
  return reply.truncated ? t('more than {0}; the rest was not read', bytes) : bytes;
}

/** Whether the page shows the beginning only. */
function isCut({ body }: HttpReply): boolean {
  return body.length > LONGEST_TEXT;
}

function connectionsText({ before, after }: Probe, t: Translate): string {
  if (before?.accepted === undefined || after?.accepted === undefined) return '';
  const refused = (after.refused ?? 0) - (before.refused ?? 0);
  // A socket that hands itself over (Accept=no) accepts nothing and counts nothing.
  if (after.accepted === before.accepted && refused <= 0) return '';
  const accepted = t('accepted {0} → {1}', before.accepted, after.accepted);
  return refused > 0 ? t('{0}, refused {1}', accepted, refused) : accepted;
}

function bodyText(reply: HttpReply, t: Translate): string {
  if (reply.body.length === 0) return t('(empty)');
  const { kind, text } = bytesText(reply.body, reply.truncated);
  return kind === 'dump' ? `${t('(no text: the first bytes in hexadecimal)')}\n\n${text}` : text.replace(/\n$/, '');
}

function journalText(answerer: Answerer | undefined, terminal: readonly string[], t: Translate): string {
  if (terminal.length > 0) return terminal.map(escapeControls).join('\n');
  if (answerer === undefined) return t('(no manager keeps a journal for it)');
  if (!answerer.journalRead) return t('(the journal cannot be read by this user)');
  if (answerer.journal.length === 0) return t('(nothing was written)');
  return answerer.journal.map(journalLine).join('\n');
}
