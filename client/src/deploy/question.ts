import type { Blocker } from '../../../server/src/protocol/plan.ts';
import { listed, type Translate } from '../l10n.ts';
import { commandThere, targetDetail, targetPhrase } from '../manager/describe-target.ts';
import { systemctl } from '../manager/systemctl.ts';
import type { Target } from '../manager/target.ts';
import { changes, type DeployItem, type Deployment, verification, withoutPrograms } from './deployment.ts';
import { copiesIn, NO_SURROUNDINGS, type Remains, type Surroundings } from './surroundings.ts';
import { type Removal, removalCommands } from './undeploy.ts';

/** A confirmation: what would be done, where, and at which risk; with every file and command one click away. */
export interface Question {
  /** Shown as a modal dialog. */
  readonly modal: true;
  readonly message: string;
  readonly detail: string;
  /** Everything that a yes would do, where `detail` does not say it all. */
  readonly everything?: string;
  /** Something in it is known not to work. */
  readonly warns?: boolean;
  /** Each of these is a yes. Everything else is a no. */
  readonly answers: readonly string[];
}

/** The question before a deployment, and what of it an answer agrees to; undefined for a no. */
export interface DeploymentQuestion extends Question {
  /** What stands against it and can be mended, which is better than a yes. */
  readonly mendable: (Blocker & { readonly remedy: string }) | undefined;
  /** The answer that asks for a drop-in instead, where a packaged unit would be overridden as a whole, or is started as it is. */
  readonly dropIn: string | undefined;
  agreed(answer: string | undefined): Deployment | undefined;
}

/** Asks before a deployment. Programs that would be copied along can be left out. */
export function deploymentQuestion(
  deployment: Deployment,
  start: boolean,
  t: Translate,
  around: Surroundings = NO_SURROUNDINGS,
): DeploymentQuestion {
  const { plan, target } = deployment;
  const blocked = plan.blockers.length > 0;
  const yes = start ? (blocked ? t('Activate Anyway') : t('Activate')) : blocked ? t('Deploy Anyway') : t('Deploy');
  const units = t('Without the Programs');
  const copies = changes(deployment).some(({ kind, change }) => kind === 'handler' && change !== 'mode');
  const place = targetPhrase(target, t);
  return {
    modal: true,
    message: start ? t('Activate {0} on {1}?', plan.start, place) : t('Deploy {0} to {1}?', plan.unit, place),
    detail: deploymentSummary(deployment, start, around, t),
    everything: deploymentDetail(deployment, start, around, t),
    warns: blocked || around.masked.length > 0 || around.changedSince.length > 0,
    mendable: plan.blockers.find(isMendable),
    dropIn: copiesIn(deployment, around).length > 0 || isInPlace(deployment) ? t('Create Drop-in…') : undefined,
    answers: copies ? [yes, units] : [yes],
    agreed: (answer) => {
      if (answer === yes) return deployment;
      return copies && answer === units ? withoutPrograms(deployment) : undefined;
    },
  };
}

/** Whether nothing of the unit is in the workspace, and a package has installed it. */
function isInPlace({ plan, items }: Deployment): boolean {
  return items.length === 0 && plan.packaged.some(({ unit }) => unit === plan.start);
}

function isMendable(blocker: Blocker): blocker is Blocker & { readonly remedy: string } {
  return blocker.remedy !== undefined;
}

/** Asks before a deployment is taken away. */
export function removalQuestion(
  target: Target,
  { deployed, ours, left }: Removal,
  t: Translate,
  { packaged, dropIns }: Remains = { packaged: [], dropIns: [] },
): Question {
  const files = ours.map(({ file }) =>
    file.before.kind === 'absent' ? t('{0} (removed)', file.path) : t('{0} (put back as it was before)', file.path),
  );
  const everything = [
    ...rightsText(target, t),
    '',
    t('Files:'),
    ...files.map((text) => `• ${text}`),
    ...deployed.folders.map((path) => `• ${t('{0} (removed if nothing else is in it)', path)}`),
    ...left.map((path) => `• ${t('{0} (not changed: somebody else has changed it)', path)}`),
    ...dropIns.map((path) => `• ${t('{0} (not changed: not deployed from here)', path)}`),
    ...packaged.map((path) => `• ${t('{0} (packaged, in force again)', path)}`),
    '',
    t('Commands:'),
    ...removalCommands(target, deployed).map((argv) => `• ${commandText(commandThere(target, argv))}`),
  ].join('\n');
  const names = (kept: boolean) =>
    ours.filter(({ file }) => (file.before.kind !== 'absent') === kept).map(({ file }) => file.path);
  const detail = [
    ...countedLine((list) => t('Removed: {0}', list), names(false), t),
    ...countedLine((list) => t('Put back as it was before: {0}', list), names(true), t),
    ...countedLine((list) => t('Changed by somebody else, and left alone: {0}', list), left, t),
    ...countedLine((list) => t('Not deployed from here, and left alone: {0}', list), dropIns, t),
    ...countedLine((list) => t('Packaged, and in force again: {0}', list), packaged, t),
    '',
    targetDetail(target, t),
  ].join('\n');
  const message = t('Undeploy {0} from {1}?', deployed.unit, targetPhrase(target, t));
  return { modal: true, message, detail, everything, answers: [t('Undeploy')] };
}

