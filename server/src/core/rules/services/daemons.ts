import type { Word } from '../../values/words/words.ts';
import { baseName } from '../../workspace/paths.ts';

/** What makes a program go to the background, which ends the process that systemd has started. */
export type Background =
  /** An option, or the subcommand `start` of a program that controls a daemon. */
  | { readonly kind: 'word'; readonly word: Word }
  /** The program does so unless it is told not to. */
  | { readonly kind: 'default'; readonly program: string }
  /** What runs is not below the unit at all: a container. */
  | { readonly kind: 'container'; readonly word: Word };

/**
 * What makes a command go to the background, of programs of which that is known.
 *
 * @param path The executable.
 * @param words The words of the command, the executable first.
 */
export function backgroundCause(path: string, words: readonly Word[]): Background | undefined {
  const program = baseName(path);
  const rest = words.slice(1);
  const word = (pattern: RegExp) => rest.find(({ text }) => pattern.test(text));
  if (foregroundWord(path, words)) return undefined;
  if (CONTAINERS.test(program)) {
    const detached = rest.some(({ text }) => /^(?:run|up)$/.test(text))
      ? word(/^(?:-[it]*d[it]*|--detach(?:=true)?)$/)
      : undefined;
    return detached && { kind: 'container', word: detached };
  }
  if (TOLD_BY_VALUE.test(program)) {
    const told = daemonize(rest);
    return told?.value === 'yes' ? { kind: 'word', word: told.word } : undefined;
  }
  const option = WITH_OPTION.get(program);
  if (option) {
    const found = option.every((pattern) => word(pattern)) ? word(option[0]!) : undefined;
    return found && { kind: 'word', word: found };
  }
  const everyone = word(/^--daemonize(?:=(?:yes|true|1))?$/);
  if (everyone) return { kind: 'word', word: everyone };
  // What a variable stands for may be the option to stay.
  if (word(/^\$/) || !IN_SEARCH_PATH.test(path)) return undefined;
  const unless = BY_DEFAULT.get(PHP.test(program) ? 'php-fpm' : program);
  return unless && !word(unless) ? { kind: 'default', program } : undefined;
}

/** The argument that keeps a program in the foreground, for programs of which that is known. */
export function foregroundWord(path: string, words: readonly Word[]): Word | undefined {
  const program = baseName(path);
  const known = FOREGROUND.get(PHP.test(program) ? 'php-fpm' : program);
  const told = TOLD_BY_VALUE.test(program) ? daemonize(words.slice(1)) : undefined;
  if (told?.value === 'no') return told.word;
  return words.slice(1).find(({ text }) => ANYWHERE.has(text) || known?.test(text));
}

/** Programs whose option has a value behind it: `--daemonize yes`. */
const TOLD_BY_VALUE = /^(?:redis|valkey)-server$/;

function daemonize(words: readonly Word[]): { readonly word: Word; readonly value: string | undefined } | undefined {
  const at = words.findLastIndex(({ text }) => text === '--daemonize');
  return at < 0 ? undefined : { word: words[at]!, value: words[at + 1]?.text };
}

/** Whether a program runs others' code and stays in the foreground with it: a virtual machine cannot fork. */
export function runsInForeground(path: string): boolean {
  return /^(?:java|node|nodejs|deno|bun|dotnet|mono)$/.test(baseName(path));
}

/** Elsewhere a file of the name may be another program. */
const IN_SEARCH_PATH = /^[^/]*$|\/s?bin\/[^/]*$/;

const PHP = /^php-?fpm[0-9.]*$/;

const CONTAINERS = /^(?:docker|podman|docker-compose|podman-compose|nerdctl)$/;

/** Long options that mean the same to every program that has them. */
const ANYWHERE: ReadonlySet<string> = new Set(['--foreground', '--nodaemon', '--no-daemon', '--nofork', '--no-fork']);

/** What the manuals of programs say of the foreground. */
const FOREGROUND: ReadonlyMap<string, RegExp> = new Map([
  ['nginx', /(?:^|;)\s*daemon\s+off\s*;/],
  ['sshd', /^-[46eiqt]*D[46deiqt]*$/],
  ['cron', /^-f$/],
  ['crond', /^-n$/],
  ['atd', /^-f$/],
  ['haproxy', /^-(?:db|Ws)$/],
  ['dnsmasq', /^-[kd]$|^--keep-in-foreground$/],
  ['rsyslogd', /^-n$/],
  ['chronyd', /^-[dn]$/],
  ['ntpd', /^-n$/],
  ['named', /^-[fg]$/],
  ['lighttpd', /^-D$/],
  ['httpd', /^-DFOREGROUND$/],
  ['apache2', /^-DFOREGROUND$/],
  ['php-fpm', /^-F$|^--nodaemonize$/],
  ['in.tftpd', /^-L$/],
  ['rpcbind', /^-f$/],
  ['smbd', /^-F$/],
  ['nmbd', /^-F$/],
]);

