import { chmodSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Listener, Plan } from '../../server/src/protocol/requests.ts';
import { recordDeployment, recordEnabled } from '../src/activation/deployed.ts';
import { changes, prepareDeployment } from '../src/activation/deployment.ts';
import type { Explanation } from '../src/activation/evidence.ts';
import { explain } from '../src/activation/explain.ts';
import { gatherEvidence, type Subject } from '../src/activation/gather.ts';
import { journalEnd } from '../src/activation/journal.ts';
import { type Probe, probe } from '../src/activation/probe.ts';
import { type RunReport, runPlan } from '../src/activation/run-plan.ts';
import { isGood, type StepOutcome } from '../src/activation/step.ts';
import { systemctl } from '../src/activation/systemctl.ts';
import { prepareRemoval, undeploy } from '../src/activation/undeploy.ts';
import { readState } from '../src/activation/unit-state.ts';
import { english } from '../src/l10n.ts';
import { detect } from '../src/targets/detect.ts';
import { succeeded } from '../src/targets/outcome.ts';
import type { Target } from '../src/targets/target.ts';
import { startMachine } from './harness/machine.ts';
import type { Manager } from './harness/manager.ts';
import { missing } from './harness/requirements.ts';
import { RELEASES, rootFileSystem } from './harness/rootfs.ts';
import { startSystemManager } from './harness/system-manager.ts';
import { targetOf, targetOn } from './harness/target.ts';
import { startUserManager } from './harness/user-manager.ts';

// Deploying, testing and explaining against real managers: what is said to people is what really happened.

const SOCKET = '[Socket]\nListenStream=9999\nAccept=yes\n';
// It stays a moment after its last words, or the journal would at times not know any more whose they were.
const ECHO = service('ExecStart=-/bin/sh -c "read line; echo You said: $$line; echo noted >&2; sleep 0.2; exit 3"');

const MACHINES = [
  { name: 'this machine', root: async () => '/', needs: ['machine'] as const },
  ...RELEASES.map((release) => ({
    name: `systemd ${release.systemd}`,
    root: () => rootFileSystem(release),
    needs: ['machine', 'debootstrap'] as const,
  })),
];
const MANAGERS = { user: startUserManager, system: startSystemManager };