/** Asks before a unit is made to start by itself. */
export function enableQuestion(target: Target, argv: readonly string[], unit: string, t: Translate): Question {
  const detail = [commandText(commandThere(target, argv)), '', targetDetail(target, t)].join('\n');
  const message =
    target.manager === 'user'
      ? t('Have {0} start {1} whenever you log in?', targetPhrase(target, t), unit)
      : t('Have {0} start {1} at every boot?', targetPhrase(target, t), unit);
  return { modal: true, message, detail, answers: [t('Enable')] };
}

/** Shows a command that runs with privileges that the editor does not have. */
export function commandQuestion(target: Target, argv: readonly string[], t: Translate): Question {
  const detail = [commandText(commandThere(target, argv)), '', ...rightsText(target, t)].join('\n');
  return { modal: true, message: t('Run this on {0}?', targetPhrase(target, t)), detail, answers: [t('Run')] };
}

/** The privileges that are used, and what else they are used for. */
function rightsText(target: Target, t: Translate): string[] {
  const rights = targetDetail(target, t);
  return target.elevation === 'direct' ? [rights] : [rights, t('The journal is read with the same rights.')];
}

/** A command for reading, without the options that only concern how its output looks. */
export function commandText(argv: readonly string[]): string {
  return argv.filter((word) => !QUIET.has(word)).join(' ');
}

const QUIET = new Set(['--no-pager', '--no-ask-password', '--man=no']);

/** The line about some files; none where there are no files. */
function countedLine(line: (list: string) => string, names: readonly string[], t: Translate): string[] {
  if (names.length === 0) return [];
  const shown = names.length > MOST_NAMES ? names.slice(0, MOST_NAMES - 1) : names;
  const list = listed(shown, t);
  return [line(shown.length === names.length ? list : t('{0} and {1} more', list, names.length - shown.length))];
}

/** Names that a short dialog shows on a line. */
const MOST_NAMES = 4;

/** What is written and listened on, and with which privileges. */
function deploymentSummary(deployment: Deployment, start: boolean, around: Surroundings, t: Translate): string {
  const { plan, target, directory } = deployment;
  const names = (...kinds: readonly DeployItem['change'][]) =>
    changes(deployment).flatMap(({ change, path }) => (kinds.includes(change) ? [nameIn(directory, path)] : []));
  const warnings = plan.blockers.map(({ message }) => `⚠ ${message}`);
  const listeners = start ? plan.listeners.map(({ description }) => description) : [];
  return [
    ...warnings,
    ...(warnings.length > 0 ? [''] : []),
    ...countedLine((list) => t('New: {0}', list), names('create'), t),
    ...countedLine((list) => t('Replaced: {0}', list), names('replace'), t),
    ...countedLine((list) => t('Made executable: {0}', list), names('mode'), t),
    ...aroundLines(around, (line, names) => countedLine(line, names, t), t),
    ...countedLine((list) => t('Started as it is packaged: {0}', list), isInPlace(deployment) ? inPlace(plan) : [], t),
    ...countedLine((list) => t('Listens on: {0}', list), listeners, t),
    '',
    targetDetail(target, t),
  ].join('\n');
}

function inPlace({ packaged, start }: Deployment['plan']): readonly string[] {
  return packaged.flatMap(({ unit, path }) => (unit === start ? [path] : []));
}

/** The lines about what is there besides. */
function aroundLines(
  { packaged, masked, changedSince, dropIns }: Surroundings,
  lines: (line: (list: string) => string, names: readonly string[]) => readonly string[],
  t: Translate,
): readonly string[] {
  const overridden = [...packaged.values()].map(({ path }) => path);
  return [
    ...lines((list) => t('Overrides the packaged unit: {0}', list), overridden),
    ...lines((list) => t('Masked by an administrator, and no longer masked afterwards: {0}', list), masked),
    ...lines((list) => t('Changed by somebody else since you deployed it, and replaced: {0}', list), changedSince),
    ...lines((list) => t('In force as well, and not changed: {0}', list), dropIns),
  ];
}

function nameIn(directory: string, path: string): string {
  return path.startsWith(`${directory}/`) ? path.slice(directory.length + 1) : path;
}

function deploymentDetail(deployment: Deployment, start: boolean, around: Surroundings, t: Translate): string {
  const { plan, target, directory } = deployment;
  const files = changes(deployment).map((item) => `• ${changeText(item, directory, t)}`);
  const warnings = plan.blockers.map(({ message }) => `⚠ ${message}`);
  const check = verification(deployment);
  const besides = aroundLines(around, (line, names) => names.map((name) => line(name)), t);
  const commands = [
    ...(check === undefined ? [] : [check]),
    systemctl(target, 'daemon-reload'),
    ...(start ? [systemctl(target, 'restart', [plan.start])] : []),
  ];
  return [
    ...(warnings.length > 0 ? [...warnings, ''] : []),
    ...rightsText(target, t),
    '',
    ...(files.length > 0 ? [t('Files in {0}:', directory), ...files, ''] : []),
    ...besides,
    ...(besides.length > 0 ? [''] : []),
    t('Commands:'),
    ...commands.map((argv) => `• ${commandText(commandThere(target, argv))}`),
    '',
    t('If a step fails, everything is put back as it was.'),
  ].join('\n');
}

function changeText({ change, path: full, installed }: DeployItem, directory: string, t: Translate): string {
  const path = nameIn(directory, full);
  switch (change) {
    case 'create':
      return t('{0} (new)', path);
    case 'replace':
      return installed.kind === 'link'
        ? t('{0} (replaces a link to {1})', path, installed.to)
        : t('{0} (replaces the installed one)', path);
    case 'mode':
      return t('{0} (becomes executable)', path);
    case 'none':
      return path;
  }
}
