import { dropLine, editFix } from '../../findings/edits.ts';
import { itemPlace, relatedItem } from '../../findings/places.ts';
import type { WorkspaceRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { type ExecCommand, readExecLine } from '../../values/commands/exec-command.ts';
import { baseName } from '../../workspace/paths.ts';
import { commands } from '../../workspace/services.ts';
import { nodesOf } from '../../workspace/sockets.ts';

/** The socket unit made the node and goes on listening on it; without its file nobody finds it any more. */
export const rule: WorkspaceRule = {
  code: 'node-removed-by-command',
  effect: 'advice',
  severity: 'warning',
  scope: 'workspace',
  types: ['service'],
  *check(service, _snapshot, others) {
    const lines = KEYS.flatMap((key) => commands(service, key)).filter(({ text }) => REMOVING.test(text));
    if (lines.length === 0) return;
    const nodes = new Map(
      (others.socketsOf(service) ?? []).flatMap((socket) =>
        nodesOf(socket).map((node) => [node.path, { socket, node }]),
      ),
    );
    if (nodes.size === 0) return;
    for (const line of lines) {
      const all = readExecLine(line.text, line.entry.at).commands;
      const path = all.flatMap(removed).find((one) => nodes.has(one));
      const found = path === undefined ? undefined : nodes.get(path);
      if (!found) continue;
      const { file } = line.entry;
      const isOnlyThat = line.entry.parsed.items.length === 1 && all.length === 1 && removesOne(all[0]!);
      yield {
        ...itemPlace(line),
        message: say`This removes ${path!}, the node of ${found.socket.name.full}. The socket stays active, but clients find no file. Remove the command; systemd removes what is left of an old node itself.`,
        related: [relatedItem(found.node.item, say`This makes the node.`)],
        fixes: isOnlyThat ? [editFix(say`Remove the line`, 'unsafe', file, dropLine(line))] : [],
      };
    }
  },
};

const KEYS = ['ExecCondition', 'ExecStartPre', 'ExecStart', 'ExecStartPost', 'ExecStop', 'ExecStopPost'];

const REMOVING = /\b(?:rm|unlink)\b/;

function isRemover({ path }: ExecCommand): boolean {
  return ['rm', 'unlink'].includes(baseName(path));
}

function removesOne(command: ExecCommand): boolean {
  return isRemover(command) && command.argv.slice(1).filter((word) => !word.startsWith('-')).length === 1;
}

/** The paths that a command removes: the arguments of rm, also in the text of a shell's -c. */
function removed(command: ExecCommand): readonly string[] {
  const words = command.argv.slice(1);
  if (isRemover(command)) return words.map(simple);
  const script = words[words.indexOf('-c') + 1];
  if (!SHELL.test(baseName(command.path)) || !words.includes('-c') || script === undefined) return [];
  return [...script.matchAll(/(?:^|[\s;&|(])(?:\/\S*\/)?(?:rm|unlink)\s([^;&|)]*)/g)].flatMap((match) =>
    match[1]!.split(/[\s'"]+/).map(simple),
  );
}

const SHELL = /^(?:ba|da|k|z)?sh$/;

function simple(path: string): string {
  return path.replace(/\/+/g, '/');
}
