import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  directive,
  directiveEver,
  enumeration,
  isKnownSection,
  keysOf,
  NEWEST_VERSION,
  OLDEST_VERSION,
  sectionsWith,
} from './catalogue.ts';
import { filesystemGroups } from './names.ts';
import { sectionsOf, UNIT_TYPES } from './unit-type.ts';

const SECTIONS = [...new Set(UNIT_TYPES.flatMap(sectionsOf))];

it('knows the versions it was generated from', () => {
  expect([OLDEST_VERSION, NEWEST_VERSION]).toEqual([247, 262]);
});

describe('the directives of a version', () => {
  it.each([
    { version: 252, all: 1204, Unit: 114, Service: 247, Socket: 264, Mount: 214, Swap: 208, Slice: 56, Scope: 67 },
    { version: 254, all: 1299, Unit: 114, Service: 270, Socket: 281, Mount: 231, Swap: 225, Slice: 66, Scope: 77 },
    { version: 257, all: 1341, Unit: 116, Service: 277, Socket: 291, Mount: 238, Swap: 232, Slice: 70, Scope: 81 },
    { version: 262, all: 1468, Unit: 126, Service: 303, Socket: 320, Mount: 260, Swap: 254, Slice: 80, Scope: 88 },
  ])('$version has $all', ({ version, all, ...bySection }) => {
    expect(SECTIONS.map((section) => keysOf(section, version).length).reduce((sum, count) => sum + count)).toBe(all);
    for (const [section, count] of Object.entries(bySection)) expect(keysOf(section, version)).toHaveLength(count);
  });

  it('a version before the records has only what is known to be older, one after them what the newest has', () => {
    expect(keysOf('Path', 200).sort()).toEqual(
      ['DirectoryNotEmpty', 'MakeDirectory', 'DirectoryMode', 'PathChanged', 'PathExists', 'PathExistsGlob']
        .concat(['PathModified', 'Unit'])
        .sort(),
    );
    expect(keysOf('Socket', 999)).toEqual(keysOf('Socket', NEWEST_VERSION));
  });

  it('are those of the systemd on this machine', (ctx) => {
    const systemd = ['/usr/lib/systemd/systemd', '/lib/systemd/systemd'].find((path) => existsSync(path));
    if (!systemd) return ctx.skip('systemd is not installed');
    const version = Number(/systemd (\d+)/.exec(run(systemd, '--version'))?.[1]);
    if (version < OLDEST_VERSION || version > NEWEST_VERSION)
      return ctx.skip(`the catalogue has no table of systemd ${version}`);
    const dumped = readDump(run(systemd, '--dump-configuration-items'));
    expect(dumped.length).toBeGreaterThan(1000);
    expect(SECTIONS.flatMap((section) => shownKeys(section, version)).sort()).toEqual(dumped.sort());
  });
});

