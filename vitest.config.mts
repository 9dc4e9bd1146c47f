import { readFileSync } from 'node:fs';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

/** Markdown, Python and the programs for new units are imported as their text, as the bundler does it. */
const asText = {
  name: 'as-text',
  enforce: 'pre' as const,
  load(id: string) {
    if (!/\.(?:md|py)$|\/new-units\/programs\/[^/]+$/.test(id)) return undefined;
    return `export default ${JSON.stringify(readFileSync(id, 'utf8'))};`;
  },
};

const plugins = [asText];

/** A test without an assertion, as of a loop over nothing, fails. */
const expect = { requireAssertions: true };

/**
 * A Node that reads TypeScript itself needs no Vite between it and the sources, so that a worker need not ask for each of a thousand
 * modules. What goes with it is vi.mock, which nothing here wants.
 */
const straight = process.features.typescript
  ? {
      experimental: { viteModuleRunner: false, nodeLoader: false },
      execArgv: ['--import', new URL('server/tools/import-text.ts', import.meta.url).href],
    }
  : {};

/** One after the other: projects with unequal numbers of workers cannot share the machine, and Vitest then runs none of them. */
const projects: TestProjectInlineConfiguration[] = [
  {
    plugins,
    test: {
      name: 'unit',
      expect,
      include: [
        'server/src/**/*.test.ts',
        'server/tools/**/*.test.ts',
        'server/bench/**/*.test.ts',
        'server/bench/**/*.test.ts',
        'client/src/**/*.test.ts',
      ],
      // Ten times what the longest takes, for a machine that does other things as well.
      testTimeout: 20_000,
      // Nothing here has state that a test could leave behind, so that a worker for each file would only cost time.
      isolate: false,
      // Each worker reads all modules once, so that more of them than this gain little.
      maxWorkers: 2,
      pool: 'threads',
      ...straight,
    },
  },
  {
    plugins,
    test: {
      name: 'client',
      expect,
      include: ['client/test/**/*.test.ts'],
      // As above.
      testTimeout: 30_000,
      isolate: false,
      ...straight,
    },
  },
  {
    plugins,
    test: {
      name: 'server',
      expect,
      include: ['server/test/**/*.test.ts'],
      exclude: ['conformance', 'directives', 'scaling'].map((room) => `server/test/${room}/**`),
      globalSetup: ['server/test/build.ts'],
      // Left to itself Vitest leaves one of two processors alone.
      maxWorkers: 2,
      testTimeout: 60_000,
      hookTimeout: 60_000,
      isolate: false,
      ...straight,
    },
  },
  {
    plugins,
    test: {
      name: 'directives',
      expect,
      include: ['server/test/directives/**/*.test.ts'],
      maxWorkers: 2,
      testTimeout: 60_000,
      isolate: false,
      ...straight,
    },
  },
  {
    plugins,
    test: {
      name: 'conformance',
      expect,
      include: ['server/test/conformance/**/*.test.ts'],
      globalSetup: ['server/test/build.ts'],
      testTimeout: 120_000,
      isolate: false,
      ...straight,
    },
  },
  {
    plugins,
    test: {
      name: 'scaling',
      expect,
      include: ['server/test/scaling/**/*.test.ts'],
      testTimeout: 120_000,
      // Each file counts what its own process does.
      pool: 'forks',
      ...straight,
    },
  },
  {
    plugins,
    test: {
      name: 'e2e',
      // No `expect` is required: a step may be to wait until something is shown, which fails where it is not.
      include: ['client/e2e/**/*.test.ts'],
      globalSetup: ['server/test/build.ts', 'client/e2e/harness/prepare.ts'],
      // A playbook over machines in namespaces takes minutes on a machine that does other things as well.
      testTimeout: 300_000,
      hookTimeout: 300_000,
      // A browser, an editor and a manager at once can be late on a machine that is busy; what fails twice is broken.
      retry: 1,
      fileParallelism: false,
      maxWorkers: 1,
    },
  },
];

export default defineConfig({
  test: {
    projects: projects.map((project, order) => ({
      ...project,
      test: { ...project.test, sequence: { groupOrder: order } },
    })),
  },
});
