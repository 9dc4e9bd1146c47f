import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import manifest from '../../package.json' with { type: 'json' };
import { UNIT_TYPES } from '../src/protocol/unit-paths.ts';
import { commandLine, SERVICE } from './command-line.ts';

// What is offered to CI systems, and what docs/ci.md says of it, is run here: the package of npm is played by what was built.

const ROOT = join(import.meta.dirname, '../..');
const CLI = join(ROOT, 'dist/cli.cjs');
const PAGE = readFileSync(join(ROOT, 'docs/ci.md'), 'utf8');
const cli = commandLine();
const BAD = { 'bad.service': `${SERVICE}Nope=1\n`, 'good.service': SERVICE };

/** The example of a name. */
function example(name: string): string {
  const blocks = [...PAGE.matchAll(/^```\w+(?: (\S+))?\n([\s\S]*?)^```$/gm)];
  return blocks.find(([, title]) => title === name)![2]!;
}

beforeEach(() => {
  mkdirSync(join(cli.folder, '.bin'));
  const npx = `#!/bin/sh\n[ "$1 $2" = "--yes systemd-units@${manifest.version}" ] || exit 99\nshift 2\nexec "${process.execPath}" "${CLI}" "$@"\n`;
  writeFileSync(join(cli.folder, '.bin/npx'), npx, { mode: 0o755 });
  writeFileSync(join(cli.folder, '.bin/systemd-units'), npx.replace(/\[.*\nshift 2\n/, ''), { mode: 0o755 });
});

/** Runs a script as a CI system would, in the test's folder. */
function run(script: string, env: NodeJS.ProcessEnv = {}) {
  const path = `${join(cli.folder, '.bin')}:${process.env['PATH']}`;
  const options = { cwd: cli.folder, encoding: 'utf8', env: { ...process.env, ...env, PATH: path } } as const;
  return spawnSync('bash', ['-e', '-c', script], options);
}

describe.skipIf(process.platform === 'win32')('with a shell', () => {
  it('the GitHub Action annotates lines, and fails where systemd would', () => {
    const action = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8'));
    const [step] = action.runs.steps;
    const given = { PATHS: '.', OPTIONS: '', VERSION: action.inputs.version.default };
    expect(Object.keys(step.env)).toEqual(Object.keys(given));
    expect(step.run).not.toContain('${{');
    cli.write(BAD);
    const { status, stdout } = run(step.run, given);
    expect([status, stdout]).toEqual([1, expect.stringMatching(/^::warning file=bad\.service,line=3,/m)]);
    expect(run(step.run, { ...given, PATHS: 'good.service' }).status).toBe(0);
    expect(run(step.run, { ...given, PATHS: '.', OPTIONS: '--fail-on error' }).status).toBe(0);
    expect(run(step.run, { ...given, PATHS: '$(touch made);`touch made`' }).status).toBe(2);
    expect(execFileSync('ls', { cwd: cli.folder, encoding: 'utf8' })).not.toContain('made');
  });

  it('the example of the action gives what the action takes', () => {
    const { jobs } = parse(example('.github/workflows/units.yml'));
    const [, { uses, with: given }] = jobs.units.steps;
    const action = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8'));
    expect(uses).toBe(
      `${new URL(manifest.repository.url).pathname.slice(1).replace(/\.git$/, '')}@v${manifest.version}`,
    );
    expect(Object.keys(given).filter((name) => !(name in action.inputs))).toEqual([]);
  });

  it('SARIF is written for code scanning, and findings do not stop the upload', () => {
    cli.write(BAD);
    const [{ run: script }, { with: given }] = parse(example('.github/workflows/scan.yml').replace(/^ {6}/gm, ''));
    expect(run(script).status).toBe(0);
    expect(JSON.parse(cli.read(given.sarif_file)).runs[0].results.length).toBeGreaterThan(0);
    expect(run(script.replace(' . ', ' gone ')).status).toBe(1);
  });

  it('the job of GitLab writes the report that it names', () => {
    cli.write(BAD);
    const job = parse(example('.gitlab-ci.yml'))['systemd-units'];
    expect(run(job.script.join('\n')).status).toBe(1);
    expect(cli.read(job.artifacts.reports.junit)).toMatch(/<testsuites[\s\S]*Nope=/);
  });

  it('the hooks of pre-commit check and format', () => {
    cli.write({ ...BAD, 'untidy.service': '[Service]\nExecStart = /bin/true\n' });
    const hooks = parse(readFileSync(join(ROOT, '.pre-commit-hooks.yaml'), 'utf8')) as { id: string; entry: string }[];
    const [{ rev, hooks: used }] = parse(example('.pre-commit-config.yaml')).repos;
    expect(rev).toBe(`v${manifest.version}`);
    const entryOf = (id: string) => hooks.find((hook) => hook.id === id)!.entry;
    expect(used.map(({ id }: { id: string }) => entryOf(id)).sort()).toEqual(hooks.map(({ entry }) => entry).sort());
    expect(run(`${entryOf('systemd-units')} good.service bad.service`).status).toBe(1);
    expect(run(`${entryOf('systemd-units')} good.service`).status).toBe(0);
    expect(run(`${entryOf('systemd-units-format')} untidy.service good.service`).status).toBe(0);
    expect(cli.read('untidy.service')).toBe(SERVICE);
  });

  it('the container runs the command line', () => {
    cli.write(BAD);
    const lists = [...example('Dockerfile').matchAll(/^(?:ENTRYPOINT|CMD) (.*)$/gm)].flatMap(([, list]) =>
      JSON.parse(list!),
    );
    expect(run(lists.map((word) => `'${word}'`).join(' ')).status).toBe(1);
    expect(example('Dockerfile')).toContain(`systemd-units@${manifest.version}`);
  });

  it('a root file system is checked', () => {
    cli.write({
      'rootfs/etc/systemd/system/bad.service': BAD['bad.service'],
      'rootfs/usr/lib/systemd/libsystemd-shared-257.so': '',
    });
    const { status, stdout } = run(/^systemd-units check --root .*$/m.exec(PAGE)![0]);
    expect([status, stdout]).toEqual([
      1,
      expect.stringContaining('rootfs/etc/systemd/system/bad.service:3:1: ignore:'),
    ]);
  });

  it('the task of VS Code prints what the problem matcher reads', () => {
    cli.write(BAD);
    const [{ command, args, problemMatcher }] = JSON.parse(example('.vscode/tasks.json')).tasks;
    const [matcher] = manifest.contributes.problemMatchers;
    expect(problemMatcher).toBe(`$${matcher!.name}`);
    const lines = run([command, ...args].join(' '))
      .stdout.trim()
      .split('\n');
    expect(lines).toHaveLength(1);
    const { regexp, ...groups } = matcher!.pattern;
    const found = new RegExp(regexp).exec(lines[0]!)!;
    const part = (name: keyof typeof groups) => found[groups[name]];
    expect([part('file'), part('line'), part('column'), part('severity'), part('code')]).toEqual([
      './bad.service',
      '3',
      '1',
      'warning',
      'unknown-directive',
    ]);
    expect(part('message')).toContain('Nope=');
  });
});

it('the hooks of pre-commit are for every type of unit and its drop-ins, and nothing else', () => {
  const [hook] = parse(readFileSync(join(ROOT, '.pre-commit-hooks.yaml'), 'utf8')) as { files: string }[];
  const files = new RegExp(hook!.files);
  const all = UNIT_TYPES.flatMap((type) => [
    `a.${type}`,
    `etc/a@.${type}`,
    `${type}.d/a.conf`,
    `x/b.${type}.d/a.conf`,
    `x/${type}.d/a.conf`,
  ]);
  expect(all.length).toBeGreaterThan(50);
  expect(all.filter((name) => !files.test(name))).toEqual([]);
  expect(
    ['a.conf', 'nginx.d/a.conf', 'myservice.d/a.conf', 'a.service.bak', 'service.md'].filter((name) =>
      files.test(name),
    ),
  ).toEqual([]);
});
