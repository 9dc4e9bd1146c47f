import type { Fix } from '../diagnostic.ts';
import { addToSection, editFix } from '../findings/edits.ts';
import { SECTION } from '../security/assignments.ts';
import { securityInfo } from '../security/security-info.ts';
import { enumerated, say } from '../text/message.ts';
import type { Range } from '../text/range.ts';
import { readExecLine } from '../values/commands/exec-command.ts';
import { type EffectiveUnit, unitOf } from '../workspace/effective-unit.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { socketsOf } from '../workspace/sockets.ts';
import type { UnitFile } from '../workspace/unit-file.ts';

/**
 * Lines that a service which a socket starts does not notice: they take from it what it cannot do anyway. Its port is bound by the manager, so that
 * it needs no capability for it, and as a user without privileges, who cannot gain any, it has none to lose. All other settings may be missed by
 * one program or another: even the clock is read by a system call that `ProtectClock=` refuses.
 *
 * @returns none where the service runs as root, may gain privileges, or has what some of its commands get back.
 */
export function harmlessLines(snapshot: Snapshot, unit: EffectiveUnit): readonly string[] {
  const { version, architecture } = snapshot.settings;
  if (unit.type !== 'service' || unit.manager !== 'system') return [];
  const info = securityInfo(unit, version, architecture);
  const isPowerless =
    !info.isPrivileged && info.ambientSet === 0n && info.isOn('NoNewPrivileges') && !info.isOn('Delegate');
  if (!isPowerless || GIVES_BACK.some((key) => isWritten(unit, key)) || runsPrivileged(unit)) return [];
  if (socketsOf(snapshot, unit).length === 0) return [];
  const groups = [
    '@swap',
    '@module',
    // On IBM Z, devices are read and written by system calls of this group, without privileges.
    ...(info.architecture === 's390x' ? [] : ['@raw-io']),
    // Who may make a user namespace can end it as a machine ends.
    ...(info.namespaces.has('user') ? [] : ['@reboot']),
  ];
  return [
    ...(isWritten(unit, 'CapabilityBoundingSet') ? [] : ['CapabilityBoundingSet=']),
    ...(isWritten(unit, 'ProtectControlGroups') ? [] : ['ProtectControlGroups=yes']),
    ...(isWritten(unit, 'RestrictRealtime') ? [] : ['RestrictRealtime=yes']),
    // What the kernel would refuse with EPERM is refused with EPERM.
    ...(['SystemCallFilter', 'SystemCallErrorNumber'].some((key) => isWritten(unit, key))
      ? []
      : [`SystemCallFilter=~${groups.join(' ')}`, 'SystemCallErrorNumber=EPERM']),
  ];
}

/** The fix that adds these lines, offered at the header of the section (LSP textDocument/codeAction, refactorings). */
export function hardeningAt(snapshot: Snapshot, file: UnitFile, { from, to }: Range): Fix | undefined {
  const header = file.tree.sections.find((section) => section.header && section.name === SECTION)?.header;
  if (!header || to < header.range.from || from > header.range.to || file.kind.kind !== 'fragment') return undefined;
  const unit = unitOf(snapshot, file);
  const lines = unit && !unit.masked && !unit.refused ? harmlessLines(snapshot, unit) : [];
  if (lines.length === 0) return undefined;
  const title = say`Harden the service where it does not notice: ${enumerated(lines)}`;
  return editFix(title, 'safe', file, addToSection(file, SECTION, lines.join('\n')));
}

/** Settings by which a service has what an ordinary process of its user has not. */
const GIVES_BACK = [
  'PAMName',
  'CPUSchedulingPolicy',
  'CPUSchedulingPriority',
  'LimitRTPRIO',
  'SecureBits',
  'Capabilities',
];

function isWritten(unit: EffectiveUnit, key: string): boolean {
  return unit.index.get(SECTION)?.has(key) === true;
}

/** Whether a command has the prefix `+`, `!` or `!!`, and so runs with more than the service. */
function runsPrivileged(unit: EffectiveUnit): boolean {
  return unit.entries.some(
    ({ at, parsed }) =>
      at.parser === 'config_parse_exec' &&
      parsed.items.some((text) => readExecLine(text, at).commands.some(({ prefixes }) => prefixes.privileges !== '')),
  );
}
