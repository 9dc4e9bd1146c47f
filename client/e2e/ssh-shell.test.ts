import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { prepareDeployment } from '../src/deploy/deployment.ts';
import { plannedFile, planOf } from '../src/deploy/plan-for-tests.ts';
import { runPlan } from '../src/deploy/run-plan.ts';
import { asPlanned, type ReadSource } from '../src/deploy/source.ts';
import { ok, outputText } from '../src/manager/outcome.ts';
import { systemctl } from '../src/manager/systemctl.ts';
import { findProgram } from '../tools/program.ts';
import { FILE, HOSTILE } from './harness/hostile.ts';
import { type Remote, startRemote } from './harness/remote.ts';
import { missing } from './harness/requirements.ts';

// The log-in shell at the other end: whichever it is, it is given nothing to make anything of.

const reason = await missing('machine', 'ssh');
let remote: Remote;

beforeAll(async () => {
  if (!reason) remote = await startRemote();
});
afterAll(() => remote?.stop());

describe('a shell at the other end', () => {
  afterAll(() => reason === undefined && logInShell('/bin/bash'));

  test.for(['sh', 'bash', 'fish', 'tcsh'])('cannot make anything of names and contents: %s', async (shell, context) => {
    context.skip(reason !== undefined, reason);
    const program = findProgram(shell);
    if (program === undefined) throw new Error(`${shell} is not installed.`);
    await logInShell(program);
    for (const name of HOSTILE) {
      const path = `/root/odd/${name}`;
      expect(await remote.system.write(path, FILE, 'anything'), name).toEqual(ok(undefined));
      expect(await remote.system.read(path), name).toMatchObject({ kind: 'ok', value: FILE });
      expect(await remote.system.resolve(path), name).toEqual(ok(path));
    }
    const there = readdirSync(join(remote.machine.folder, 'root/odd'), { encoding: 'buffer' }).map(String);
    expect(there.toSorted()).toEqual(HOSTILE.toSorted());
    const echoed = await remote.system.run(['printf', '%s\\0', ...HOSTILE, '', '../..', '--'], {
      env: { X: HOSTILE[0] ?? '' },
    });
    expect(echoed.kind === 'ok' && outputText(echoed.value).split('\0').slice(0, -1)).toEqual([
      ...HOSTILE,
      '',
      '../..',
      '--',
    ]);
    for (const name of HOSTILE) await remote.system.write(`/root/odd/${name}`, { kind: 'absent' }, 'anything');
    expect(await remote.system.removeFolder('/root/odd')).toEqual(ok(undefined));
    // What any of them would have done if a shell had taken it for a command.
    expect(existsSync(join(remote.machine.folder, 'root/canary'))).toBe(false);
  });

  test('may greet as it likes', async (context) => {
    context.skip(reason !== undefined, reason);
    await logInShell('/bin/bash');
    const noise = 'echo Welcome to the machine; echo Mind the gap >&2; printf "no line end"\n';
    const bashrc = join(remote.machine.folder, 'root/.bashrc');
    writeFileSync(bashrc, noise);
    expect(await remote.system.write('/root/a file', FILE, 'anything')).toEqual(ok(undefined));
    expect(await remote.system.read('/root/a file')).toMatchObject({ kind: 'ok', value: FILE });
    const ran = await remote.system.run(['sh', '-c', 'echo out; echo err >&2; exit 7']);
    expect(ran).toMatchObject({ kind: 'ok', value: { code: 7, stderr: 'err\n' } });
    expect(ran.kind === 'ok' && outputText(ran.value)).toBe('out\n');
    writeFileSync(bashrc, '');
    await remote.system.write('/root/a file', { kind: 'absent' }, 'anything');
  });

  test('gets units with odd names and handlers with odd paths', async (context) => {
    context.skip(reason !== undefined, reason);
    const unit = String.raw`dev-\x2d\x27-\x24.socket`;
    const path = "/opt/it's $(touch /root/canary)/`id`.sh";
    const handler = { file: 'file:///w/h', path, belowHome: false, executed: true, unit };
    const service = unit.replace('.socket', '.service');
    const wanted = planOf({
      unit,
      start: unit,
      service,
      accept: false,
      files: [
        plannedFile(service, '[Service]\nExecStart=/bin/cat\nStandardInput=socket\n'),
        plannedFile(unit, '[Socket]\nListenStream=9999\n'),
        plannedFile(`${unit}.d/- $(touch x);'".conf`, '[Socket]\nBacklog=5\n', unit),
      ],
      handlers: [handler],
    });
    const readSource: ReadSource = async (uri, text) => (uri === handler.file ? SCRIPT : asPlanned(uri, text));
    const prepared = await prepareDeployment(remote.system, wanted, readSource);
    if (prepared.kind !== 'ok') throw new Error(JSON.stringify(prepared));
    const report = await runPlan(prepared.value, { start: true });
    expect(report).toMatchObject({ result: 'done', state: { unit, active: 'active' } });
    expect(report.state?.dropIns.join(' ')).toContain('$(touch x);');
    expect(await remote.system.read(handler.path)).toMatchObject({ value: { kind: 'file', mode: 0o755 } });
    await remote.system.run(systemctl(remote.system, 'stop', [unit]));
    expect(existsSync(join(remote.machine.folder, 'root/canary'))).toBe(false);
  });

  test('is never reached by a host that ssh would take for an option', async (context) => {
    context.skip(reason !== undefined, reason);
    const canary = join(remote.machine.folder, 'canary');
    for (const host of [`-oProxyCommand=touch ${canary}`, '-V', 'x@-oProxyCommand=id', 'a;id']) {
      for (const target of remote.hosts.targets(host)) {
        expect(await target.run(['true'])).toEqual({ kind: 'refused', what: host, why: 'bad-host' });
      }
    }
    expect(existsSync(canary)).toBe(false);
  });
});

const SCRIPT = new TextEncoder().encode('#!/bin/sh\n');

/** Gives root another shell to log in with. */
async function logInShell(program: string): Promise<void> {
  await remote.machine.run(['sed', '-i', `s|^root:\\(.*\\):[^:]*$|root:\\1:${program}|`, '/etc/passwd']);
}
