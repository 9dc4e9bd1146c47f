/** The settings whose directories systemd makes for a unit when it starts (src/core/execute.h, ExecDirectoryType). */
export const EXEC_DIRECTORIES = [
  'RuntimeDirectory',
  'StateDirectory',
  'CacheDirectory',
  'LogsDirectory',
  'ConfigurationDirectory',
] as const;

/** The settings that say what a unit may do with paths, with their old names (src/core/namespace.c). */
export const PATH_ACCESS = [
  'ReadWritePaths',
  'ReadWriteDirectories',
  'ReadOnlyPaths',
  'ReadOnlyDirectories',
  'InaccessiblePaths',
  'InaccessibleDirectories',
  'ExecPaths',
  'NoExecPaths',
] as const;
