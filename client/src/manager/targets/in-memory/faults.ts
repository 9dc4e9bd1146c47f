import type { Failure, Ran } from '../../outcome.ts';
import { ranOf } from './ran.ts';
import type { Fault, MachineInMemory, Operation } from './target.ts';

/** The nth operation is not carried out and fails, as it would for a reason that concerns nothing else. */
export function fails(nth: number): Fault {
  return { strikes: (_, at) => at === nth, told: { when: 'instead', failure: plainFailure } };
}

/** The nth operation is carried out, but its caller is told that it failed. */
export function failsAfterwards(nth: number): Fault {
  return { strikes: (_, at) => at === nth, told: { when: 'after', failure: plainFailure } };
}

/** From the nth operation on there is no room for anything more; removing still works. */
export function diskFull(nth: number): Fault {
  return meanwhile(nth, ({ files }) => {
    files.full = true;
  });
}

/** Nothing below a folder can be changed by the operations from the nth up to, but not including, `until`. */
export function readOnly(folder: string, from = 1, until = Number.POSITIVE_INFINITY): Fault {
  return {
    strikes: ({ kind, path }, nth) =>
      (kind === 'write' || kind === 'removeFolder') && path.startsWith(`${folder}/`) && nth >= from && nth < until,
    told: { when: 'instead', failure: fileFailure('EROFS') },
  };
}

/** The machine cannot be reached from the nth operation on; `after`: that one is still carried out, and its answer is lost. */
export function connectionLost(nth: number, when: 'instead' | 'after'): readonly Fault[] {
  const failure = (): Failure => ({ kind: 'unavailable', reason: 'no-connection', detail: 'Connection closed' });
  return [
    { strikes: (_, at) => at === nth, told: { when, failure } },
    { strikes: (_, at) => at > nth, told: { when: 'instead', failure } },
  ];
}

/** Somebody else does something on the machine just before the nth operation. */
export function meanwhile(nth: number, act: (machine: MachineInMemory) => void): Fault {
  return { strikes: (_, at) => at === nth, meanwhile: act };
}

function plainFailure(operation: Operation): Failure {
  switch (operation.kind) {
    case 'run':
      return { kind: 'exit', ran: failedRun(operation.argv) };
    case 'acquire':
      return { kind: 'denied', detail: 'dismissed' };
    case 'write':
    case 'removeFolder':
      return fileFailure('EIO')(operation);
    default:
      return { kind: 'file', operation: 'read', path: operation.path, code: 'EIO' };
  }
}

function fileFailure(code: string): (operation: Operation) => Failure {
  return ({ path }) => ({ kind: 'file', operation: 'write', path, code });
}

function failedRun(argv: readonly string[]): Ran {
  return ranOf(argv, { code: 1, stderr: 'It failed.\n' });
}
