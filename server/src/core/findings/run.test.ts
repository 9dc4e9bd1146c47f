import { describe, expect, it } from 'vitest';
import { sceneOf } from '../testing/scene.ts';
import { english } from '../text/message.ts';
import { createHost } from '../workspace/host.ts';
import { DEFAULT_SETTINGS } from '../workspace/settings.ts';
import { diagnose } from './run.ts';

const FRAGMENT = { '/w/a.service': '[Service]\nExecStart=/bin/true\n' };

/** Longer than a line may be. */
const LONG = `Environment=A=${'x'.repeat(1024 * 1024)}`;

/** Code, effect, severity and the text that each finding points at. */
function found(path: string, text: string, others: Readonly<Record<string, string>> = {}, settings = {}) {
  const { snapshot, file } = sceneOf(path, text, others, settings);
  return diagnose(snapshot, file).map(({ code, effect, severity, range }) => {
    return [code, effect, severity, file.text.slice(range.from, range.to)];
  });
}

function messages(path: string, text: string, others: Readonly<Record<string, string>> = {}, settings = {}) {
  const { snapshot, file } = sceneOf(path, text, others, settings);
  return diagnose(snapshot, file).map(({ message }) => english(message));
}

describe('a fatal line', () => {
  const HEADER = '[Service\nFoo=1\n';

  it('refuses a fragment, of which nothing after it is reported', () => {
    expect(found('/w/a.service', `[Service]\nBar=1\n${HEADER}`)).toEqual([
      ['unknown-directive', 'ignore', 'warning', 'Bar'],
      ['bad-section-header', 'refuse', 'error', '[Service'],
    ]);
  });

  it('in a drop-in costs the rest of that file alone', () => {
    expect(found('/w/a.service.d/x.conf', `[Service]\nBar=1\n${HEADER}`, FRAGMENT)).toEqual([
      ['unknown-directive', 'ignore', 'warning', 'Bar'],
      ['bad-section-header', 'ignore', 'warning', '[Service'],
    ]);
  });

  it('is the last thing that is reported, also where what follows would refuse the unit', () => {
    expect(found('/w/a.service', `${HEADER}${LONG}\n`).map(([code]) => code)).toEqual(['bad-section-header']);
  });

  it('is the only thing that a drop-in turns into something else', () => {
    const lines = '[Service]\nKillMode=none\nUser=nobody\nPermissionsStartOnly=yes\n';
    const inFragment = found('/w/a.service', `${lines}ExecStart=/bin/true\n`);
    expect(inFragment.map(([, effect, severity]) => [effect, severity])).toEqual([
      ['note', 'information'],
      ['note', 'information'],
      ['advice', 'hint'],
    ]);
    expect(found('/w/a.service.d/x.conf', lines, FRAGMENT)).toEqual(inFragment);
  });

  it('may be a value, whose message tells the same', () => {
    const text = '[Service]\nRootImagePolicy=foo=verity\nFoo=1\n';
    const at252 = { version: 252 };
    expect(found('/w/a.service', text, {}, { version: 254 })[0]).toEqual([
      'bad-image-policy',
      'refuse',
      'error',
      'foo',
    ]);
    expect(messages('/w/a.service', text, {}, { version: 254 })[0]).toMatch(
      /\. systemd refuses the whole unit because of it\. [^.]+[.?]$/,
    );
    expect(found('/w/a.service.d/x.conf', text, FRAGMENT, { version: 254 })[0]).toEqual([
      'bad-image-policy',
      'ignore',
      'warning',
      'foo',
    ]);
    expect(messages('/w/a.service.d/x.conf', text, FRAGMENT, { version: 254 })[0]).toMatch(
      /\. systemd drops this line and the rest of this drop-in\. [^.]+[.?]$/,
    );
    expect(found('/w/a.service', text, {}, at252).map(([code]) => code)).toContain('unknown-directive');
  });
});

it('a finding about a line comes before one about a word of it', () => {
  expect(found('/w/a.service', '[Service]\nExecStart=/bin/true\nExecStart=/bin/echo > y\n')).toEqual([
    ['several-exec-starts', 'refuse', 'error', 'ExecStart=/bin/echo > y'],
    ['shell-syntax-in-command', 'advice', 'warning', '>'],
  ]);
});

it('findings come in the order in which they stand in the file, the shorter one first', () => {
  const text = '[Service]\nNice=99\nFoo=1\nExecStart=/bin/true\nStandardOutput=syslog\nType=oneshot\nRestart=always\n';
  const { snapshot, file } = sceneOf('/w/a.service', text);
  const ranges = diagnose(snapshot, file).map(({ range }) => [range.from, range.to] as const);
  expect(ranges.length).toBeGreaterThan(3);
  expect(ranges).toEqual(ranges.toSorted(([a, b], [c, d]) => a - c || b - d));
});

