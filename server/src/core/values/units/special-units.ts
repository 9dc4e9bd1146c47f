import { parseUnitName } from '../unit-name.ts';

/** A unit that systemd itself brings or gives a meaning to, with what it is good for. */
interface SpecialUnit {
  readonly name: string;
  readonly meaning: string;
}

/** The well-known units that a manager knows, for offers and explanations where the workspace does not have their files. */
export function specialUnits(manager: 'system' | 'user'): readonly SpecialUnit[] {
  return manager === 'user' ? USER : SYSTEM;
}

export function specialUnit(name: string, manager: 'system' | 'user'): SpecialUnit | undefined {
  return specialUnits(manager).find((one) => one.name === name);
}

/** The full name that a name without its type most likely stands for: `network` for network.target. */
export function specialNamed(prefix: string, manager: 'system' | 'user'): string | undefined {
  return specialUnits(manager).find((one) => parseUnitName(one.name)?.prefix === prefix)?.name;
}

const SHARED: readonly SpecialUnit[] = [
  unit('basic.target', 'Everything that ordinary units may rely on is up: sockets, timers, paths, mounts.'),
  unit('default.target', 'What is started at boot or login.'),
  unit('shutdown.target', 'Pulled in when everything stops; ordinary units conflict with it.'),
  unit('sockets.target', 'All sockets that listen from the start on.'),
  unit('timers.target', 'All timers that run from the start on.'),
  unit('paths.target', 'All path units that watch from the start on.'),
  unit('sound.target', 'A sound card has been found.'),
  unit('bluetooth.target', 'A Bluetooth controller has been found.'),
  unit('printer.target', 'A printer has been found.'),
  unit('smartcard.target', 'A smart card reader has been found.'),
];

const SYSTEM: readonly SpecialUnit[] = [
  ...SHARED,
  unit(
    'multi-user.target',
    'The system is up for many users, without a graphical login; what most services are wanted by.',
  ),
  unit('graphical.target', 'The system is up with a graphical login.'),
  unit('network.target', 'Network management has started. It does not mean that the network is up.'),
  unit(
    'network-online.target',
    'The network is up, as far as the network manager can tell. Needs both Wants= and After=.',
  ),
  unit('network-pre.target', 'Ordered before any network is configured, for firewalls.'),
  unit('nss-lookup.target', 'Host names can be resolved.'),
  unit('nss-user-lookup.target', 'Users and groups can be looked up.'),
  unit('time-set.target', 'The clock has been set to something plausible.'),
  unit('time-sync.target', 'The clock has been synchronised with a remote source.'),
  unit('remote-fs.target', 'All mounts over the network.'),
  unit('remote-fs-pre.target', 'Ordered before mounts over the network.'),
  unit('local-fs.target', 'All local mounts.'),
  unit('local-fs-pre.target', 'Ordered before local mounts.'),
  unit('swap.target', 'All swap space.'),
  unit('sysinit.target', 'Early initialisation is done.'),
  unit('initrd.target', 'The default target in the initrd.'),
  unit('rescue.target', 'A base system with a shell, for repairs.'),
  unit('emergency.target', 'A shell and little else.'),
  unit('reboot.target', 'Reboots the system.'),
  unit('poweroff.target', 'Powers the system off.'),
  unit('halt.target', 'Halts the system.'),
  unit('kexec.target', 'Reboots through kexec.'),
  unit('exit.target', 'Ends the manager.'),
  unit('final.target', 'The last step of a shutdown.'),
  unit('umount.target', 'Unmounts everything on shutdown.'),
  unit('suspend.target', 'Suspends the system.'),
  unit('hibernate.target', 'Hibernates the system.'),
  unit('sleep.target', 'Pulled in by every kind of sleep.'),
  unit('getty.target', 'All text consoles with a login.'),
  unit('cryptsetup.target', 'All encrypted block devices.'),
  unit('veritysetup.target', 'All verity-protected block devices.'),
  unit('machines.target', 'All containers and virtual machines that start at boot.'),
  unit('rpcbind.target', 'The RPC port mapper is up.'),
  unit('system-update.target', 'Installs updates before the ordinary boot.'),
  unit('dbus.service', 'The system message bus.'),
  unit('dbus.socket', 'The socket of the system message bus.'),
  unit('syslog.socket', 'Where a syslog daemon gets its messages.'),
  unit('systemd-journald.service', 'The journal.'),
  unit('systemd-networkd.service', 'The network manager of systemd.'),
  unit('systemd-resolved.service', 'The name resolver of systemd.'),
  unit('systemd-tmpfiles-setup.service', 'Creates volatile and temporary files at boot.'),
  unit('systemd-udevd.service', 'The device manager.'),
  unit('system.slice', 'Where system services go by default.'),
  unit('user.slice', 'Where the sessions and managers of users go.'),
  unit('machine.slice', 'Where containers and virtual machines go.'),
  unit('-.slice', 'The root of the slices.'),
  unit('-.mount', 'The root file system.'),
];

const USER: readonly SpecialUnit[] = [
  ...SHARED,
  unit('graphical-session.target', 'Active while a graphical session of the user runs.'),
  unit('graphical-session-pre.target', 'Ordered before the graphical session.'),
  unit('xdg-desktop-autostart.target', 'Starts what the desktop wants started automatically.'),
  unit('exit.target', 'Ends the user manager.'),
  unit('app.slice', 'Where applications go by default.'),
  unit('session.slice', 'Where the essential parts of the session go.'),
  unit('background.slice', 'Where low-priority work goes.'),
  unit('dbus.service', "The user's message bus."),
  unit('dbus.socket', "The socket of the user's message bus."),
];

function unit(name: string, meaning: string): SpecialUnit {
  return { name, meaning };
}