/**
 * Programs that leave for the background by themselves, and the arguments with which they do not: to stay, to serve what inetd gives
 * them, or to do something else and end. Each was seen to do so.
 */
const BY_DEFAULT: ReadonlyMap<string, RegExp> = new Map([
  ['nginx', /daemon\s+off|^-[tThvVsqp]/],
  ['sshd', /^-\w*[DitTdVG]/],
  ['cron', /^-f$/],
  ['atd', /^-[fds]$/],
  ['dnsmasq', /^-[kdvwC]|^--(?:keep-in-foreground|test|version|help|conf)/],
  ['lighttpd', /^-[DtTpvVh1]/],
  ['named', /^-[fgvVh]/],
  ['rsyslogd', /^-[nNv]/],
  ['snmpd', /^-\w*f|^-[hvHV]$/],
  ['squid', /^-\w*[NkzvhX]|^--(?:foreground|help|version)/],
  ['varnishd', /^-[FdCVxI?]/],
  ['dropbear', /^-\w*[FiV]/],
  ['tinyproxy', /^-[dvh]$/],
  ['acpid', /^-\w*[fdvh]|^--/],
  ['nscd', /^-[FdgiKV?]|^--/],
  ['smbd', /^-\w*[FibSV?]|^--/],
  ['nmbd', /^-\w*[FibSV?]|^--/],
  ['php-fpm', /^-[FtyvihR]|^--/],
  ['zabbix_agentd', /^-[fptRhV]|^--/],
  ['zabbix_server', /^-[fRhVT]|^--/],
  ['rpcbind', /^-\w*[fd]/],
  ['rpc.mountd', /^-\w*[Fhv]|^--/],
  ['slapd', /^-[dTV]/],
  ['dovecot', /^-\w*[FanhV]|^(?:stop|reload)$|^--/],
  ['transmission-daemon', /^-[fhVd]$|^--/],
  ['spawn-fcgi', /^-[nvh]$/],
]);

/** Programs that leave for the background where they have arguments of all of these kinds. */
const WITH_OPTION: ReadonlyMap<string, readonly RegExp[]> = new Map([
  ['memcached', [/^(?:-d|--daemon)$/]],
  ['gunicorn', [/^(?:-D|--daemon)$/]],
  ['tmux', [/^-d\w*$/, /^new(?:-session)?$/]],
  ['screen', [/^-[a-ce-zA-Z]*d/, /^-[a-zA-Z]*m/]],
  ['mosquitto', [/^(?:-d|--daemon)$/]],
  ['openvpn', [/^--daemon$/]],
  ['svnserve', [/^(?:-d|--daemon)$/]],
  ['git', [/^--detach$/, /^daemon$/]],
  ['git-daemon', [/^--detach$/]],
  ['autossh', [/^-f$/]],
  ['ssh', [/^-[46AaCgKkMNnqTtXxYy]*f[46AaCgKkMNnqTtXxYy]*$/]],
  ['emacs', [/^--(?:bg-)?daemon(?:=.*)?$/]],
  ['inotifywait', [/^(?:-d|--daemon)$/]],
  ['ulogd', [/^(?:-d|--daemon)$/]],
  ['dbus-daemon', [/^--fork$/]],
  ['pulseaudio', [/^(?:-D|--daemonize(?:=(?:yes|true|1))?|--start)$/]],
  ['pure-ftpd', [/^(?:-B|--daemonize)$/]],
  ['uwsgi', [/^--daemonize2?$/]],
  ['start-stop-daemon', [/^(?:-b|--background)$/]],
  ['rclone', [/^--daemon$/, /^mount$/]],
  ['setsid', [/^(?:-f|--fork)$/]],
  ['haproxy', [/^-D$/]],
  ['mongod', [/^--fork$/]],
  ['wpa_supplicant', [/^-B$/]],
  ['hostapd', [/^-B$/]],
  ['exim4', [/^-bd$/]],
  ['exim', [/^-bd$/]],
  ['apache2ctl', [/^start$/]],
  ['apachectl', [/^(?:start|graceful)$/]],
  ['httpd', [/^start$/, /^-k$/]],
  ['pg_ctl', [/^start$/]],
  ['catalina.sh', [/^start$/]],
  ['pm2', [/^(?:start|resurrect)$/]],
]);
