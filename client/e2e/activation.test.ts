import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { recordDeployment, recordEnabled } from '../src/deploy/deployed.ts';
import { prepareDeployment } from '../src/deploy/deployment.ts';
import { plannedFile } from '../src/deploy/plan-for-tests.ts';
import { runPlan } from '../src/deploy/run-plan.ts';
import { asPlanned } from '../src/deploy/source.ts';
import { prepareRemoval, undeploy } from '../src/deploy/undeploy.ts';
import { detect } from '../src/manager/detect.ts';
import { succeeded } from '../src/manager/outcome.ts';
import { systemctl } from '../src/manager/systemctl.ts';
import { readState } from '../src/manager/unit-state.ts';
import { activate, ask, clear, ECHO, explained, planFor, SOCKET, SUBJECT } from './harness/activation.ts';
import { besideEveryManager } from './harness/beside-every-manager.ts';
import type { Manager } from './harness/manager.ts';

// Deploying, asking and taking away against real managers: what is said to people is what really happened.

besideEveryManager((test, scope) => {
  test('is found', async ({ target }) => {
    expect(await detect(target)).toMatchObject({ kind: 'reachable', state: 'running' });
  });

  test('gets the files, listens, answers, and tells who answered', async ({ manager, target }) => {
    const report = await activate(target, planFor(SOCKET, ECHO));
    expect(report).toMatchObject({ result: 'done', state: { active: 'active', listens: ['[::]:9999 (Stream)'] } });
    expect(readFileSync(join(manager.units, 'a.socket'), 'utf8')).toBe(SOCKET);

    const { reply, answerer, before, after } = await ask(target);
    expect(reply).toMatchObject({ statusLine: undefined, ending: { kind: 'reset' } });
    expect(new TextDecoder().decode(reply.body)).toBe('You said: POST /greet HTTP/1.1\r\n');
    expect(answerer).toMatchObject({ state: 'gone', journalRead: true });
    expect(answerer?.unit).toMatch(/^a@0-.*127\.0\.0\.1:9999-127\.0\.0\.1:\d+\.service$/);
    expect(answerer?.journal.map(({ message }) => message)).toContain('noted');
    expect([before?.accepted, after?.accepted]).toEqual([0, 1]);

    // The same again has nothing to write, and still restarts.
    expect((await activate(target, planFor(SOCKET, ECHO))).steps.map((step) => step.name)).toEqual([
      'look',
      'restart',
      'state',
    ]);
  });

  test('puts everything back when the new version cannot listen', async ({ manager, target }) => {
    await activate(target, planFor(SOCKET, ECHO));
    const holder = planFor(SOCKET.replace('9999', '9104'), ECHO, 'b');
    await activate(target, holder);

    const failed = await activate(target, planFor(SOCKET.replace('9999', '9104'), ECHO));
    expect(failed.result).toBe('failed');
    expect(failed.steps.filter((step) => step.outcome.kind !== 'ok').map((step) => step.name)).toEqual(['restart']);
    expect(failed.putBack.map((step) => step.outcome.kind)).toEqual(['ok', 'ok', 'ok']);
    const explanation = await explained(target, SUBJECT, failed);
    expect(explanation).toMatchObject({ code: 'address-in-use', cause: expect.stringContaining('9104') });
    // The manager itself holds the port for the other unit; only who may look into it can tell.
    if (scope === 'system') expect(explanation.cause).toContain('by the unit b.socket');

    expect(readFileSync(join(manager.units, 'a.socket'), 'utf8')).toBe(SOCKET);
    expect((await ask(target)).reply.body.length).toBeGreaterThan(0);
    await clear(target, 'b');
  });

  test('leaves no trace of a first version that systemd refuses', async ({ manager, target }) => {
    const report = await activate(target, planFor(SOCKET.replace('9999', '99999'), ECHO));
    expect(report.steps.at(-1)?.name).toBe('verify');
    expect(await explained(target, SUBJECT, report)).toMatchObject({
      code: 'bad-setting',
      remedies: [{ action: { kind: 'open', line: 2 } }, {}],
    });
    expect(await target.read(join(manager.units, 'a.socket'))).toMatchObject({ value: { kind: 'absent' } });
    expect(await readState(target, 'a.socket')).toMatchObject({ value: { load: 'not-found', active: 'inactive' } });
  });

  test('puts everything back when it is cancelled', async ({ manager, target }) => {
    await activate(target, planFor(SOCKET, ECHO));
    for (const step of ['write', 'verify', 'reload', 'restart']) {
      const abort = new AbortController();
      const prepared = await prepareDeployment(target, planFor(`${SOCKET}MaxConnections=3\n`, ECHO), asPlanned);
      if (prepared.kind !== 'ok') throw new Error('not prepared');
      const report = await runPlan(prepared.value, {
        start: true,
        signal: abort.signal,
        onStep: (name) => name === step && abort.abort(),
      });
      expect([step, report.result]).toEqual([step, 'cancelled']);
      expect(readFileSync(join(manager.units, 'a.socket'), 'utf8')).toBe(SOCKET);
      expect(await readState(target, 'a.socket')).toMatchObject({
        value: { active: 'active', sub: 'listening', needsReload: false },
      });
    }
  });

  test('takes away what was deployed, and only that', async ({ manager, target }) => {
    manager.install('a@.service', '# theirs\n[Service]\nExecStart=/bin/true\n');
    const withInstall = planFor(`${SOCKET}\n[Install]\nWantedBy=sockets.target\n`, ECHO);
    const dropIn = plannedFile('a.socket.d/10.conf', '[Socket]\nMaxConnections=7\n', 'a.socket');
    const wanted = { ...withInstall, files: [...withInstall.files, dropIn] };
    const prepared = await prepareDeployment(target, wanted, asPlanned);
    if (prepared.kind !== 'ok') throw new Error('not prepared');
    const { result, folders } = await runPlan(prepared.value, { start: true });
    expect(result).toBe('done');
    const deployed = recordDeployment(undefined, prepared.value, folders, 0);
    expect(succeeded(await target.run(systemctl(target, 'enable', ['a.socket']), { privileged: true })).kind).toBe(
      'ok',
    );
    expect(await readState(target, 'a.socket')).toMatchObject({ value: { active: 'active', enabled: 'enabled' } });

    // Somebody else has changed one of the files since.
    manager.install('a.socket.d/10.conf', '[Socket]\nMaxConnections=8\n');
    const removal = await prepareRemoval(target, recordEnabled(deployed, true));
    if (removal.kind !== 'ok') throw new Error('not prepared');
    const report = await undeploy(target, removal.value, {});
    expect(report).toMatchObject({ result: 'done', left: [expect.stringContaining('10.conf')] });

    expect(readdirSync(manager.units).toSorted()).toEqual(['a.socket.d', 'a@.service', ...wantsFolders(manager)]);
    expect(readFileSync(join(manager.units, 'a@.service'), 'utf8')).toContain('# theirs');
    expect(await readState(target, 'a.socket')).toMatchObject({ value: { load: 'not-found', active: 'inactive' } });
    expect(wantsFolders(manager).flatMap((folder) => readdirSync(join(manager.units, folder)))).toEqual([]);
    rmSync(join(manager.units, 'a.socket.d'), { recursive: true });
  });
});

/** Where enabling leaves its links; systemd does not take the folders away again. */
function wantsFolders(manager: Manager): string[] {
  return readdirSync(manager.units).filter((name) => name.endsWith('.wants'));
}