it.each([
  ['Nice=99', '99 is out of range. systemd ignores the line. Write a whole number from -20 to 19.'],
  [
    'SystemCallFilter=read nope',
    '"nope" is not a system call. systemd ignores this part and keeps the rest. Write names of system calls, or groups such as @system-service.',
  ],
  [
    'KillMode=none',
    'KillMode=none is deprecated: processes stay behind that systemd no longer manages. systemd logs a note and goes on. Write mixed or control-group.',
  ],
  ['StandardOutput=file', '"file" needs a path. systemd accepts the line, and the unit then fails. Write file:/path.'],
  [
    'CPUSchedulingPolicy=4',
    'The kernel has no CPU scheduling policy 4. systemd logs nothing about it. Write other, batch, idle, fifo or rr.',
  ],
  [
    'CapabilityBoundingSet=nope',
    '"nope" is not a capability. systemd skips it silently. Write names such as CAP_NET_BIND_SERVICE.',
  ],
])('says of %s what is wrong, what systemd does, what to do', (line, message) => {
  expect(messages('/w/a.service', `[Service]\nExecStart=/bin/true\n${line}\n`, {}, { version: 257 })).toEqual([
    message,
  ]);
});

it.each<[string, readonly (readonly [string, string, string])[]]>([
  [
    'CPUShares=5',
    [
      ['Write CPUWeight=1', 'unsafe', 'CPUWeight=1\n'],
      ['Remove the line', 'unsafe', ''],
    ],
  ],
  ['ListenStream=$x', []],
  ['StandardOutput=foo bar', []],
  ['StandardOutput=syslog', [['Replace with journal', 'safe', 'StandardOutput=journal\n']]],
])('the fixes of %s edit its value, its key or its line', (line, fixes) => {
  const before = '[Service]\nExecStart=/bin/true\n';
  const { snapshot, file } = sceneOf('/w/a.service', `${before}${line}\n`);
  const [diagnostic] = diagnose(snapshot, file);
  const edited = diagnostic?.fixes.map(({ title, safety, changes }) => {
    const [change] = changes;
    const edits = change?.kind === 'edit' && change.file === file.path ? change.edits : [];
    const text = edits
      .toReversed()
      .reduce((now, { range, newText }) => now.slice(0, range.from) + newText + now.slice(range.to), file.text);
    return [english(title), safety, text.slice(before.length)];
  });
  expect(edited).toEqual(fixes);
});

it('a new key alone leaves the value as it is', () => {
  const { snapshot, file } = sceneOf('/w/a.socket', '[Socket]\nListenSequentialPacket=80\n');
  const bad = diagnose(snapshot, file).find(({ code }) => code === 'bad-address');
  expect(bad?.fixes.map(({ changes }) => changes)).toEqual([
    [{ kind: 'edit', file: '/w/a.socket', edits: [{ range: { from: 9, to: 31 }, newText: 'ListenStream' }] }],
  ]);
});

it('has the tags of a value’s problem', () => {
  const { snapshot, file } = sceneOf('/w/a.service', '[Service]\nExecStart=/bin/true\nCPUShares=5\nNice=99\n');
  expect(diagnose(snapshot, file).map(({ tags, related, scope }) => [tags, related, scope])).toEqual([
    [['deprecated', 'unnecessary'], [], 'line'],
    [[], [], 'line'],
  ]);
});

it.each([
  ['Type=', 'Type'],
  ['LimitNOFILE=1:', '1:'],
  ['SystemCallFilter=read nope', 'nope'],
])('of %s points at %s: a word, the value, or the key of an empty one', (line, word) => {
  expect(found('/w/a.service', `[Service]\nExecStart=/bin/true\n${line}\n`).map(([, , , text]) => text)).toEqual([
    word,
  ]);
});

