import { addToSection } from '../findings/edits.ts';
import { unitFolder } from '../findings/new-units.ts';
import { listensAt, takingSocket } from '../new-units/listening-command.ts';
import { comment, description, section, unitText } from '../new-units/unit-text.ts';
import { nodeAt } from '../syntax/node-at.ts';
import type { TextEdit } from '../text/edit.ts';
import { layout, type Message, say, sentences } from '../text/message.ts';
import type { Range } from '../text/range.ts';
import { readExecLine } from '../values/commands/exec-command.ts';
import { withType } from '../values/unit-name.ts';
import { loadUnit, unitOf } from '../workspace/effective-unit.ts';
import { baseName } from '../workspace/paths.ts';
import { commands } from '../workspace/services.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { socketsOf } from '../workspace/sockets.ts';
import type { UnitFile } from '../workspace/unit-file.ts';
import type { Refactoring } from './refactorings.ts';

/**
 * Makes a socket for a service that opens a port by itself (LSP textDocument/codeAction, refactorings): offered on its `ExecStart=`
 * where this names an address. The socket listens there, and a comment says what the program has to do instead.
 *
 * @returns undefined where no socket could be made, or one is there already.
 */
export function conversionAt(snapshot: Snapshot, file: UnitFile, range: Range): Refactoring | undefined {
  const unit = unitOf(snapshot, file);
  if (unit?.type !== 'service' || unit.name.instance !== undefined || unit.fragment !== file) return undefined;
  const node = nodeAt(file.tree, range.from);
  const item = commands(unit, 'ExecStart').find(({ entry }) => entry.file === file && entry.node === node);
  if (!item) return undefined;
  const { entry } = item;
  const [command] = readExecLine(entry.node.value, entry.at).commands;
  const address = command && listensAt(command.argv.slice(1));
  const socket = withType(unit.name, 'socket');
  if (!command || !address || socketsOf(snapshot, unit).length > 0 || loadUnit(snapshot, socket, file.path))
    return undefined;

  const path = `${unitFolder(file)}/${socket}`;
  const text = unitText(
    section('Unit', description(say`Socket of ${unit.name.prefix}`)),
    section('Socket', `ListenStream=${address}`),
    section('Install', 'WantedBy=sockets.target'),
  );
  return {
    title: say`Convert to socket activation: create ${socket}`,
    kind: 'rewrite',
    changes: [
      { kind: 'create', file: path, text },
      {
        kind: 'edit',
        file: file.path,
        edits: serviceEdits(file, socket, entry.node.range, remark(baseName(command.path), address)),
      },
    ],
    open: path,
  };
}

function remark(program: string, address: string): Message {
  const text = sentences(say`The socket unit opens ${address} now.`, takingSocket(program));
  return layout('\n', [comment(text), '']);
}

/** Binds the service to its socket, which is enabled instead of it. */
function serviceEdits(file: UnitFile, socket: string, command: Range, text: Message): TextEdit<string | Message>[] {
  const installs = file.tree.sections.filter((one) => one.header && one.name === 'Install');
  const lines = `Requires=${socket}\nAfter=${socket}`;
  const hasUnit = file.tree.sections.some((one) => one.header && one.name === 'Unit');
  const order = hasUnit
    ? addToSection(file, 'Unit', lines)
    : { range: { from: 0, to: 0 }, newText: `[Unit]\n${lines}\n\n` };
  return [
    order,
    { range: { from: command.from, to: command.from }, newText: text },
    ...installs.map(({ range }) => ({ range, newText: '' })),
  ];
}
