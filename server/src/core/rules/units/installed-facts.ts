import type { EffectiveUnit } from '../../workspace/effective-unit.ts';

/** Whether the unit is left out where something is not as it wants it, which may be the very thing that is missing. */
export function isConditional({ index }: EffectiveUnit): boolean {
  return [...(index.get('Unit')?.keys() ?? [])].some((key) => /^(?:Condition|Assert)/.test(key));
}

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
