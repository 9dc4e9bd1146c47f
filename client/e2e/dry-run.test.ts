import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plan } from '../../server/src/core/activation/plan.ts';
import { createHost } from '../../server/src/core/workspace/host.ts';
import { LISTENER } from '../src/deploy/plan-for-tests.ts';
import { explain } from '../src/explain/explain.ts';
import { gatherEvidence } from '../src/explain/gather.ts';
import { english } from '../src/l10n.ts';
import { detect } from '../src/manager/detect.ts';
import type { Outcome, Ran } from '../src/manager/outcome.ts';
import type { Target } from '../src/manager/target.ts';
import { probe } from '../src/request/probe.ts';
import { type Machine, startMachine } from './harness/machine.ts';
import { missing } from './harness/requirements.ts';
import { listener } from './harness/systemd-view.ts';
import { targetOn } from './harness/target.ts';
import { waitFor } from './harness/wait.ts';

// Sockets tried on a machine that has no manager at all.

describe('a dry run', async () => {
  const reason = await missing('machine');
  let machine: Machine;
  let target: Target;

  beforeAll(async () => {
    if (reason) return;
    machine = await startMachine({ init: 'nothing' });
    target = { ...targetOn(machine, 'user', { account: 'tester' }), id: 'dry-run', kind: 'dry-run' };
  });
  afterAll(() => machine?.stop());

  test('is there where no manager is', async (context) => {
    context.skip(reason !== undefined, reason);
    expect(await detect(target)).toMatchObject({ kind: 'reachable' });
  });

  test('gives each connection as standard input for Accept=yes, with the environment of the unit', async (context) => {
    context.skip(reason !== undefined, reason);
    const exec = 'ExecStart=-/bin/sh -c "read line; echo $${GREETING} from $$(pwd): $$line; echo noted >&2; exit 3"';
    const lines = [exec, 'StandardInput=socket', 'Environment="GREETING=good day"', 'WorkingDirectory=/usr'];
    await trying(true, lines, async (said) => {
      expect(await bodyOf()).toMatch(/^good day from \/usr: POST \/ HTTP/);
      await waitFor('the end of the child', async () => said().includes('died with code 3'));
      expect(said()).toContain('noted');
    });
  });

  test('passes the listening socket otherwise, and the connection waits in it', async (context) => {
    context.skip(reason !== undefined, reason);
    const program =
      'import os,socket; s=socket.socket(fileno=3); c,_=s.accept(); c.recv(9999); c.sendall(os.environ["LISTEN_FDS"].encode()); c.close()';
    writeFileSync(join(machine.folder, 'passed.py'), program);
    const lines = [`ExecStart=/usr/bin/python3 ${join(machine.folder, 'passed.py')}`];
    await trying(false, lines, async () => {
      expect(await bodyOf()).toBe('1');
    });
  });

  test('says what a port in use is', async (context) => {
    context.skip(reason !== undefined, reason);
    await trying(true, ['ExecStart=/bin/cat', 'StandardInput=socket'], async () => {
      const second = await run(true, ['ExecStart=/bin/cat', 'StandardInput=socket'], () => {}).outcome;
      if (second.kind !== 'ok') throw new Error(second.kind);
      const subject = { unit: 'a.socket', service: 'a@.service', accept: true, place: 'this machine' };
      const outcome = { kind: 'exit', ran: second.value } as const;
      const evidence = await gatherEvidence(target, subject, 'dry-run', outcome, undefined);
      expect(explain(evidence, english)).toMatchObject({
        code: 'address-in-use',
        cause: expect.stringContaining('systemd-socket-activate'),
      });
    });
  });

  async function bodyOf(): Promise<string> {
    const request = { method: 'POST', path: '/', headers: [], body: 'x' };
    const sent = await probe(target, request, LISTENER, { socket: 'a.socket', service: 'a@.service', accept: true });
    if (sent.kind !== 'ok') throw new Error(JSON.stringify(sent));
    return new TextDecoder().decode(sent.value.reply.body).trimEnd();
  }

  /** Does something while it listens, then stops it and sees that the port is free again. */
  async function trying(
    accept: boolean,
    lines: readonly string[],
    act: (said: () => string) => Promise<void>,
  ): Promise<void> {
    let said = '';
    const { outcome, stop } = run(accept, lines, (text) => {
      said += text;
    });
    await waitFor('the dry run to listen', async () => said.includes('Listening on'));
    try {
      await act(() => said);
    } finally {
      stop();
      await outcome;
    }
    expect(await listener({ machine }, 9999)).toBeUndefined();
  }

  function run(
    accept: boolean,
    lines: readonly string[],
    say: (text: string) => void,
  ): { readonly outcome: Promise<Outcome<Ran>>; readonly stop: () => void } {
    const command = dryRunOf(accept, lines);
    const abort = new AbortController();
    const outcome = target.run(command.argv, {
      cwd: command.folder,
      timeout: 0,
      signal: abort.signal,
      onOutput: (chunk) => say(new TextDecoder().decode(chunk)),
    });
    return { outcome, stop: () => abort.abort() };
  }
});

/** How a socket with such a service is tried by the person of the machine. */
function dryRunOf(accept: boolean, lines: readonly string[]) {
  const host = createHost();
  const socket = `[Socket]\nListenStream=9999\nAccept=${accept ? 'yes' : 'no'}\n`;
  host.apply([
    { path: '/w/a.socket', layer: 'disk', text: socket },
    { path: `/w/${accept ? 'a@' : 'a'}.service`, layer: 'disk', text: `[Service]\n${lines.join('\n')}\n` },
  ]);
  const snapshot = host.snapshot();
  const world = { ...NOTHING, fact: (name: string) => FACTS[name] };
  const tried = plan(snapshot, snapshot.file('/w/a.socket')!, 'user', [], world)?.dryRun;
  if (tried?.kind !== 'command') throw new Error(tried?.kind);
  return tried;
}

const NOTHING = { units: () => [], directory: () => [], users: () => [], groups: () => [] };
const FACTS: Readonly<Record<string, string>> = {
  home: '/home/tester',
  user: 'tester',
  uid: '1999',
  'runtime-directory': '/run/user/1999',
  hostname: 'machine',
};
