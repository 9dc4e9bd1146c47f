import { type Message, say, sentences } from '../../text/message.ts';
import { readInteger } from '../numbers/numbers.ts';

/** A signal by the name that systemd knows it by, without SIG, with its number on all but a few old kinds of machines. */
export interface Signal {
  readonly name: string;
  readonly number: number;
  /** What the kernel does with a process that has no handler. */
  readonly action: 'terminate' | 'core' | 'ignore' | 'stop' | 'continue';
  /** What it is sent for, as a sentence. */
  readonly meaning: Message;
}

/** The signals with a name of their own (src/basic/signal-util.c, static_signal_table), by number. */
export const SIGNALS: readonly Signal[] = [
  signal(
    'HUP',
    1,
    'terminate',
    say`The terminal went away; daemons take it as a request to read their configuration again.`,
  ),
  signal('INT', 2, 'terminate', say`Interrupt, as by Ctrl+C.`),
  signal('QUIT', 3, 'core', say`Quit, as by Ctrl+\\; some servers take it as a request to finish their work and end.`),
  signal('ILL', 4, 'core', say`An instruction that the processor does not know.`),
  signal('TRAP', 5, 'core', say`A breakpoint.`),
  signal('ABRT', 6, 'core', say`The program aborted. systemd sends it when the watchdog timeout is missed.`),
  signal('BUS', 7, 'core', say`An invalid memory access, such as a misaligned one.`),
  signal('FPE', 8, 'core', say`An arithmetic error, such as a division by zero.`),
  signal('KILL', 9, 'terminate', say`Ends the process at once; it cannot be caught.`),
  signal('USR1', 10, 'terminate', say`Its meaning is up to the program.`),
  signal('SEGV', 11, 'core', say`An access to memory that is not mapped or not permitted.`),
  signal('USR2', 12, 'terminate', say`Its meaning is up to the program.`),
  signal('PIPE', 13, 'terminate', say`A write to a pipe or connection that nobody reads.`),
  signal('ALRM', 14, 'terminate', say`A timer set by the program has expired.`),
  signal('TERM', 15, 'terminate', say`The polite request to end; what systemd sends by default.`),
  signal('STKFLT', 16, 'terminate', say`Unused.`),
  signal('CHLD', 17, 'ignore', say`A child process ended.`),
  signal('CONT', 18, 'continue', say`Continue after a stop.`),
  signal('STOP', 19, 'stop', say`Stops the process; it cannot be caught.`),
  signal('TSTP', 20, 'stop', say`Stop, as by Ctrl+Z.`),
  signal('TTIN', 21, 'stop', say`A read from the terminal while in the background.`),
  signal('TTOU', 22, 'stop', say`A write to the terminal while in the background.`),
  signal('URG', 23, 'ignore', say`Urgent data has come in on a socket.`),
  signal('XCPU', 24, 'core', say`The limit of CPU time is used up (LimitCPU=).`),
  signal('XFSZ', 25, 'core', say`A file would get larger than allowed (LimitFSIZE=).`),
  signal('VTALRM', 26, 'terminate', say`A CPU-time timer has expired.`),
  signal('PROF', 27, 'terminate', say`A profiling timer has expired.`),
  signal('WINCH', 28, 'ignore', say`The terminal changed its size; Apache takes it as a request to end gracefully.`),
  signal('IO', 29, 'terminate', say`Something can be read or written.`),
  signal('PWR', 30, 'terminate', say`The power is failing.`),
  signal('SYS', 31, 'core', say`A system call that does not exist, or that a filter forbids.`),
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
export function describeSignal(number: number): Message {
  const known = SIGNALS.find((one) => one.number === number);
  if (!known)
    return say`**${signalName(number)}** (${number}): a real-time signal; ends a process that does not catch it.`;
  const caught = UNCATCHABLE.has(known.name) ? undefined : ACTIONS[known.action];
  return sentences(say`**SIG${known.name}** (${known.number}): ${known.meaning}`, caught);
}

/** What they do is said with what they are. */
const UNCATCHABLE: ReadonlySet<string> = new Set(['KILL', 'STOP']);

const ACTIONS: Readonly<Record<Signal['action'], Message>> = {
  terminate: say`Ends a process that does not catch it.`,
  core: say`Ends a process that does not catch it, with a core dump.`,
  ignore: say`Ignored by a process that does not catch it.`,
  stop: say`Stops a process that does not catch it.`,
  continue: say`Continues a stopped process.`,
};

function signal(name: string, number: number, action: Signal['action'], meaning: Message): Signal {
  return { name, number, action, meaning };
}

function realTime(base: number, offset: string): number | undefined {
  const number = readInteger(offset);
  if (typeof number !== 'number') return undefined;
  const sum = base + number;
  return sum >= RTMIN && sum <= RTMAX ? sum : undefined;
}
