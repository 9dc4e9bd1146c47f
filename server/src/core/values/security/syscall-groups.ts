/** What a group of system calls is for, as a sentence. */
export function groupNote(group: string): string {
  return NOTES[group] ?? 'A group of system calls.';
}

const NOTES: Readonly<Record<string, string>> = {
  '@aio': 'Asynchronous input and output, io_uring included.',
  '@basic-io': 'Reading, writing and seeking in files that are open.',
  '@chown': 'Changing the owners of files.',
  '@clock': 'Setting the clock.',
  '@cpu-emulation': 'Emulating old modes of the CPU.',
  '@debug': 'Tracing and measuring other processes.',
  '@default': 'What every program needs; always allowed where a list of allowed calls is given.',
  '@file-system': 'Opening, making, renaming and removing files.',
  '@io-event': 'Waiting for events: poll, select, epoll.',
  '@ipc': 'Talking to other processes: pipes, shared memory, message queues.',
  '@keyring': 'The kernel’s keyrings.',
  '@known': 'All that systemd knows.',
  '@memlock': 'Locking memory so that it is not swapped out.',
  '@module': 'Loading and unloading kernel modules.',
  '@mount': 'Mounting, unmounting and changing the root.',
  '@network-io': 'Sockets.',
  '@obsolete': 'Calls that are rarely used, out of date or not there any more.',
  '@pkey': 'Memory protection keys.',
  '@privileged': 'Calls that need the rights of an administrator.',
  '@process': 'Starting, ending and watching processes, and namespaces.',
  '@raw-io': 'Reaching hardware directly.',
  '@reboot': 'Rebooting, and loading another kernel.',
  '@resources': 'Changing limits, priorities and scheduling.',
  '@sandbox': 'Restricting oneself: seccomp and Landlock.',
  '@setuid': 'Changing users and groups.',
  '@signal': 'Signals.',
  '@swap': 'Turning swap on and off.',
  '@sync': 'Writing what is in memory to disk.',
  '@system-service': 'What an ordinary system service needs; the best point to begin at.',
  '@timer': 'Timers and alarms.',
};
