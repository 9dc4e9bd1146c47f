/**
 * `npm run mutants`: makes one small wrong edit after another in the code that can break a machine, and has the quick tests find each.
 * What survives wants a test, or simpler code; the few that are left make no difference that a test could see.
 *
 * Files or globs after `-- --mutate`, separated by commas and so without braces, are taken alone. `--force` forgets their earlier
 * results, which is needed where a test has other data under the name it had.
 */
export default {
  mutate: [
    'client/src/deploy/!(*.test|*-for-tests).ts',
    'client/src/manager/{local-files,lock-file,process-identity,wire}.ts',
    'client/src/manager/elsewhere/posix-files.ts',
    'client/src/manager/targets/{container,ssh}.ts',
    'client/src/manager/verify/!(*.test).ts',
    'client/src/manager/privileged/{agreement,client,peer,protocol,serve}.ts',
    'server/src/core/findings/{run,alone,unit-findings,to-diagnostic,shown,suppressions}.ts',
    'server/src/lsp/guard.ts',
  ],
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'client/tools/mutants/vitest.config.ts' },
  // Left to itself it would read tsconfig.json through TypeScript's interface, which version 7 does not have.
  tsconfigFile: 'none',
  reporters: ['clear-text'],
  clearTextReporter: { allowColor: false, reportTests: false },
  concurrency: 2,
  tempDirName: 'out/mutants',
  // What neither its tests nor itself have changed keeps its verdict.
  incremental: true,
  incrementalFile: 'out/mutants.json',
  ignorePatterns: ['out', 'dist', 'test-fixtures'],
  thresholds: { high: 95, low: 90, break: 90 },
};
