import { type ExecCommand, readExecLine } from '../values/commands/exec-command.ts';
import type { Entry } from './analyse.ts';
import { key } from './memory.ts';
import { ofValue } from './value-memory.ts';

/** The commands of an Exec*= line, as systemd reads them, up to one that it does not take. Rules ask for them again and again. */
export function execCommands(entry: Entry): readonly ExecCommand[] {
  return ofValue(entry, COMMANDS, (value) => readExecLine(value, entry.at).commands);
}

const COMMANDS = key<readonly ExecCommand[]>('commands of a line');
