import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

/** Markdown is imported as its text, as the bundler does it. */
const markdownAsText = {
  name: 'markdown-as-text',
  enforce: 'pre' as const,
  load(id: string) {
    if (!id.endsWith('.md')) return undefined;
    return `export default ${JSON.stringify(readFileSync(id, 'utf8'))};`;
  },
};

const plugins = [markdownAsText];

export default defineConfig({
  test: {
    projects: [
      {
        plugins,
        test: {
          name: 'unit',
          include: ['server/src/**/*.test.ts', 'server/tools/**/*.test.ts', 'client/src/**/*.test.ts'],
          // Nothing here has state that a test could leave behind, so that a worker for each file would only cost time.
          isolate: false,
        },
      },
      {
        plugins,
        test: {
          name: 'server',
          include: ['server/test/**/*.test.ts'],
          globalSetup: ['server/test/build.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        plugins,
        test: {
          name: 'e2e',
          include: ['client/e2e/**/*.test.ts'],
          globalSetup: ['server/test/build.ts', 'client/e2e/harness/prepare.ts'],
          testTimeout: 180_000,
          hookTimeout: 300_000,
          fileParallelism: false,
          maxWorkers: 1,
        },
      },
    ],
  },
});
