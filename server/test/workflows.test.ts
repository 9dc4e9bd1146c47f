import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, matchesGlob } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import manifest from '../../package.json' with { type: 'json' };
import { npmManifest } from '../tools/shipped.ts';

// What runs on the repository's host cannot be run here, but it can be held to what it names.

const FOLDER = join(import.meta.dirname, '../../.github/workflows');
const isWindows = process.platform === 'win32';
interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}
interface Job {
  readonly steps: readonly Step[];
  readonly needs?: string;
  readonly permissions?: object;
  readonly 'timeout-minutes'?: number;
}
interface Workflow {
  readonly permissions?: object;
  readonly jobs: Readonly<Record<string, Job>>;
}

describe.each(readdirSync(FOLDER))('%s', (name) => {
  const text = readFileSync(join(FOLDER, name), 'utf8');
  const workflow = parse(text) as Workflow;
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);

  it('its actions are pinned by the hash of a commit, with the version behind it', () => {
    const used = steps.flatMap(({ uses }) => uses ?? []);
    expect(used.length).toBeGreaterThan(0);
    for (const one of used) expect(text).toMatch(new RegExp(`uses: ${one} # v\\d+\\.\\d+\\.\\d+$`, 'm'));
    expect(used.filter((one) => !/@[0-9a-f]{40}$/.test(one))).toEqual([]);
  });

  it('it may do nothing but read unless a job says so', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
  });

  it('the scripts that it runs are those of package.json, and the jobs that it waits for are its own', () => {
    const scripts = steps.flatMap(({ run }) =>
      [...(run ?? '').matchAll(/npm run ([\w-]+)/g)].map(([, script]) => script!),
    );
    expect(scripts.filter((script) => !(script in manifest.scripts))).toEqual([]);
    const awaited = Object.values(workflow.jobs).flatMap(({ needs }) => needs ?? []);
    expect(awaited.filter((job) => !(job in workflow.jobs))).toEqual([]);
  });

  it('no job hangs for hours', () => {
    const limits = Object.values(workflow.jobs).map((job) => job['timeout-minutes'] ?? Number.POSITIVE_INFINITY);
    expect(Math.max(...limits)).toBeLessThanOrEqual(120);
  });

  it.skipIf(isWindows)('its shell is one that bash can read', () => {
    for (const { run = '' } of steps) {
      expect(spawnSync('bash', ['-n'], { input: run, encoding: 'utf8' }), run).toMatchObject({ status: 0, stderr: '' });
    }
  });
});

describe('release.yml', () => {
  const { jobs } = parse(readFileSync(join(FOLDER, 'release.yml'), 'utf8')) as Workflow;
  const { build, ...others } = jobs;
  const published = npmManifest(manifest) as Pick<typeof manifest, 'name' | 'version' | 'repository'>;
  const { name, version } = published;
  /** What each script leaves in dist/, and where it says so. */
  const MADE: Readonly<Record<string, readonly string[]>> = {
    package: [/package\.mjs dist\/(\S+)$/.exec(manifest.scripts.package)![1]!, 'bill-of-materials.cdx.json'],
    'package-npm': /npm pack \.\/dist\/npm --pack-destination dist$/.test(manifest.scripts['package-npm'])
      ? [`${name}-${version}.tgz`]
      : [],
    'package-executable': ['systemd-units-linux-x64', 'systemd-units-linux-arm64', 'systemd-units-linux-notices.txt'],
  };

  it('uploads what its scripts have made, and all of it, with the sums of all', () => {
    const made = build!.steps.flatMap(({ run = '' }) => MADE[/^npm run (\S+)$/.exec(run)?.[1] ?? ''] ?? []);
    const summed = build!.steps.flatMap(
      ({ run = '' }) => /sha256sum (.*) >SHA256SUMS$/.exec(run)?.[1]?.split(' ') ?? [],
    );
    expect(made.filter((file) => !summed.some((pattern) => matchesGlob(file, pattern)))).toEqual([]);
    expect(summed.filter((pattern) => !made.some((file) => matchesGlob(file, pattern)))).toEqual([]);
    const { path, 'if-no-files-found': none } = build!.steps.find(({ uses }) => uses?.includes('upload-artifact'))!
      .with!;
    const uploaded = String(path).trim().split(/\s+/);
    expect(uploaded).toEqual([...summed, 'SHA256SUMS'].map((pattern) => `dist/${pattern}`));
    expect(none).toBe('error');
  });

  it('publishes what was built', () => {
    const artifact = build!.steps.find(({ uses }) => uses?.includes('upload-artifact'))!.with!['name'];
    for (const { needs, steps } of Object.values(others)) {
      expect(needs).toBe('build');
      expect(steps.find(({ uses }) => uses?.includes('download-artifact'))?.with?.['name']).toBe(artifact);
      // A job that publishes has no other use for the sources than the tools that it publishes with.
      expect(steps.flatMap(({ run = '' }) => [...run.matchAll(/npm run/g)])).toEqual([]);
    }
  });

  it.skipIf(isWindows)('wants a tag that names the version', () => {
    const check = build!.steps.find(({ run }) => run?.includes('GITHUB_REF_NAME'))!.run!;
    const ran = (tag: string) =>
      spawnSync('bash', ['-c', check], { cwd: join(FOLDER, '../..'), env: { ...process.env, GITHUB_REF_NAME: tag } })
        .status;
    expect([ran(`v${manifest.version}`), ran(manifest.version), ran(`v${manifest.version}0`)]).toEqual([0, 1, 1]);
  });

  it('takes tokens only where they are used, and leaves no token of the repository behind', () => {
    for (const [job, { steps }] of Object.entries(jobs)) {
      for (const { uses, env = {}, run, with: given } of steps) {
        if (job !== 'marketplaces') expect(Object.values(env).filter((value) => /secrets\./.test(value))).toEqual([]);
        if (Object.keys(env).length > 0) expect(run).toBeDefined();
        if (uses?.includes('actions/checkout')) expect(given?.['persist-credentials']).toBe(false);
      }
    }
  });

  it('publishes to npm with provenance, which wants the id of this repository', () => {
    const { permissions, steps } = jobs['npm']!;
    expect(permissions).toEqual({ 'id-token': 'write' });
    const [publish] = steps.flatMap(({ run }) => run ?? []);
    expect(publish).toMatch(/^npm publish --provenance --access public \.\/(\S+)$/);
    expect(matchesGlob(`${name}-${version}.tgz`, /\.\/(\S+)$/.exec(publish!)![1]!)).toBe(true);
    expect(published.repository).toEqual(manifest.repository);
  });

  it('names options of vsce that it has', () => {
    const vsce = join(FOLDER, '../../node_modules/@vscode/vsce/vsce');
    const { stdout } = spawnSync(process.execPath, [vsce, 'publish', '--help'], { encoding: 'utf8' });
    const used = jobs['marketplaces']!.steps.flatMap(({ run = '' }) =>
      [...run.matchAll(/ (--package\w+)/g)].map(([, option]) => option),
    );
    expect(used).toEqual(['--packagePath', '--packagePath']);
    expect(stdout).toContain('--packagePath <');
  });
});
