import type { Plan } from '../../../../server/src/protocol/plan.ts';
import type { Translate } from '../../l10n.ts';
import type { UnitRun } from '../../manager/unit-runs.ts';
import type { UnitState } from '../../manager/unit-state.ts';
import { shortName } from '../journal-text.ts';

/** What is known of an activation at one moment. */
export interface Seen {
  readonly plan: Plan;
  /** What the manager says of the unit that is started; undefined where none can be asked. */
  readonly socket: UnitState | undefined;
  /** The instances for Accept=yes, the service itself otherwise. */
  readonly services: readonly UnitState[];
  /** The last runs, newest first. */
  readonly runs: readonly UnitRun[];
  /** Whether a request of ours is under way. */
  readonly busy: boolean;
}

/** The picture in words: boxes from above to below, and what happens between them. */
export interface Scene {
  readonly title: string;
  readonly boxes: readonly Box[];
  /** One after each box; the last is what happens afterwards. */
  readonly arrows: readonly string[];
  readonly problems: readonly string[];
  readonly runs: readonly UnitRun[];
  readonly busy: boolean;
}

export interface Box {
  readonly kind: 'client' | 'socket' | 'service' | 'handler';
  readonly label: string;
  readonly title: string;
  readonly lines: readonly string[];
  readonly state: 'good' | 'bad' | 'idle' | 'none';
  /** The file that it is in; undefined where there is none to open. */
  readonly file: string | undefined;
}

/** The scene of an activation: who connects, what listens, what is started, what it is handed, and what happens then. */
export function sceneOf({ plan, socket, services, runs, busy }: Seen, t: Translate): Scene {
  const connected = (socket?.connections ?? 0) > 0;
  return {
    title: plan.start,
    boxes: [clientBox(plan, t), socketBox(plan, socket, t), serviceBox(plan, services, t), handlerBox(plan, t)],
    arrows: [t('connects'), startWords(plan, t), handOverWords(plan, t), afterWords(plan, t)],
    problems: plan.blockers.map(({ message }) => message),
    runs,
    busy: busy || connected,
  };
}

function clientBox({ listeners }: Plan, t: Translate): Box {
  const lines = listeners.map(({ description, value }) => description || value);
  return {
    kind: 'client',
    label: t('Client'),
    title: t('anyone who connects to'),
    lines,
    state: 'none',
    file: undefined,
  };
}

function socketBox(plan: Plan, state: UnitState | undefined, t: Translate): Box {
  const known = state !== undefined && state.load !== 'not-found';
  const counts = known && plan.accept ? countLines(state, t) : [];
  return {
    kind: 'socket',
    label: state === undefined ? t('not known') : known ? `${state.active} (${state.sub})` : t('not deployed'),
    title: plan.start,
    lines: [
      ...plan.listeners.map(({ directive, value }) => `${directive}=${value}`),
      `Accept=${plan.accept ? 'yes' : 'no'}`,
      ...counts,
    ],
    state: state?.active === 'active' ? 'good' : state?.active === 'failed' ? 'bad' : 'idle',
    file: fileOf(plan, plan.start),
  };
}

/** A socket that hands itself over accepts nothing, and counts nothing. */
function countLines({ accepted, connections, refused }: UnitState, t: Translate): string[] {
  return [
    ...(accepted === undefined ? [] : [t('Connections so far: {0}', accepted)]),
    ...(connections ? [t('At the moment: {0}', connections)] : []),
    ...(refused ? [t('Refused: {0}', refused)] : []),
  ];
}

function serviceBox(plan: Plan, services: readonly UnitState[], t: Translate): Box {
  const alive = services.filter(({ active }) => active !== 'inactive');
  const failed = alive.filter(({ active }) => active === 'failed').length;
  const [own] = services;
  const shown = plan.accept ? alive.slice(-MOST_INSTANCES).map(({ unit, sub }) => `${shortName(unit)}: ${sub}`) : [];
  const left = plan.accept ? alive.length - shown.length : 0;
  const missing = plan.service === undefined || fileOf(plan, plan.service) === undefined;
  return {
    kind: 'service',
    label: plan.accept ? t('template') : own === undefined ? t('service') : `${own.active} (${own.sub})`,
    title: plan.service ?? t('no service'),
    lines: [
      ...(missing ? [t('not in the workspace')] : []),
      ...shown,
      ...(left > 0 ? [t('and {0} more', left)] : []),
      ...(failed > 0 && plan.accept ? [t('{0} failed', failed)] : []),
    ],
    state: failed > 0 ? 'bad' : alive.length > 0 ? 'good' : 'idle',
    file: plan.service === undefined ? undefined : fileOf(plan, plan.service),
  };
}

const MOST_INSTANCES = 5;

function handlerBox(plan: Plan, t: Translate): Box {
  const [command, ...others] = plan.commands
    .filter(({ unit, directive }) => unit === plan.service && directive === 'ExecStart')
    .map(({ text }) => text);
  const file = plan.handlers.find(({ unit }) => unit === plan.service)?.file;
  return {
    kind: 'handler',
    label: t('handler'),
    title: command ?? t('nothing to run'),
    lines: others,
    state: 'none',
    file,
  };
}

function startWords({ accept }: Plan, t: Translate): string {
  return accept ? t('accepts connections, and starts an instance for each') : t('starts it with the first connection');
}

/** Descriptors begin at 3 (SD_LISTEN_FDS_START). */
function handOverWords({ accept, socketAsInput, listeners, descriptorName }: Plan, t: Translate): string {
  if (accept && socketAsInput) return t('hands over the connection as standard input and output');
  if (accept) return t('hands over the connection as descriptor 3 (LISTEN_FDS=1, name “{0}”)', descriptorName);
  if (socketAsInput) return t('hands over the listening socket as standard input and output');
  return listeners.length > 1
    ? t(
        'hands over the listening sockets as descriptors 3 to {0} (LISTEN_FDS={1}, name “{2}”)',
        2 + listeners.length,
        listeners.length,
        descriptorName,
      )
    : t('hands over the listening socket as descriptor 3 (LISTEN_FDS=1, name “{0}”)', descriptorName);
}

function afterWords({ accept, listeners }: Plan, t: Translate): string {
  if (accept) return t('answers and ends: the instance goes, and the socket listens on');
  return listeners.some(({ kind }) => kind === 'stream' || kind === 'seqpacket')
    ? t('accepts connections itself as long as it runs; when it has ended, the next connection starts it again')
    : t('reads what comes as long as it runs; when it has ended, what comes next starts it again');
}

function fileOf({ files }: Plan, unit: string): string | undefined {
  return (
    files.find((file) => file.unit === unit && file.destination === unit)?.source ??
    files.find((file) => file.unit === unit)?.source
  );
}
