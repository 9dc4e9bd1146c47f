import { editFix } from '../../findings/edits.ts';
import { itemPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { valueSource } from '../../syntax/tree.ts';
import { say } from '../../text/message.ts';
import { readExecLine } from '../../values/commands/exec-command.ts';
import type { Word } from '../../values/words/words.ts';
import { items, setting } from '../../workspace/effective-unit.ts';

/** With Type=forking a service has started when its first process ends, for which systemd waits up to TimeoutStartSec= (src/core/service.c). */
export const rule: UnitRule = {
  code: 'foreground-with-forking',
  effect: 'advice',
  severity: 'warning',
  scope: 'unit',
  types: ['service'],
  *check(unit) {
    const type = setting(unit, 'Service', 'Type');
    if (type?.text !== 'forking') return;
    for (const { entry } of items(unit, 'Service', 'ExecStart')) {
      for (const { path, words } of readExecLine(entry.node.value, entry.at).commands) {
        const option = foregroundOption(path, words);
        if (!option) continue;
        const { file } = itemPlace(type);
        yield {
          file: entry.file,
          range: valueSource(entry.node, option.from, option.to),
          message: say`With "${option.text}" the program stays in the foreground, but Type=forking waits until it ends: the start times out. Remove Type=forking, or the option.`,
          related: [{ file: file.path, range: type.entry.node.valueRange, message: say`Type=forking is set here.` }],
          fixes: [editFix(say`Set Type=exec`, 'unsafe', file, { range: type.entry.node.valueRange, newText: 'exec' })],
        };
        return;
      }
    }
  },
};

/** The argument that keeps a program in the foreground, for programs of which that is known. */
function foregroundOption(path: string, words: readonly Word[]): Word | undefined {
  const program = path.slice(path.lastIndexOf('/') + 1);
  const known = OPTIONS.get(program);
  return words.slice(1).find(({ text }) => ANYWHERE.has(text) || known?.test(text));
}

/** Long options that mean the same to every program that has them. */
const ANYWHERE: ReadonlySet<string> = new Set(['--foreground', '--nodaemon', '--no-daemon', '--nofork', '--no-fork']);

/** What the manuals of programs say. */
const OPTIONS: ReadonlyMap<string, RegExp> = new Map([
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