for (const { name, root, needs } of MACHINES) {
  for (const [scope, start] of Object.entries(MANAGERS)) {
    describe(`the ${scope} manager of ${name}`, async () => {
      const reason = await missing(...needs);
      let manager: Manager;
      let target: Target;

      beforeAll(async () => {
        if (reason) return;
        manager = await start({ root: await root() });
        target = targetOf(manager);
      });
      afterAll(() => manager?.stop());
      afterEach(async () => {
        if (!reason) await clear(target);
      });

      test('is found', async (context) => {
        context.skip(reason !== undefined, reason);
        expect(await detect(target)).toMatchObject({ kind: 'reachable', state: 'running' });
      });

      test('gets the files, listens, answers, and tells who answered', async (context) => {
        context.skip(reason !== undefined, reason);
        const report = await activate(target, plan(SOCKET, ECHO));
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
        expect((await activate(target, plan(SOCKET, ECHO))).steps.map((step) => step.name)).toEqual([
          'look',
          'restart',
          'state',
        ]);
      });

      test('puts everything back when the new version cannot listen', async (context) => {
        context.skip(reason !== undefined, reason);
        await activate(target, plan(SOCKET, ECHO));
        const holder = plan(SOCKET.replace('9999', '9104'), ECHO, 'b');
        await activate(target, holder);

        const failed = await activate(target, plan(SOCKET.replace('9999', '9104'), ECHO));
        expect(failed).toMatchObject({ result: 'failed', steps: expect.arrayContaining([]) });
        expect(failed.putBack.map((step) => step.outcome.kind)).toEqual(['ok', 'ok', 'ok']);
        const explanation = await explained(target, SUBJECT, failed);
        expect(explanation).toMatchObject({ code: 'address-in-use', cause: expect.stringContaining('9104') });
        // The manager itself holds the port for the other unit; only who may look into it can tell.
        if (scope === 'system') expect(explanation.cause).toContain('by the unit b.socket');

        expect(readFileSync(join(manager.units, 'a.socket'), 'utf8')).toBe(SOCKET);
        expect((await ask(target)).reply.body.length).toBeGreaterThan(0);
        await clear(target, 'b');
      });

      test('leaves no trace of a first version that systemd refuses', async (context) => {
        context.skip(reason !== undefined, reason);
        const report = await activate(target, plan(SOCKET.replace('9999', '99999'), ECHO));
        expect(report.steps.at(-1)?.name).toBe('verify');
        expect(await explained(target, SUBJECT, report)).toMatchObject({
          code: 'bad-setting',
          remedies: [{ action: { kind: 'open', line: 2 } }, {}],
        });
        expect(await target.read(join(manager.units, 'a.socket'))).toMatchObject({ value: { kind: 'absent' } });
        expect(await readState(target, 'a.socket')).toMatchObject({ value: { load: 'not-found', active: 'inactive' } });
      });

      test('puts everything back when it is cancelled', async (context) => {
        context.skip(reason !== undefined, reason);
        await activate(target, plan(SOCKET, ECHO));
        for (const step of ['write', 'verify', 'reload', 'restart']) {
          const abort = new AbortController();
          const prepared = await prepareDeployment(target, plan(`${SOCKET}MaxConnections=3\n`, ECHO), nothing);
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

      test('takes away what was deployed, and only that', async (context) => {
        context.skip(reason !== undefined, reason);
        manager.install('a@.service', '# theirs\n[Service]\nExecStart=/bin/true\n');
        const withInstall = plan(`${SOCKET}\n[Install]\nWantedBy=sockets.target\n`, ECHO);
        const dropIn = { ...file('a.socket.d/10.conf', '[Socket]\nMaxConnections=7\n'), unit: 'a.socket' };
        const wanted = { ...withInstall, files: [...withInstall.files, dropIn] };
        const prepared = await prepareDeployment(target, wanted, nothing);
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

      test('explains a template that is missing, before and at the first connection', async (context) => {
        context.skip(reason !== undefined, reason);
        const before = await activate(target, plan(SOCKET));
        expect(await explained(target, SUBJECT, before)).toMatchObject({ code: 'template-missing' });

        manager.install('a.socket', SOCKET);
        await manager.systemctl('daemon-reload');
        await manager.systemctl('start', 'a.socket');
        const { reply, explanation } = await asked(target);
        expect(['reset', 'empty']).toContain(reply.ending.kind);
        expect(explanation).toMatchObject({
          code: 'template-missing',
          cause: expect.stringContaining('closed the port'),
        });
        expect((await asked(target)).explanation.code).toBe('not-listening');
      });

      test.for([
        ['handler-failed', 'ExecStart=/bin/sh -c "kill -SEGV $$$$"', /SIGSEGV/],
        ['handler-failed', 'ExecStart=/bin/sh -c "echo no configuration >&2; exit 4"', /status 4/],
        ['exec-failed', 'ExecStart=-/bin/nope', /\/bin\/nope does not exist/],
        ['exec-failed', 'ExecStart=-/etc/passwd', /\/etc\/passwd may not be executed/],
        ['setup-failed', 'ExecStart=/bin/true\nUser=nosuchuser', /217\/USER/],
        ['setup-failed', 'ExecStart=/bin/true\nWorkingDirectory=/nonexistent', /200\/CHDIR/],
      ] as const)('explains a handler that fails: %s, %s', async ([code, exec, words], context) => {
        context.skip(reason !== undefined, reason);
        const report = await activate(target, plan(SOCKET, service(exec)));
        expect(report.result).toBe('done');
        const { explanation } = await asked(target);
        expect(explanation).toMatchObject({ code, cause: expect.stringMatching(words) });
      });

      test('explains a socket without its service, and one whose service runs already', async (context) => {
        context.skip(reason !== undefined, reason);
        const plain = { ...plan('[Socket]\nListenStream=9999\n'), accept: false, service: 'a.service' };
        const subject = { ...SUBJECT, accept: false, service: 'a.service' };
        expect(await explained(target, subject, await activate(target, plain))).toMatchObject({
          code: 'service-missing',
        });

        const sleeper = file('a.service', '[Service]\nExecStart=/bin/sleep 100\n');
        const both = { ...plain, files: [sleeper, ...plain.files] };
        expect((await activate(target, both)).result).toBe('done');
        await manager.systemctl('start', 'a.service');
        const again = await activate(target, both);
        expect(await explained(target, subject, again)).toMatchObject({ code: 'service-active' });
        // It was found out before anything was done.
        expect(again.putBack).toEqual([]);
        await manager.systemctl('stop', 'a.service');
      });

      test('explains limits: triggers, connections, starts', async (context) => {
        context.skip(reason !== undefined, reason);
        const quick = file('a.service', '[Service]\nExecStart=/bin/true\n');
        const eager = plan('[Socket]\nListenStream=9999\nTriggerLimitBurst=3\n');
        await activate(target, { ...eager, accept: false, service: 'a.service', files: [quick, ...eager.files] });
        expect((await asked(target, { accept: false, service: 'a.service' })).explanation.code).toBe('trigger-limit');
        await clear(target);

        await activate(target, plan(`${SOCKET}MaxConnections=1\n`, service('ExecStart=/bin/sleep 20')));
        const first = target.run(['curl', '--silent', '--max-time', '3', 'http://127.0.0.1:9999/']);
        await new Promise((resolve) => setTimeout(resolve, 300));
        expect((await asked(target)).explanation.code).toBe('too-many-connections');
        await first;

        // Newer versions count every start, older ones those that failed as well.
        const since = await journalEnd(target);
        let outcome: StepOutcome = { kind: 'cancelled' };
        for (let count = 0; count < 12; count++) {
          const started = succeeded(await target.run(systemctl(target, 'restart', ['a.socket'])));
          if (started.kind !== 'ok') outcome = started;
        }
        if (outcome.kind === 'cancelled') return;
        const evidence = await gatherEvidence(
          target,
          SUBJECT,
          'restart',
          outcome,
          since.kind === 'ok' ? since.value : '',
        );
        expect(explain(evidence, english).code).toBe('start-limit');
      });

      test('explains a socket that lost its address at a reload', async (context) => {
        context.skip(reason !== undefined, reason);
        await activate(target, plan(SOCKET, ECHO));
        manager.install('a.socket', SOCKET.replace('9999', '9998'));
        await manager.systemctl('daemon-reload');
        const moved = { ...LISTENER, address: { ...LISTENER.address, port: 9998 } } as Listener;
        expect((await asked(target, {}, moved)).explanation.code).toBe('needs-restart');
      });

      test('explains an address that may not be used, or is not there', async (context) => {
        context.skip(reason !== undefined, reason);
        const foreign = await activate(target, plan(SOCKET.replace('9999', '192.0.2.1:9999'), ECHO));
        expect(await explained(target, SUBJECT, foreign)).toMatchObject({ code: 'address-unavailable' });
        if (scope === 'system') return;
        const low = await activate(target, plan(SOCKET.replace('9999', '81'), ECHO));
        expect(await explained(target, SUBJECT, low)).toMatchObject({
          code: 'listen-denied',
          cause: expect.stringContaining('below 1024'),
        });
      });

      // A user's own manager takes orders from its user alone, so there is nobody to be refused.
      if (scope === 'system')
        test('explains what somebody without privileges may not do', async (context) => {
          context.skip(reason !== undefined, reason);
          await activate(target, plan(SOCKET, ECHO));
          const stranger = targetOn(manager.machine, 'system', { account: 'tester' });
          const refused = succeeded(await stranger.run(systemctl(stranger, 'restart', ['a.socket'])));
          if (refused.kind === 'ok') throw new Error('A stranger may restart units.');
          const evidence = await gatherEvidence(stranger, SUBJECT, 'restart', refused, undefined);
          expect(explain(evidence, english)).toMatchObject({ code: 'not-authorized' });
        });

      test('explains what it may not write, and what is not installed', async (context) => {
        context.skip(reason !== undefined, reason);
        const withoutCurl = targetOf(manager, { PATH: '/usr/lib/systemd' });
        const sent = await probe(withoutCurl, POST, LISTENER, {
          socket: 'a.socket',
          service: 'a@.service',
          accept: true,
        });
        expect(sent).toEqual({ kind: 'missing', program: 'curl' });
        if (scope === 'system') return;
        chmodSync(manager.units, 0o555);
        const report = await activate(target, plan(SOCKET, ECHO));
        chmodSync(manager.units, 0o755);
        expect(await explained(target, SUBJECT, report)).toMatchObject({
          code: 'file-failed',
          cause: expect.stringContaining('permission denied'),
        });
      });
    });
  }
}

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

const LISTENER: Listener = {
  directive: 'ListenStream',
  value: '9999',
  description: 'TCP port 9999',
  kind: 'stream',
  address: { family: 'inet', host: undefined, port: 9999, v6: true },
};
const POST = { method: 'POST', path: '/greet', headers: ['X-Test: 1'], body: 'site=juejin,name=pdudo' };
const SUBJECT: Subject = { unit: 'a.socket', service: 'a@.service', accept: true, place: 'this machine' };

function plan(socket: string, template?: string, prefix = 'a'): Plan {
  return {
    unit: `${prefix}.socket`,
    start: `${prefix}.socket`,
    manager: 'user',
    files: [
      ...(template === undefined ? [] : [file(`${prefix}@.service`, template)]),
      file(`${prefix}.socket`, socket),
    ],
    handlers: [],
    listeners: [LISTENER],
    blockers: [],
    accept: true,
    service: `${prefix}@.service`,
    installable: false,
  };
}

function file(name: string, text: string): Plan['files'][number] {
  return { source: `file:///workspace/${name}`, destination: name, text, mode: 0o644, unit: name };
}

function service(exec: string): string {
  return `[Service]\nStandardInput=socket\nStandardError=journal\n${exec}\n`;
}

async function activate(target: Target, wanted: Plan): Promise<RunReport> {
  const prepared = await prepareDeployment(target, wanted, nothing);
  if (prepared.kind !== 'ok') throw new Error(`not prepared: ${JSON.stringify(prepared)}`);
  const report = await runPlan(prepared.value, { start: true });
  if (report.result === 'done') expect(changes(prepared.value).length + report.steps.length).toBeGreaterThan(2);
  return report;
}

async function explained(target: Target, subject: Subject, report: RunReport): Promise<Explanation> {
  const failed = report.steps.findLast((step) => !isGood(step.outcome));
  if (failed === undefined) throw new Error('Nothing failed.');
  return explain(await gatherEvidence(target, subject, failed.name, failed.outcome, report.since), english);
}

async function ask(target: Target, part: Partial<Subject> = {}, listener = LISTENER): Promise<Probe> {
  const { unit, service: behind, accept } = { ...SUBJECT, ...part };
  const sent = await probe(target, POST, listener, { socket: unit, service: behind, accept });
  if (sent.kind !== 'ok') throw new Error(`not sent: ${JSON.stringify(sent)}`);
  return sent.value;
}

async function asked(
  target: Target,
  part: Partial<Subject> = {},
  listener = LISTENER,
): Promise<Probe & { readonly explanation: Explanation }> {
  const sent = await ask(target, part, listener);
  const worked = { kind: 'ok', ran: undefined } as const;
  const subject = { ...SUBJECT, ...part };
  const evidence = await gatherEvidence(target, subject, 'request', worked, sent.since, sent.reply.ending.kind);
  return { ...sent, explanation: explain({ ...evidence, exit: sent.answerer?.exit ?? evidence.exit }, english) };
}

/** Where enabling leaves its links; systemd does not take the folders away again. */
function wantsFolders(manager: Manager): string[] {
  return readdirSync(manager.units).filter((name) => name.endsWith('.wants'));
}

/** Takes away what a test has left. */
async function clear(target: Target, prefix = 'a'): Promise<void> {
  const directory = await target.unitDirectory();
  if (directory.kind !== 'ok') return;
  for (const name of [`${prefix}.socket`, `${prefix}.service`, `${prefix}@.service`]) {
    // One at a time: newer versions stop nothing where one of several is not loaded.
    await target.run(systemctl(target, 'stop', [name.replace('@.', '@*.')]));
    await target.write(`${directory.value}/${name}`, { kind: 'absent' });
  }
  await target.run(systemctl(target, 'daemon-reload'));
  await target.run(systemctl(target, 'reset-failed'));
}

async function nothing(): Promise<undefined> {
  return undefined;
}
