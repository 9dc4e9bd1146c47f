/** How a program ends that is still running when the process that started it is gone. */
export interface Orphaned {
  /** A file that is written then, by which the program knows that it is to come to an end. */
  readonly touch: string;
  /** Milliseconds that it has for that before it is ended. */
  readonly grace: number;
}

/** What the supervisor tells over its lifeline, one line of JSON: the program's process id, or why it could not be started. */
export interface SupervisorSaid {
  readonly pid?: number;
  readonly code?: string;
}

/** The descriptor of the supervisor at which it is told nothing, and sees that its parent is gone. */
export const LIFELINE = 3;

/** The arguments with which a Node, itself without a shell, starts a program and ends it when its parent is gone. */
export function supervised(argv: readonly string[], orphaned: Orphaned | undefined): readonly string[] {
  return ['-e', SCRIPT, '--', JSON.stringify(orphaned ?? {}), ...argv];
}

/**
 * The kernel closes the lifeline with the parent, however that dies. Then the whole process group is ended, or first asked to end by the
 * file. The output of a program that is asked is taken until its end, as it may not go on once nobody reads it.
 */
const SCRIPT = `
const { spawn } = require('node:child_process');
const { writeFileSync } = require('node:fs');
const { Socket } = require('node:net');

const [orphaned, program, ...args] = process.argv.slice(1);
const { touch, grace } = JSON.parse(orphaned);
const lifeline = new Socket({ fd: ${LIFELINE} });
const { ELECTRON_RUN_AS_NODE, ...env } = process.env;
const output = touch === undefined ? 'inherit' : 'pipe';

const say = (said, then) => lifeline.write(JSON.stringify(said) + '\\n', then);
const fail = ({ code }) => say({ code: code ?? 'UNKNOWN' }, () => process.exit(127));
const kill = (signal) => {
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-process.pid, signal);
  } catch {}
};
const end = () => {
  process.on('SIGTERM', () => {});
  kill('SIGTERM');
  setTimeout(() => kill('SIGKILL'), 2000);
};

let child;
try {
  child = spawn(program, args, { stdio: ['inherit', output, output], env, windowsHide: true });
  child.once('error', fail);
  child.once('spawn', () => say({ pid: child.pid }));
  child.once('close', (code, signal) => {
    if (signal !== null) process.kill(process.pid, signal);
    else process.exit(code);
  });
  for (const name of output === 'pipe' ? ['stdout', 'stderr'] : []) {
    process[name].on('error', () => child[name].unpipe().resume());
    child[name].pipe(process[name]);
  }
} catch (error) {
  fail(error);
}
lifeline.on('error', () => {});
lifeline.resume();
lifeline.once('close', () => {
  if (touch === undefined) return end();
  try {
    writeFileSync(touch, '');
  } catch {}
  setTimeout(end, grace);
});
`;
