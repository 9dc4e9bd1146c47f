import { RULES } from '../findings/rules.generated.ts';
import { grammarFor } from '../values/registry.ts';
import type { Key } from '../workspace/memory.ts';
import type { Snapshot } from '../workspace/snapshot.ts';

/** For tests: a fault of ours in one stage of judging the files of {@link FAULTY}. */
export interface Fault {
  readonly name: string;
  /** Makes it happen from now on, in this snapshot or anywhere. What is returned takes it away where it is anywhere. */
  plant(snapshot: Snapshot): () => void;
  /** How what is said of it begins, by the path of the file. */
  readonly says: Readonly<Record<string, string>>;
  /** The codes that are found all the same, by the path of the file. */
  readonly kept: Readonly<Record<string, readonly string[]>>;
}

const SOCKET = '/w/web.socket';
const DROP_IN = '/w/web.socket.d/x.conf';
const OTHER = '/w/other.service';

/** A unit with findings of every scope, one of its drop-ins, and another unit. */
export const FAULTY = {
  [SOCKET]: '[Socket]\nListenStream=192.0.2.1:80\nAccept=yes\nNope=1\n',
  [DROP_IN]: '[Socket]\nAlso=1\n',
  [OTHER]: '[Service]\nNope=1\nExecStart=/bin/true\n',
};

const LINE = ['unknown-directive'];
const UNIT = ['fixed-address-without-free-bind'];
const WORKSPACE = ['accept-without-template', 'not-enabled-at-boot'];
const NOT_AS_A_WHOLE = 'web.socket could not be checked as a whole because of an internal error';
const REASON = '(TypeError: x is not a function)';

export const FAULTS: readonly Fault[] = [
  {
    name: 'parsing a fragment',
    plant: (snapshot) => plantInTree(snapshot, SOCKET),
    says: {
      [SOCKET]: `This file could not be checked because of an internal error ${REASON}. Other files are not affected.`,
      [DROP_IN]: `${NOT_AS_A_WHOLE} while reading ${SOCKET} ${REASON}.`,
    },
    kept: { [SOCKET]: [], [DROP_IN]: ['misplaced-directive'] },
  },
  {
    name: 'parsing a drop-in',
    plant: (snapshot) => plantInTree(snapshot, DROP_IN),
    says: {
      [SOCKET]: `${NOT_AS_A_WHOLE} while reading ${DROP_IN} ${REASON}.`,
      [DROP_IN]: `This file could not be checked because of an internal error ${REASON}.`,
    },
    kept: { [SOCKET]: LINE, [DROP_IN]: [] },
  },
  {
    name: 'analysing a drop-in',
    plant: (snapshot) => {
      Object.defineProperty(snapshot.file(DROP_IN)!.memory, 'common', { get: thrower });
      return nothing;
    },
    says: {
      [SOCKET]: `${NOT_AS_A_WHOLE} while reading ${DROP_IN} ${REASON}.`,
      [DROP_IN]: `This file could not be checked because of an internal error ${REASON}.`,
    },
    kept: { [SOCKET]: LINE, [DROP_IN]: [] },
  },
  {
    name: 'reading a value',
    plant: () => plantIn(grammarFor('config_parse_socket_listen')!, 'parse'),
    says: {
      [SOCKET]: `The value of ListenStream= could not be checked because of an internal error ${REASON}, and neither`,
    },
    kept: { [SOCKET]: LINE, [DROP_IN]: ['misplaced-directive'] },
  },
  {
    name: 'a line rule',
    plant: () => plantInRule('unknown-directive'),
    says: Object.fromEntries(
      [SOCKET, DROP_IN, OTHER].map((path) => [
        path,
        `The rule unknown-directive could not be applied because of an internal error ${REASON}. All other rules were. Please report it together with ${path}.`,
      ]),
    ),
    kept: { [SOCKET]: [...UNIT, ...WORKSPACE], [DROP_IN]: ['misplaced-directive'], [OTHER]: [] },
  },
  {
    name: 'a unit rule',
    plant: () => plantInRule('fixed-address-without-free-bind'),
    says: inBoth(
      `The rule fixed-address-without-free-bind could not be applied because of an internal error ${REASON}. All other rules were. Please report it together with ${SOCKET}.`,
    ),
    kept: { [SOCKET]: [...LINE, ...WORKSPACE], [DROP_IN]: ['misplaced-directive'] },
  },
  {
    name: 'a workspace rule',
    plant: () => plantInRule('accept-without-template'),
    says: inBoth(
      `The rule accept-without-template could not be applied because of an internal error ${REASON}. All other rules were. Please report it together with ${SOCKET}.`,
    ),
    kept: { [SOCKET]: [...LINE, ...UNIT, 'not-enabled-at-boot'], [DROP_IN]: ['misplaced-directive'] },
  },
  {
    name: 'merging a unit with its drop-ins',
    plant: (snapshot) => {
      const { hasDropIns } = snapshot;
      return plantIn(snapshot, 'hasDropIns', (name: string) =>
        name.startsWith('web.socket') ? thrower() : hasDropIns(name),
      );
    },
    says: inBoth(`${NOT_AS_A_WHOLE} ${REASON}.`),
    kept: { [SOCKET]: LINE, [DROP_IN]: ['misplaced-directive'] },
  },
];

function inBoth(said: string): Fault['says'] {
  return { [SOCKET]: said, [DROP_IN]: said };
}

function thrower(): never {
  throw new TypeError('x is not a function');
}

function nothing(): void {}

function plantInRule(code: string): () => void {
  return plantIn(RULES.find((rule) => rule.code === code)!, 'check');
}

/** A method that throws from now on, in all rules or grammars that share the object. */
function plantIn<T extends object, M extends keyof T>(object: T, method: M, fault: unknown = thrower): () => void {
  const before = object[method];
  Object.assign(object, { [method]: fault });
  return () => Object.assign(object, { [method]: before });
}

/** Has parsing fail: the last state of the tree, whose unchanged lines are used again, is none. */
function plantInTree(snapshot: Snapshot, path: string): () => void {
  const { memory } = snapshot.file(path)!;
  const get = memory.get.bind(memory);
  const faulty = Object.defineProperty({}, 'nodes', { get: thrower });
  Object.assign(memory, { get: (key: Key<unknown>) => (key.name === 'last tree' ? faulty : get(key)) });
  return nothing;
}
