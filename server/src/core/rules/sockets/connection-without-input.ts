import { assign, editFix } from '../../findings/edits.ts';
import type { WorkspaceRule } from '../../findings/rule.ts';
import { valueSource } from '../../syntax/tree.ts';
import { say } from '../../text/message.ts';
import type { ExecCommand } from '../../values/commands/exec-command.ts';
import { setting } from '../../workspace/effective-unit.ts';
import { execCommands } from '../../workspace/exec-lines.ts';
import { baseName } from '../../workspace/paths.ts';
import { commands } from '../../workspace/services.ts';
import { accepts } from '../../workspace/sockets.ts';

/** A connection is passed as a descriptor of its own, 3, unless it is to be the standard input (man systemd.socket, Accept=). */
export const rule: WorkspaceRule = {
  code: 'connection-without-input',
  effect: 'advice',
  severity: 'warning',
  scope: 'workspace',
  types: ['service'],
  needs: ['ExecStart'],
  *check(service, _snapshot, others) {
    const [item] = commands(service, 'ExecStart');
    if (!item || service.name.instance === undefined) return;
    if (['StandardInput', 'StandardOutput'].some((key) => setting(service, 'Service', key))) return;
    const { entry } = item;
    const command = execCommands(entry).find(usesStandardInput);
    if (!command || !others.socketsOf(service)?.some(accepts)) return;
    const [word] = command.words;
    const { file } = entry;
    yield {
      file,
      range: valueSource(entry.node, word!.from, word!.to),
      message: say`${command.path} talks over its standard input and output, which are not the connection: the client gets no reply. Set StandardInput=socket.`,
      fixes: [
        editFix(say`Set StandardInput=socket`, 'unsafe', file, assign(file, 'Service', 'StandardInput', 'socket')),
      ],
    };
  },
};

/** Whether a program is one that inetd would start: it knows nothing of passed sockets. */
function usesStandardInput({ path, words }: ExecCommand): boolean {
  const program = baseName(path);
  const rest = words.slice(1).map(({ text }) => text);
  if (SHELLS.test(program)) {
    const script = rest[rest.indexOf('-c') + 1];
    return rest.includes('-c') && script !== undefined && !/LISTEN_|[<>]&\s*3|\/fd\/3|sd_|systemd-/.test(script);
  }
  const option = WITH_OPTION.get(program);
  return SIMPLE.has(program) || (option !== undefined && rest.some((text) => option.test(text)));
}

const SHELLS = /^(?:ba|da|z|k)?sh$/;

const SIMPLE: ReadonlySet<string> = new Set(
  'cat tac rev sort wc head tail sed date uptime hostname echo printf id who tee md5sum sha256sum base64'.split(' '),
);

/** Programs that serve one connection on their standard input with an option. */
const WITH_OPTION: ReadonlyMap<string, RegExp> = new Map([
  ['sshd', /^-\w*i/],
  ['dropbear', /^-\w*i/],
  ['git', /^--inetd$/],
  ['git-daemon', /^--inetd$/],
  ['svnserve', /^(?:-i|--inetd)$/],
  ['nrpe', /^(?:-i|--inetd)$/],
]);
