import { isUnitName } from '../manager/unit-name.ts';

/** What a person typed as the name of new units, without the type or the `@` that they may have added. */
export function stemOf(typed: string): string {
  return typed.trim().replace(/@?(?:\.(?:service|socket|timer|path))?$/, '');
}

/** Whether units can be called that: the longest name that is made of it must be one that systemd takes. */
export function isStem(stem: string): boolean {
  return stem !== '' && !stem.includes('@') && !stem.startsWith('.') && isUnitName(`${stem}@.service`);
}
