import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import manifest from '../../package.json' with { type: 'json' };

// What runs on the repository's host cannot be run here, but it can be held to what it names.

const FOLDER = join(import.meta.dirname, '../../.github/workflows');
interface Step {
  readonly uses?: string;
  readonly run?: string;
}
interface Workflow {
  readonly permissions?: object;
  readonly jobs: Record<
    string,
    { readonly steps: readonly Step[]; readonly needs?: string; readonly 'timeout-minutes'?: number }
  >;
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
});
