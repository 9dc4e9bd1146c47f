import { type Message, say } from '../../text/message.ts';
import { parseUnitName } from '../unit-name.ts';

/** A unit that systemd itself brings or gives a meaning to, with what it is good for. */
interface SpecialUnit {
  readonly name: string;
  readonly meaning: Message;
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
  unit('basic.target', say`Everything that ordinary units may rely on is up: sockets, timers, paths, mounts.`),
  unit('default.target', say`What is started at boot or login.`),
  unit('shutdown.target', say`Pulled in when everything stops; ordinary units conflict with it.`),
  unit('sockets.target', say`All sockets that listen from the start on.`),
  unit('timers.target', say`All timers that run from the start on.`),
  unit('paths.target', say`All path units that watch from the start on.`),
  unit('sound.target', say`A sound card has been found.`),
  unit('bluetooth.target', say`A Bluetooth controller has been found.`),
  unit('printer.target', say`A printer has been found.`),
  unit('smartcard.target', say`A smart card reader has been found.`),
];

const SYSTEM: readonly SpecialUnit[] = [
  ...SHARED,
  unit(
    'multi-user.target',
    say`The system is up for many users, without a graphical login; what most services are wanted by.`,
  ),
  unit('graphical.target', say`The system is up with a graphical login.`),
  unit('network.target', say`Network management has started. It does not mean that the network is up.`),
  unit(
    'network-online.target',
    say`The network is up, as far as the network manager can tell. Needs both Wants= and After=.`,
  ),
  unit('network-pre.target', say`Ordered before any network is configured, for firewalls.`),
  unit('nss-lookup.target', say`Host names can be resolved.`),
  unit('nss-user-lookup.target', say`Users and groups can be looked up.`),
  unit('time-set.target', say`The clock has been set to something plausible.`),
  unit('time-sync.target', say`The clock has been synchronised with a remote source.`),
  unit('remote-fs.target', say`All mounts over the network.`),
  unit('remote-fs-pre.target', say`Ordered before mounts over the network.`),
  unit('local-fs.target', say`All local mounts.`),
  unit('local-fs-pre.target', say`Ordered before local mounts.`),
  unit('swap.target', say`All swap space.`),
  unit('sysinit.target', say`Early initialisation is done.`),
  unit('initrd.target', say`The default target in the initrd.`),
  unit('rescue.target', say`A base system with a shell, for repairs.`),
  unit('emergency.target', say`A shell and little else.`),
  unit('reboot.target', say`Reboots the system.`),
  unit('poweroff.target', say`Powers the system off.`),
  unit('halt.target', say`Halts the system.`),
  unit('kexec.target', say`Reboots through kexec.`),
  unit('exit.target', say`Ends the manager.`),
  unit('final.target', say`The last step of a shutdown.`),
  unit('umount.target', say`Unmounts everything on shutdown.`),
  unit('suspend.target', say`Suspends the system.`),
  unit('hibernate.target', say`Hibernates the system.`),
  unit('sleep.target', say`Pulled in by every kind of sleep.`),
  unit('getty.target', say`All text consoles with a login.`),
  unit('cryptsetup.target', say`All encrypted block devices.`),
  unit('veritysetup.target', say`All verity-protected block devices.`),
  unit('machines.target', say`All containers and virtual machines that start at boot.`),
  unit('rpcbind.target', say`The RPC port mapper is up.`),
  unit('system-update.target', say`Installs updates before the ordinary boot.`),
  unit('dbus.service', say`The system message bus.`),
  unit('dbus.socket', say`The socket of the system message bus.`),
  unit('syslog.socket', say`Where a syslog daemon gets its messages.`),
  unit('systemd-journald.service', say`The journal.`),
  unit('systemd-networkd.service', say`The network manager of systemd.`),
  unit('systemd-resolved.service', say`The name resolver of systemd.`),
  unit('systemd-tmpfiles-setup.service', say`Creates volatile and temporary files at boot.`),
  unit('systemd-udevd.service', say`The device manager.`),
  unit('system.slice', say`Where system services go by default.`),
  unit('user.slice', say`Where the sessions and managers of users go.`),
  unit('machine.slice', say`Where containers and virtual machines go.`),
  unit('-.slice', say`The root of the slices.`),
  unit('-.mount', say`The root file system.`),
];

const USER: readonly SpecialUnit[] = [
  ...SHARED,
  unit('graphical-session.target', say`Active while a graphical session of the user runs.`),
  unit('graphical-session-pre.target', say`Ordered before the graphical session.`),
  unit('xdg-desktop-autostart.target', say`Starts what the desktop wants started automatically.`),
  unit('exit.target', say`Ends the user manager.`),
  unit('app.slice', say`Where applications go by default.`),
  unit('session.slice', say`Where the essential parts of the session go.`),
  unit('background.slice', say`Where low-priority work goes.`),
  unit('dbus.service', say`The user’s message bus.`),
  unit('dbus.socket', say`The socket of the user’s message bus.`),
];

function unit(name: string, meaning: Message): SpecialUnit {
  return { name, meaning };
}