describe('a directive', () => {
  it.each([
    ['Socket', 'ListenStream', 0],
    ['Socket', 'FileDescriptorName', 227],
    ['Unit', 'AssertPathExists', 218],
    // The page on conditions dates this one with its elders; the tables know that it came with 258.
    ['Unit', 'AssertVersion', 258],
    ['Service', 'OpenFile', 253],
    ['Socket', 'PollLimitBurst', 255],
    ['Unit', 'WantsMountsFor', 256],
    ['Socket', 'DeferTrigger', 258],
    ['Service', 'RefreshOnReload', 260],
    ['Slice', 'ActivatingConcurrencyMax', 262],
  ])('[%s] %s= exists since %i', (section, key, since) => {
    expect(directive(section, key, NEWEST_VERSION)?.since).toBe(since);
    expect(directive(section, key, since - 1)).toBeUndefined();
    expect(directiveEver(section, key)?.since).toBe(since);
  });

  it.each([
    ['Service', 'PrivateMounts', 252, 'config_parse_bool', 254, 'config_parse_tristate'],
    ['Service', 'PrivateTmp', 254, 'config_parse_bool', 257, 'config_parse_private_tmp'],
    ['Swap', 'What', 254, 'config_parse_unit_path_printf', 257, 'config_parse_mount_node'],
    ['Service', 'ProtectHostname', 257, 'config_parse_bool', 262, 'config_parse_protect_hostname'],
    ['Socket', 'MessageQueueMessageSize', 257, 'config_parse_long', 262, 'config_parse_iec_size_long'],
    ['Service', 'MemoryLimit', 257, 'config_parse_memory_limit', 262, 'config_parse_warn_compat'],
  ])('[%s] %s= of %i is read by %s, of %i by %s', (section, key, before, old, after, now) => {
    expect(directive(section, key, before)?.parser).toBe(old);
    expect(directive(section, key, after)?.parser).toBe(now);
    expect(directive(section, key, NEWEST_VERSION)?.since).toBe(directive(section, key, before)?.since);
  });

  it('comes with the argument that the table gives its parser', () => {
    expect(directive('Unit', 'After', 252)?.ltype).toBe('UNIT_AFTER');
    expect(directive('Unit', 'ConditionKernelVersion', 257)?.ltype).toBe('CONDITION_KERNEL_VERSION');
    expect(directive('Unit', 'ConditionKernelVersion', 262)?.ltype).toBe('CONDITION_VERSION');
    expect(directive('Socket', 'Backlog', 262)?.ltype).toBe('0');
  });

  it('belongs to its sections, by the exact name', () => {
    expect(sectionsWith('Accept', 262)).toEqual(['Socket']);
    expect(sectionsWith('Nice', 262).sort()).toEqual(['Mount', 'Service', 'Socket', 'Swap']);
    expect(sectionsWith('Nice', 262, 'service')).toEqual(['Service']);
    expect(sectionsWith('Nice', 262, 'timer')).toEqual([]);
    expect(directive('Socket', 'listenstream', 262)).toBeUndefined();
    expect(directive('socket', 'ListenStream', 262)).toBeUndefined();
  });
});

it('a unit has [Unit], [Install] and the section of its type', () => {
  for (const type of UNIT_TYPES) {
    expect(SECTIONS.filter((section) => isKnownSection(type, section)).sort()).toEqual([...sectionsOf(type)].sort());
  }
  expect(isKnownSection('service', 'service')).toBe(false);
});

describe('an enumeration', () => {
  const grown = (name: string, from: number, to: number): string[] =>
    enumeration(name, to).filter((word) => !enumeration(name, from).includes(word));

  it('grows with the versions', () => {
    expect(grown('service_type', 252, 254)).toEqual(['notify-reload']);
    expect(grown('emergency_action', 252, 254).sort()).toEqual(
      ['halt', 'halt-force', 'halt-immediate', 'kexec', 'kexec-force', 'soft-reboot', 'soft-reboot-force'].sort(),
    );
    expect(grown('cgroup_controller', 257, 262)).toEqual(['bpf-bind-network-interface']);
    expect(grown('kill_mode', 252, 262)).toEqual([]);
  });

  it.each([
    ['private_users', 258, ['full']],
    ['private_users', 260, ['managed']],
    ['sched_policy', 260, ['ext']],
    ['exec_preserve_mode', 261, ['on-success']],
  ])('%s has in %i what is in no version before', (name, version, came) => {
    expect(grown(name, version - 1, version)).toEqual(came);
  });

  it('of a version before the records is that of the oldest', () => {
    expect(enumeration('service_type', 240)).toEqual(enumeration('service_type', OLDEST_VERSION));
    expect(enumeration('kill_mode', 240)).toEqual(['control-group', 'process', 'mixed', 'none']);
  });

  it('that does not exist has no words', () => {
    expect(enumeration('no_such_table', 262)).toEqual([]);
  });
});

it('a group of names whose words are found elsewhere is in every version', () => {
  expect(filesystemGroups(252)).toContain('@known');
});

/** The directives that systemd admits to: it parses those it has retired, but does not list them. */
function shownKeys(section: string, version: number): string[] {
  return keysOf(section, version)
    .filter((key) => directive(section, key, version)!.ltype !== 'DISABLED_LEGACY')
    .map((key) => `${section}.${key}`);
}

/** `[Section]` lines and `Key=TYPE` lines. */
function readDump(text: string): string[] {
  let section = '';
  return text.split('\n').flatMap((line) => {
    section = /^\[(\w+)\]$/.exec(line)?.[1] ?? section;
    const key = /^(\w+)=/.exec(line)?.[1];
    return key ? [`${section}.${key}`] : [];
  });
}

function run(program: string, argument: string): string {
  return execFileSync(program, [argument], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}
