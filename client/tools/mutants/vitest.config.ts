import { statSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Small test files first: most mutants fall to one of them, and the first test that fails ends the run. */
class SmallFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const size = ({ moduleId }: TestSpecification) => statSync(moduleId).size;
    return files.toSorted((a, b) => size(a) - size(b));
  }
}

/** The quick tests of what Stryker mutates. It runs them over and over in one process, each time those that reach the mutant. */
export default defineConfig({
  test: {
    include: [
      'client/src/{deploy,explain,manager,request}/**/*.test.ts',
      'client/test/{posix-files,privileged}.test.ts',
      'server/src/core/findings/**/*.test.ts',
      'server/src/lsp/**/*.test.ts',
    ],
    // As for the unit tests: with the defaults a busy machine fails the run before the first mutant.
    testTimeout: 20_000,
    isolate: false,
    sequence: { sequencer: SmallFirst },
    experimental: { viteModuleRunner: false, nodeLoader: false },
    execArgv: ['--import', new URL('../../../server/tools/import-text.ts', import.meta.url).href],
  },
});