describe('of a unit', () => {
  it('that is masked nothing is found', () => {
    expect(found('/w/a.service', '')).toEqual([]);
  });

  it('only the lines are judged while other files are still to be read', () => {
    const host = createHost(DEFAULT_SETTINGS);
    host.apply([
      {
        path: '/w/a.service',
        layer: 'disk',
        text: '[Service]\nType=oneshot\nRestart=always\nFoo=1\nExecStart=/bin/true\n',
      },
    ]);
    const codes = () => diagnose(host.snapshot(), host.snapshot().file('/w/a.service')!).map(({ code }) => code);
    expect(codes()).toEqual(['restart-of-oneshot', 'unknown-directive']);
    host.survey(() => false);
    expect(codes()).toEqual(['unknown-directive']);
  });

  it('without its fragment only the lines of a drop-in are judged', () => {
    const text = '[Service]\nType=oneshot\nRestart=always\nFoo=1\n';
    expect(found('/w/a.service.d/x.conf', text).map(([code]) => code)).toEqual(['unknown-directive']);
    expect(found('/w/a.service.d/x.conf', text, FRAGMENT).map(([code]) => code)).toEqual([
      'restart-of-oneshot',
      'unknown-directive',
    ]);
  });

  it('that is refused while it is parsed the whole is not judged', () => {
    const codes = found('/w/a.service', '[Service]\nType=oneshot\nRestart=always\n[Service\n').map(([code]) => code);
    expect(codes).toEqual(['bad-section-header']);
  });

  it('what a drop-in for all services does to it is found in it, with the line that does it', () => {
    const dropIn = { '/w/service.d/x.conf': '[Service]\nType=oneshot\nRestart=always\n' };
    const { snapshot, file } = sceneOf('/w/a.service', FRAGMENT['/w/a.service'], dropIn);
    const [diagnostic, ...more] = diagnose(snapshot, file);
    expect(more).toEqual([]);
    expect(diagnostic).toMatchObject({ code: 'restart-of-oneshot', file: '/w/a.service', effect: 'refuse' });
    expect(file.text.slice(diagnostic!.range.from, diagnostic!.range.to)).toBe('[Service]');
    const [cause, ...others] = diagnostic!.related;
    expect(others).toEqual([]);
    expect(cause).toMatchObject({ file: '/w/service.d/x.conf', range: { from: 23, to: 37 } });
    expect(english(cause!.message)).toBe('The cause is this line, which applies to several units.');
    const shared = sceneOf('/w/service.d/x.conf', dropIn['/w/service.d/x.conf'], FRAGMENT);
    expect(diagnose(shared.snapshot, shared.file)).toEqual([]);
  });

  it('what is found in another of its files belongs to that file', () => {
    const dropIn = '[Service]\nType=oneshot\nRestart=always\n';
    expect(found('/w/a.service', FRAGMENT['/w/a.service'], { '/w/a.service.d/x.conf': dropIn })).toEqual([]);
    expect(found('/w/a.service.d/x.conf', dropIn, FRAGMENT)).toEqual([
      ['restart-of-oneshot', 'refuse', 'error', 'Restart=always'],
    ]);
  });
});

it('a finding has what its rule says, where it does not say otherwise itself', () => {
  const { snapshot, file } = sceneOf('/w/a.service', '[Service]\nExecStart=/bin/true\nFoo=1\n');
  expect(diagnose(snapshot, file)).toEqual([
    expect.objectContaining({ scope: 'line', related: [], fixes: [], tags: [], file: '/w/a.service' }),
  ]);
});

it.each<[string, string, string, readonly unknown[]]>([
  ['as the rule says', '/w/a.service', '[Service]\nExecStart=/bin/true\nFoo=1\n', ['ignore', 'line', 'warning', 0, 0]],
  ['a severity of the rule', '/w/a.socket', '[Socket]\nListenStream=1\n', ['advice', 'workspace', 'hint', 0, 1]],
  ['a scope of its own', '/w/a.service', `[Service]\n${LONG}\n`, ['refuse', 'unit', 'error', 0, 0]],
  ['that in a drop-in', '/w/a.service.d/x.conf', `[Service]\n${LONG}\n`, ['ignore', 'unit', 'warning', 0, 0]],
  [
    'a related place and a fix',
    '/w/a.timer',
    '[Timer]\nOnBootSec=1\nUnit=a.service\nUnit=b.service\n',
    ['ignore', 'line', 'warning', 1, 1],
  ],
])('a finding has %s', (_, path, text, expected) => {
  const { snapshot, file } = sceneOf(path, text, FRAGMENT);
  const [found] = diagnose(snapshot, file);
  expect([found?.effect, found?.scope, found?.severity, found?.related.length, found?.fixes.length]).toEqual(expected);
});

it('nothing is found in a file that is gone or that masks its unit, whatever its text was', () => {
  const text = '[Service]\nFoo=1\n';
  const { file } = sceneOf('/w/a.service', text);
  expect(diagnose(createHost(DEFAULT_SETTINGS).snapshot(), file)).toEqual([]);
  const host = createHost(DEFAULT_SETTINGS);
  host.apply([{ path: '/w/a.service', layer: 'disk', text, link: '/dev/null' }]);
  expect(diagnose(host.snapshot(), file)).toEqual([]);
});

it('the same findings are given out until something changes', () => {
  const { snapshot, file } = sceneOf('/w/a.service', '[Service]\nFoo=1\n');
  expect(diagnose(snapshot, file)).toBe(diagnose(snapshot, file));
});

describe('a line that says what another says', () => {
  const HEAD = '[Service]\nExecStart=/bin/true\n';
  // Both come to the same value. In the second nothing stands behind the "#" on its line.
  const PLAIN = 'Nice=5 #  c';
  const CONTINUED = 'Nice=5 #\\\n c';

  it.each([
    [PLAIN, CONTINUED],
    [CONTINUED, PLAIN],
  ])('keeps its own problems where those of the other are a comment: %j, %j', (...lines) => {
    const all = found('/w/a.service', `${HEAD}${lines.join('\n')}\n`);
    const alone = (line: string) => found('/w/a.service', `${HEAD}${line}\n`);
    expect(all).toEqual(lines.flatMap(alone));
    expect(alone(PLAIN).map(([code]) => code)).toEqual(['comment-in-value']);
    expect(alone(CONTINUED).map(([code]) => code)).not.toContain('comment-in-value');
    expect(alone(CONTINUED).length).toBeGreaterThan(0);
  });
});
