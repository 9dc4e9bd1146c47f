import { describeListener } from '../activation/listeners.ts';
import { pathFromBoot } from '../graph/start.ts';
import { escapeMarkdown, inlineCode } from '../text/markdown.ts';
import { allOf, enumerated, layout, type Message, say, withArguments } from '../text/message.ts';
import { bindsIpv6Only } from '../workspace/addresses.ts';
import { type EffectiveUnit, loadUnit, setting, unitOf } from '../workspace/effective-unit.ts';
import { findPath } from '../workspace/load-path.ts';
import { baseName } from '../workspace/paths.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { accepts, listeners, serviceOf, socketsOf } from '../workspace/sockets.ts';
import type { UnitFile } from '../workspace/unit-file.ts';
import { excerpt } from './excerpt.ts';

/** What a file's unit starts or is started by, and which drop-ins change it, as Markdown; undefined where nothing is known. */
export function describeUnit(snapshot: Snapshot, file: UnitFile): Message | undefined {
  const unit = unitOf(snapshot, file);
  return unit && asList([...activation(snapshot, unit), ...start(snapshot, unit), ...dropIns(unit)]);
}

/** The same for a unit that is named in a file, and below it the beginning of what its file says. */
export function describeNamed(snapshot: Snapshot, name: string, near: UnitFile): Message | undefined {
  const unit = loadUnit(snapshot, name, near.path);
  if (!unit) return undefined;
  const masked = unit.masked ? [say`Masked: it cannot be started.`] : [];
  const facts = asList([...masked, ...activation(snapshot, unit), ...start(snapshot, unit), ...dropIns(unit)]);
  return layout('\n\n', [facts, unit.fragment && excerpt(unit.fragment)]);
}

function asList(lines: readonly Message[]): Message | undefined {
  return lines.length > 0
    ? layout(
        '\n',
        lines.map((line) => layout('', ['- ', line])),
      )
    : undefined;
}

function* activation(snapshot: Snapshot, unit: EffectiveUnit): Iterable<Message> {
  if (unit.type === 'socket') {
    const ipv6Only = bindsIpv6Only(unit) !== undefined;
    for (const item of listeners(unit))
      yield say`Listens on ${withArguments(describeListener(item, ipv6Only).description, escapeMarkdown)}.`;
    const service = serviceOf(unit);
    const there = findPath(snapshot, service, unit.fragment?.path ?? '') !== undefined;
    const started = inlineCode(service);
    if (accepts(unit))
      yield there
        ? say`Starts an instance of ${started} for each connection.`
        : say`Starts an instance of ${started} for each connection, but that template is not here.`;
    else
      yield there
        ? say`Starts ${started} when a connection or message arrives.`
        : say`Starts ${started} when a connection or message arrives, but that service is not here.`;
  }
  if (unit.type === 'service') {
    for (const socket of socketsOf(snapshot, unit)) yield say`Started by ${inlineCode(socket.name.full)}.`;
  }
  if (unit.type === 'timer' || unit.type === 'path') {
    const section = unit.type === 'timer' ? 'Timer' : 'Path';
    const triggered = setting(unit, section, 'Unit')?.text ?? `${unit.name.full.slice(0, -unit.type.length)}service`;
    yield say`Starts ${inlineCode(triggered)}.`;
  }
}

/** What starts it, and when: the way from what every boot starts, with the last trigger on it. */
function* start(snapshot: Snapshot, unit: EffectiveUnit): Iterable<Message> {
  const path = pathFromBoot(snapshot, unit);
  if (!path) return;
  const names = [...path.map((one) => one.unit), unit.name.full];
  const chain = names.map(inlineCode).join(' → ');
  const trigger = path.findLast(({ how }) => how === 'triggers')?.unit;
  yield trigger !== undefined
    ? startedBy(inlineCode(trigger), trigger, chain)
    : unit.manager === 'system'
      ? say`Started at boot: ${chain}.`
      : say`Started at log-in: ${chain}.`;
  const enabled = path.flatMap(({ how }, index) => (how === 'enabled' ? [inlineCode(names[index + 1]!)] : []));
  if (enabled.length > 0) yield say`For that ${allOf(enabled)} must be enabled.`;
}

function startedBy(name: string, trigger: string, chain: string): Message {
  if (trigger.endsWith('.timer')) return say`Started at the times of ${name}: ${chain}.`;
  if (trigger.endsWith('.path')) return say`Started when what ${name} watches for happens: ${chain}.`;
  if (trigger.endsWith('.automount')) return say`Started when somebody enters the directory of ${name}: ${chain}.`;
  return say`Started when something arrives at ${name}: ${chain}.`;
}

function* dropIns(unit: EffectiveUnit): Iterable<Message> {
  if (unit.dropIns.length > 0)
    yield say`Changed by ${enumerated(unit.dropIns.map((file) => inlineCode(baseName(file.path))))}.`;
}
