import { type Message, say } from '../../text/message.ts';
import { type Table, table } from '../../text/table.ts';
/** What a group of system calls is for, as a sentence. */
export function groupNote(group: string): Message {
  return NOTES[group] ?? say`A group of system calls.`;
}

const NOTES: Table<Message> = table({
  '@aio': say`Asynchronous input and output, io_uring included.`,
  '@basic-io': say`Reading, writing and seeking in files that are open.`,
  '@chown': say`Changing the owners of files.`,
  '@clock': say`Setting the clock.`,
  '@cpu-emulation': say`Emulating old modes of the CPU.`,
  '@debug': say`Tracing and measuring other processes.`,
  '@default': say`What every program needs; always allowed along with a list of allowed calls.`,
  '@file-system': say`Opening, making, renaming and removing files.`,
  '@io-event': say`Waiting for events: poll, select, epoll.`,
  '@ipc': say`Talking to other processes: pipes, shared memory, message queues.`,
  '@keyring': say`The kernel’s keyrings.`,
  '@known': say`All that systemd knows.`,
  '@memlock': say`Locking memory so that it is not swapped out.`,
  '@module': say`Loading and unloading kernel modules.`,
  '@mount': say`Mounting, unmounting and changing the root.`,
  '@network-io': say`Sockets.`,
  '@obsolete': say`Calls that are rarely used, obsolete or removed.`,
  '@pkey': say`Memory protection keys.`,
  '@privileged': say`Calls that need the rights of an administrator.`,
  '@process': say`Starting, ending and watching processes, and namespaces.`,
  '@raw-io': say`Reaching hardware directly.`,
  '@reboot': say`Rebooting, and loading another kernel.`,
  '@resources': say`Changing limits, priorities and scheduling.`,
  '@sandbox': say`Restricting oneself: seccomp and Landlock.`,
  '@setuid': say`Changing users and groups.`,
  '@signal': say`Signals.`,
  '@swap': say`Turning swap on and off.`,
  '@sync': say`Writing what is in memory to disk.`,
  '@system-service': say`What an ordinary system service needs; a good starting point.`,
  '@timer': say`Timers and alarms.`,
});
