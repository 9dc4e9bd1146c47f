import type { NewProgram } from '../new-units/program.ts';
import { buildComment } from '../new-units/program.ts';
import { comment, description, section, unitText } from '../new-units/unit-text.ts';
import { type Message, say } from '../text/message.ts';
import { type EffectiveUnit, setting } from '../workspace/effective-unit.ts';
import { folderOf } from '../workspace/paths.ts';
import type { UnitFile } from '../workspace/unit-file.ts';

/** The folder that a new unit beside this file's unit belongs in: for a drop-in the one that holds its `.d` folder. */
export function unitFolder(file: UnitFile): string {
  const folder = folderOf(file.path);
  return file.kind.kind === 'drop-in' ? folderOf(folder) : folder;
}

/** What a new service runs: words of `ExecStart=`, and what must have been done before. */
export type Command = Pick<NewProgram, 'command' | 'build'>;

/** A service whose instances each serve one connection, on standard input and output. */
export function connectionService(socket: EffectiveUnit, command: Command): Message {
  return unitText(
    section('Unit', description(say`${describe(socket)}, one connection`)),
    section(
      'Service',
      comment(say`The connection is standard input and output; what is written to standard error goes to the journal.`),
      'StandardInput=socket',
      'StandardError=journal',
      comment(say`With "-" a handler that fails leaves no failed unit behind.`),
      ...buildComment(command),
      `ExecStart=-${command.command}`,
    ),
  );
}

/** A service that is handed the sockets themselves. */
export function listeningService(socket: EffectiveUnit, command: Command): Message {
  return unitText(
    section(
      'Unit',
      description(say`${describe(socket)}, the server`),
      `Requires=${socket.name.full}`,
      `After=${socket.name.full}`,
    ),
    section(
      'Service',
      comment(say`The sockets are file descriptors 3 and up.`),
      ...buildComment(command),
      `ExecStart=${command.command}`,
    ),
  );
}

function describe(socket: EffectiveUnit): string {
  return setting(socket, 'Unit', 'Description')?.entry.node.value || socket.name.prefix;
}
