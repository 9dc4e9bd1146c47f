/** What dependencies depend on besides the units. */
export interface Circumstances {
  /** The systemd version, a whole number. */
  readonly version: number;
  readonly manager: 'system' | 'user';
  /** Whether there are units for devices: not in a container, where /sys is read-only (src/core/device.c, device_supported). */
  readonly devices: boolean;
  /** Whether the manager runs in a container, which leaves swap alone. */
  readonly container: boolean;
  /** In a user manager, the directories of the account; without them, dependencies on what is below them are left out. */
  readonly home?: string;
  readonly runtimeDirectory?: string;
}

/** A machine of its own, about which no more is known. */
export function ordinaryMachine(version: number, manager: 'system' | 'user'): Circumstances {
  return { version, manager, devices: true, container: false };
}
