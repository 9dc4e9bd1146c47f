import { chmodSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Listener } from '../../server/src/protocol/plan.ts';
import { LISTENER, plannedFile } from '../src/deploy/plan-for-tests.ts';
import type { StepOutcome } from '../src/deploy/step.ts';
import { explain } from '../src/explain/explain.ts';
import { gatherEvidence } from '../src/explain/gather.ts';
import { english } from '../src/l10n.ts';
import { detect } from '../src/manager/detect.ts';
import { journalEnd } from '../src/manager/journal.ts';
import { succeeded } from '../src/manager/outcome.ts';
import { systemctl } from '../src/manager/systemctl.ts';
import { readState } from '../src/manager/unit-state.ts';
import { probe } from '../src/request/probe.ts';
import {
  activate,
  askWhy,
  clear,
  ECHO,
  explained,
  POST,
  planFor,
  SOCKET,
  SUBJECT,
  service,
} from './harness/activation.ts';
import { besideEveryManager } from './harness/beside-every-manager.ts';
import { startMachine } from './harness/machine.ts';
import { missing } from './harness/requirements.ts';
import { targetOf, targetOn } from './harness/target.ts';

// What goes wrong on real managers, and the cause that people are told: it is the one that was there.

besideEveryManager((test, scope) => {
  test('explains a template that is missing, before and at the first connection', async ({ manager, target }) => {
    const before = await activate(target, planFor(SOCKET));
    expect(await explained(target, SUBJECT, before)).toMatchObject({ code: 'template-missing' });

    manager.install('a.socket', SOCKET);
    await manager.systemctl('daemon-reload');
    await manager.systemctl('start', 'a.socket');
    const { reply, explanation } = await askWhy(target);
    expect(['reset', 'empty']).toContain(reply.ending.kind);
    expect(explanation).toMatchObject({
      code: 'template-missing',
      cause: expect.stringContaining('closed the port'),
    });
    expect((await askWhy(target)).explanation.code).toBe('not-listening');
  });

  const failing = [
    ['handler-failed', 'ExecStart=/bin/sh -c "kill -SEGV $$$$"', /SIGSEGV/],
    ['handler-failed', 'ExecStart=/bin/sh -c "echo no configuration >&2; exit 4"', /status 4/],
    ['exec-failed', 'ExecStart=-/bin/nope', /\/bin\/nope does not exist/],
    ['exec-failed', 'ExecStart=-/etc/passwd', /\/etc\/passwd may not be executed/],
    ['setup-failed', 'ExecStart=/bin/true\nUser=nosuchuser', /217\/USER/],
    ['setup-failed', 'ExecStart=/bin/true\nWorkingDirectory=/nonexistent', /200\/CHDIR/],
  ] as const;
  for (const [code, exec, words] of failing) {
    test(`explains a handler that fails: ${code}, ${exec}`, async ({ target }) => {
      const report = await activate(target, planFor(SOCKET, service(exec)));
      expect(report.result).toBe('done');
      const { explanation } = await askWhy(target);
      expect(explanation).toMatchObject({ code, cause: expect.stringMatching(words) });
    });
  }

  test('explains a socket without its service, and one whose service runs already', async ({ manager, target }) => {
    const plain = { ...planFor('[Socket]\nListenStream=9999\n'), accept: false, service: 'a.service' };
    const subject = { ...SUBJECT, accept: false, service: 'a.service' };
    expect(await explained(target, subject, await activate(target, plain))).toMatchObject({
      code: 'service-missing',
    });

    const sleeper = plannedFile('a.service', '[Service]\nExecStart=/bin/sleep 100\n');
    const both = { ...plain, files: [sleeper, ...plain.files] };
    expect((await activate(target, both)).result).toBe('done');
    await manager.systemctl('start', 'a.service');
    const again = await activate(target, both);
    expect(await explained(target, subject, again)).toMatchObject({ code: 'service-active' });
    // It was found out before anything was done.
    expect(again.putBack).toEqual([]);
    await manager.systemctl('stop', 'a.service');
  });

  test('explains limits: triggers, connections', async ({ target }) => {
    const quick = plannedFile('a.service', '[Service]\nExecStart=/bin/true\n');
    const eager = planFor('[Socket]\nListenStream=9999\nTriggerLimitBurst=3\n');
    await activate(target, { ...eager, accept: false, service: 'a.service', files: [quick, ...eager.files] });
    expect((await askWhy(target, { subject: { accept: false, service: 'a.service' } })).explanation.code).toBe(
      'trigger-limit',
    );
    await clear(target);

    await activate(target, planFor(`${SOCKET}MaxConnections=1\n`, service('ExecStart=/bin/sleep 20')));
    const first = target.run(['curl', '--silent', '--max-time', '3', 'http://127.0.0.1:9999/']);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await askWhy(target)).explanation.code).toBe('too-many-connections');
    await first;
  });

  test('explains the limit of starts', async ({ target }) => {
    await activate(target, planFor(SOCKET, ECHO));
    // Newer versions count every start, older ones those that failed as well.
    const since = await journalEnd(target);
    let outcome: StepOutcome = { kind: 'cancelled' };
    for (let count = 0; count < 12; count++) {
      const started = succeeded(await target.run(systemctl(target, 'restart', ['a.socket'])));
      if (started.kind !== 'ok') outcome = started;
    }
    if (outcome.kind === 'cancelled') throw new Error('Twelve starts in a row were not too many.');
    const evidence = await gatherEvidence(target, SUBJECT, 'restart', outcome, since.kind === 'ok' ? since.value : '');
    expect(explain(evidence, english).code).toBe('start-limit');
  });

  test('explains a socket that lost its address at a reload', async ({ manager, target }) => {
    await activate(target, planFor(SOCKET, ECHO));
    manager.install('a.socket', SOCKET.replace('9999', '9998'));
    await manager.systemctl('daemon-reload');
    const moved = { ...LISTENER, address: { ...LISTENER.address, port: 9998 } } as Listener;
    expect((await askWhy(target, { listener: moved })).explanation.code).toBe('needs-restart');
  });

  test('explains an address that may not be used, or is not there', async ({ target }) => {
    const foreign = await activate(target, planFor(SOCKET.replace('9999', '192.0.2.1:9999'), ECHO));
    expect(await explained(target, SUBJECT, foreign)).toMatchObject({ code: 'address-unavailable' });
    if (scope === 'system') return;
    const low = await activate(target, planFor(SOCKET.replace('9999', '81'), ECHO));
    expect(await explained(target, SUBJECT, low)).toMatchObject({
      code: 'listen-denied',
      cause: expect.stringContaining('below 1024'),
    });
  });

  // A user's own manager takes orders from its user alone, so there is nobody to be refused.
  if (scope === 'system')
    test('explains what somebody without privileges may not do', async ({ manager, target }) => {
      await activate(target, planFor(SOCKET, ECHO));
      const stranger = targetOn(manager.machine, 'system', { account: 'tester' });
      const refused = succeeded(await stranger.run(systemctl(stranger, 'restart', ['a.socket'])));
      if (refused.kind === 'ok') throw new Error('A stranger may restart units.');
      const evidence = await gatherEvidence(stranger, SUBJECT, 'restart', refused, undefined);
      expect(explain(evidence, english)).toMatchObject({ code: 'not-authorized' });
    });

  test('explains what it may not write, and what is not installed', async ({ manager, target }) => {
    const withoutCurl = targetOf(manager, { PATH: '/usr/lib/systemd' });
    const sent = await probe(withoutCurl, POST, LISTENER, {
      socket: 'a.socket',
      service: 'a@.service',
      accept: true,
    });
    expect(sent).toEqual({ kind: 'missing', program: 'curl' });
    if (scope === 'system') return;
    chmodSync(manager.units, 0o555);
    const report = await activate(target, planFor(SOCKET, ECHO));
    chmodSync(manager.units, 0o755);
    expect(await explained(target, SUBJECT, report)).toMatchObject({
      code: 'file-failed',
      cause: expect.stringContaining('permission denied'),
    });
  });
});

test('a machine without a manager is told from one without a session', async (context) => {
  const reason = await missing('machine');
  context.skip(reason !== undefined, reason);
  const machine = await startMachine({ init: 'nothing' });
  const tester = { account: 'tester' } as const;
  expect(await detect(targetOn(machine, 'system', tester))).toMatchObject({
    kind: 'unreachable',
    reason: 'no-manager',
  });
  expect(await detect(targetOn(machine, 'user', tester))).toMatchObject({ kind: 'unreachable' });
  const outcome = await readState(targetOn(machine, 'system', tester), 'a.socket');
  if (outcome.kind === 'ok') throw new Error('There is no manager to answer.');
  const evidence = await gatherEvidence(targetOn(machine, 'system', tester), SUBJECT, 'look', outcome, undefined);
  expect(explain(evidence, english)).toMatchObject({ code: 'no-manager' });
  await machine.stop();
});
