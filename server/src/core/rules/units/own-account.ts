import { type EffectiveUnit, filesOf, type Item } from '../../workspace/effective-unit.ts';

/** Whether a unit is loaded by the manager of a user other than root, whose manager may do everything. */
export function isOfOrdinaryUser(unit: EffectiveUnit): boolean {
  return unit.manager === 'user' && !filesOf(unit).some(({ path }) => path.startsWith('/root/'));
}

/** Whether an account is that of the user whose manager loads the unit: a specifier says so, or the home that the file is in. */
export function isOwnAccount({ text, entry }: Item): boolean {
  const { value } = entry.node;
  if (/^%[uUgG]$/.test(value)) return true;
  return /^\/home\/([^/]+)\//.exec(entry.file.path)?.[1] === text;
}

/** Whether a user or group is one that systems keep for programs or administrators, so that nobody's session is run by it. */
export function isSystemAccount(text: string): boolean {
  if (/^\d+$/.test(text)) return Number(text) < FIRST_PERSON || Number(text) === NOBODY;
  return SYSTEM_ACCOUNTS.has(text) || text.startsWith('systemd-') || text.startsWith('_');
}

const FIRST_PERSON = 1000;
const NOBODY = 65534;

const SYSTEM_ACCOUNTS: ReadonlySet<string> = new Set(
  `root daemon bin sys adm tty disk lp mail news uucp man proxy kmem dialout fax voice cdrom floppy tape sudo audio dip www-data backup
  operator list irc src shadow utmp video sasl plugdev games nogroup nobody wheel kvm render input sgx crontab ssh sshd messagebus
  polkitd avahi colord geoclue gdm sddm lightdm rtkit pulse pulse-access netdev bluetooth lpadmin scanner docker podman libvirt
  libvirt-qemu qemu nginx apache http httpd haproxy redis memcached mysql mariadb postgres mongodb rabbitmq postfix dovecot named bind
  dnsmasq unbound chrony ntp syslog tss uuidd tcpdump wireshark caddy grafana prometheus`.split(/\s+/),
);
