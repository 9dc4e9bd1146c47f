/** Settings that give the processes other files than those of the system. */
export const OTHER_ROOT = [
  'BindPaths',
  'BindReadOnlyPaths',
  'RootDirectory',
  'RootImage',
  'RootMStack',
  'MountImages',
  'ExtensionImages',
  'ExtensionDirectories',
];
