import { readInteger } from '../numbers/numbers.ts';

/** A signal by the name that systemd knows it by, without SIG, with its number on all but a few old kinds of machines. */
export interface Signal {
  readonly name: string;
  readonly number: number;
  /** What the kernel does with a process that has no handler. */
  readonly action: 'terminate' | 'core' | 'ignore' | 'stop' | 'continue';
  /** What it is sent for, as a sentence. */
  readonly meaning: string;
}

/** The signals with a name of their own (src/basic/signal-util.c, static_signal_table), by number. */
export const SIGNALS: readonly Signal[] = [
  signal(
    'HUP',
    1,
    'terminate',
    'The terminal went away; daemons take it as a request to read their configuration again.',
  ),
  signal('INT', 2, 'terminate', 'Interrupt, as by Ctrl+C.'),
  signal(
    'QUIT',
    3,
    'core',
    'Quit, as by Ctrl+\\; some servers take it as a request to finish what they are at and end.',
  ),
  signal('ILL', 4, 'core', 'An instruction that the processor does not know.'),
  signal('TRAP', 5, 'core', 'A breakpoint.'),
  signal('ABRT', 6, 'core', 'The program gave up by itself; systemd sends it when the watchdog is missed.'),
  signal('BUS', 7, 'core', 'Memory accessed in a way that the hardware cannot do.'),
  signal('FPE', 8, 'core', 'An arithmetic error, such as a division by zero.'),
  signal('KILL', 9, 'terminate', 'Ends the process at once; it cannot be caught.'),
  signal('USR1', 10, 'terminate', 'Means what the program says.'),
  signal('SEGV', 11, 'core', 'Memory accessed that is not there.'),
  signal('USR2', 12, 'terminate', 'Means what the program says.'),
  signal('PIPE', 13, 'terminate', 'Written to a pipe or connection that nobody reads.'),
  signal('ALRM', 14, 'terminate', 'A timer set by the program is over.'),
  signal('TERM', 15, 'terminate', 'The polite request to end; what systemd sends by default.'),
  signal('STKFLT', 16, 'terminate', 'Unused.'),
  signal('CHLD', 17, 'ignore', 'A child process ended.'),
  signal('CONT', 18, 'continue', 'Go on after a stop.'),
  signal('STOP', 19, 'stop', 'Stops the process; it cannot be caught.'),
  signal('TSTP', 20, 'stop', 'Stop, as by Ctrl+Z.'),
  signal('TTIN', 21, 'stop', 'Read from the terminal while in the background.'),
  signal('TTOU', 22, 'stop', 'Wrote to the terminal while in the background.'),
  signal('URG', 23, 'ignore', 'Urgent data has come in on a socket.'),
  signal('XCPU', 24, 'core', 'The limit of CPU time is used up (LimitCPU=).'),
  signal('XFSZ', 25, 'core', 'A file would get larger than allowed (LimitFSIZE=).'),
  signal('VTALRM', 26, 'terminate', 'A timer of CPU time is over.'),
  signal('PROF', 27, 'terminate', 'A profiling timer is over.'),
  signal('WINCH', 28, 'ignore', 'The terminal changed its size; Apache takes it as a request to end gracefully.'),
  signal('IO', 29, 'terminate', 'Something can be read or written.'),
  signal('PWR', 30, 'terminate', 'The power is failing.'),
  signal('SYS', 31, 'core', 'A system call that does not exist, or that a filter forbids.'),
];

/** The first and last real-time signal, as the C library leaves them to programs. */
const RTMIN = 34;
const RTMAX = 64;

/** The signal that a text names, by name with or without SIG or by number; undefined where systemd knows none (signal_from_string). */
export function readSignal(text: string): number | undefined {
  const number = readInteger(text);
  if (typeof number === 'number') return number > 0 && number <= RTMAX ? number : undefined;
  const name = text.startsWith('SIG') ? text.slice(3) : text;
  const known = SIGNALS.find((one) => one.name === name);
  if (known) return known.number;
  if (name === 'RTMIN') return RTMIN;
  if (name === 'RTMAX') return RTMAX;
  if (name.startsWith('RTMIN+')) return realTime(RTMIN, name.slice(5));
  if (name.startsWith('RTMAX-')) return realTime(RTMAX, name.slice(5));
  return undefined;
}

/** The name of a signal as systemd shows it: `SIGTERM`, `SIGRTMIN+3`, or the number where it has none. */
export function signalName(number: number): string {
  const known = SIGNALS.find((one) => one.number === number);
  if (known) return `SIG${known.name}`;
  if (number < RTMIN) return String(number);
  return number === RTMIN ? 'SIGRTMIN' : `SIGRTMIN+${number - RTMIN}`;
}

/** What a signal is and does, in Markdown. */
export function describeSignal(number: number): string {
  const known = SIGNALS.find((one) => one.number === number);
  if (!known)
    return `**${signalName(number)}** (${number}): a real-time signal; ends a process that does not catch it.`;
  const action = known.meaning.includes('cannot be caught') ? '' : ` ${ACTIONS[known.action]}`;
  return `**SIG${known.name}** (${known.number}): ${known.meaning}${action}`;
}

const ACTIONS: Readonly<Record<Signal['action'], string>> = {
  terminate: 'Ends a process that does not catch it.',
  core: 'Ends a process that does not catch it, with a core dump.',
  ignore: 'Does nothing to a process that does not catch it.',
  stop: 'Stops a process that does not catch it.',
  continue: 'Lets a stopped process go on.',
};

function signal(name: string, number: number, action: Signal['action'], meaning: string): Signal {
  return { name, number, action, meaning };
}

function realTime(base: number, offset: string): number | undefined {
  const number = readInteger(offset);
  if (typeof number !== 'number') return undefined;
  const sum = base + number;
  return sum >= RTMIN && sum <= RTMAX ? sum : undefined;
}
