import type { EffectiveUnit, Item } from './effective-unit.ts';
import { items, setting } from './effective-unit.ts';

/**
 * The type of a service: the one it is given, or the one that systemd finds for it (src/core/service.c, service_add_extras).
 */
export function serviceType(service: EffectiveUnit, version: number): string {
  const given = setting(service, 'Service', 'Type');
  if (given) return given.text;
  if (setting(service, 'Service', 'BusName')) return 'dbus';
  if (version >= EXEC_FOR_CREDENTIALS && hasCredentials(service)) return 'exec';
  return commands(service, 'ExecStart').length > 0 ? 'simple' : 'oneshot';
}

/** The commands that a directive such as ExecStart= holds, in order. */
export function commands(unit: EffectiveUnit, key: string): readonly Item[] {
  return items(unit, unit.type === 'service' ? 'Service' : 'Socket', key);
}

/** Whether systemd passes credentials to the unit (src/core/exec-credential.c, exec_context_has_credentials). */
export function hasCredentials(service: EffectiveUnit): boolean {
  return CREDENTIAL_KEYS.some((key) => items(service, 'Service', key).length > 0);
}

const CREDENTIAL_KEYS = [
  'LoadCredential',
  'LoadCredentialEncrypted',
  'SetCredential',
  'SetCredentialEncrypted',
  'ImportCredential',
];

/** Since this version a service with credentials and no type is started with Type=exec. */
const EXEC_FOR_CREDENTIALS = 257;

/** Whether the service has the connection or the listening socket as its standard input, as inetd would give it. */
export function takesSocketAsInput(service: EffectiveUnit): boolean {
  return setting(service, 'Service', 'StandardInput')?.text === 'socket';
}
