import { describe, expect, it } from 'vitest';
import { english } from '../l10n.ts';
import { stateFrom } from '../manager/unit-state.ts';
import type { HttpReply } from '../request/http-reply.ts';
import type { Answerer } from '../request/instance.ts';
import type { Probe } from '../request/probe.ts';
import { type AboutReply, replyText } from './reply-text.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

describe('the page of a reply', () => {
  it('begins with what went wrong, and has the traceback before the rest', () => {
    const text = page(
      {
        reply: { ...NOTHING, ending: { kind: 'empty' } },
        answerer: { ...ANSWERER, exit: { code: 'exited', status: 1 } },
      },
      {
        explanation: {
          code: 'handler-crashed',
          cause: 'The handler crashed: E: \x1b[2J',
          next: 'Correct it.',
          remedies: [],
          trace: ['Traceback:', '  File "x"', 'E: x'],
        },
      },
    );
    expect(text).toMatch(/^! The handler crashed: E: ␛\[2J\n {2}Correct it\.\n\n# GET http:\/\/h\/ {2}→ {2}no reply\n/);
    expect(text).toContain('# Traceback\n\nTraceback:\n  File "x"\nE: x\n\n# Body\n');
    expect(text).toMatch(/^Exit status: +1 \(failure\)$/m);
  });

  it.each<[string, Partial<HttpReply>, boolean, string]>([
    ['something', { body: utf8('x') }, true, 'Answered by:'],
    ['a head', { statusLine: 'HTTP/1.1 204 No Content', status: 204 }, true, 'Answered by:'],
    ['nothing', {}, true, 'Instance:'],
    ['nothing, without instances', {}, false, 'Service:'],
  ])('calls who sent %s by what it did', (_, reply, accept, label) => {
    const text = page({ accept, reply: { ...NOTHING, ...reply } });
    expect(text.split('\n').find((line) => line.endsWith(`  ${ANSWERER.unit}`))).toMatch(new RegExp(`^${label}`));
  });

  it.each<[Partial<Answerer>, boolean, string]>([
    [{ state: 'gone', exit: undefined }, false, '0 (success, as far as systemd reports)'],
    [{ state: 'gone', exit: undefined }, true, 'not known: the - before the command in ExecStart= hides it'],
    [{ exit: { code: 'killed', status: 11 } }, false, 'ended by signal SIGSEGV'],
    [{ exit: { code: 'dumped', status: 6 } }, true, 'ended by signal SIGABRT'],
    [{ exit: { code: 'exited', status: 3 } }, true, '3 (failure)'],
    [{ state: 'running' }, true, 'still running'],
  ])('says of %o, hidden %s: %s', (answerer, ignoresExit, status) => {
    const text = page({ answerer: { ...ANSWERER, ...answerer } }, { ignoresExit });
    expect(/^Exit status: +(.*)$/m.exec(text)?.[1]).toBe(status);
  });

  it('counts connections where some are counted', () => {
    const counts = (accepted: string) => stateFrom(new Map([['NAccepted', [accepted]]]), 'a.socket');
    expect(page({ before: counts('0'), after: counts('1') })).toMatch(/^Connections: +accepted 0 → 1$/m);
    expect(page({ before: counts('0'), after: counts('0') })).not.toContain('Connections');
  });

  it('shows the beginning of a large reply, and says so first', () => {
    const body = new Uint8Array(1024 * 1024 + 5).fill(0x61);
    const text = page({ reply: { ...NOTHING, statusLine: 'HTTP/1.1 200 OK', status: 200, body, truncated: true } });
    expect(text.split('\n')[0]).toBe('# GET http://h/  →  200 OK, first 1 MiB shown');
    expect(text).toMatch(/^Size: +more than 1048581 bytes of body; the rest was not read$/m);
    expect(text.length).toBeLessThan(1024 * 1024 + 1000);
  });
});

const NOTHING: HttpReply = {
  statusLine: undefined,
  status: undefined,
  headers: [],
  body: new Uint8Array(),
  truncated: false,
  firstByte: undefined,
  total: 0.1,
  local: undefined,
  pid: undefined,
  ending: { kind: 'complete' },
};

const ANSWERER: Answerer = {
  unit: 'a@1-x.service',
  state: 'ended',
  exit: { code: 'exited', status: 0 },
  journal: [],
  journalRead: true,
};

function page(probe: Partial<Probe>, about: Partial<AboutReply> = {}): string {
  return replyText(
    {
      socket: 'a.socket',
      accept: true,
      request: { method: 'GET', path: '/', headers: [], body: '' },
      to: 'http://h/',
      reply: NOTHING,
      answerer: ANSWERER,
      before: undefined,
      after: undefined,
      since: undefined,
      ...probe,
    },
    { explanation: undefined, ignoresExit: false, place: 'User Manager', terminal: [], ...about },
    english,
  );
}
