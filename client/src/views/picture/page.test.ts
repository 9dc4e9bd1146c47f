import { expect, it } from 'vitest';
import { planFor } from '../../../../server/src/core/activation/plan-for-tests.ts';
import { plannedFile, planOf } from '../../deploy/plan-for-tests.ts';
import { english } from '../../l10n.ts';
import type { UnitRun } from '../../manager/unit-runs.ts';
import { stateFrom } from '../../manager/unit-state.ts';
import { pictureBody, pictureFile, pictureHtml } from './page.ts';
import { type Seen, sceneOf } from './scene.ts';

const COMMAND = { unit: 'a@.service', directive: 'ExecStart', argv: [], ignoresFailure: false };
const HOSTILE = '/bin/<script>alert("1")</script>\x1b\u0000';

it('shows the chain, and nothing that comes from a file becomes markup', () => {
  const commands = [
    { ...COMMAND, directive: 'ExecStartPre', text: '/bin/before' },
    { ...COMMAND, text: HOSTILE },
    { ...COMMAND, unit: 'other.service', text: '/bin/other' },
  ];
  const { boxes, arrows } = scene({ plan: planOf({ commands }) });
  expect(boxes.map(({ label, title, lines }) => [label, title, ...lines])).toEqual([
    ['Client', 'anyone who connects to', 'TCP port 9999'],
    ['not known', 'a.socket', 'ListenStream=9999', 'Accept=yes'],
    ['template', 'a@.service', 'not in the workspace'],
    ['handler', HOSTILE],
  ]);
  expect(arrows).toEqual([
    'connects',
    'accepts connections, and starts an instance for each',
    'hands over the connection as standard input and output',
    'answers and ends: the instance goes, and the socket listens on',
  ]);
  const html = pictureHtml(scene({ plan: planOf({ commands }) }), 'abc', english);
  expect(html).toContain(`content="default-src 'none'; style-src 'nonce-abc'; script-src 'nonce-abc'"`);
  expect(html.match(/<script/g)).toHaveLength(1);
  expect(html).not.toMatch(/\son\w+=|style="|javascript:/);
  for (const text of [html, pictureFile(scene({ plan: planOf({ commands }) }), english)]) {
    expect(text).not.toMatch(/[\0\x1b]|<script>alert/);
  }
});

it.each<[Partial<Seen['plan']>, string]>([
  [
    { accept: true, socketAsInput: false },
    'hands over the connection as descriptor 3 (LISTEN_FDS=1, name \u201cconnection\u201d)',
  ],
  [{ accept: false, socketAsInput: true }, 'hands over the listening socket as standard input and output'],
  [
    { accept: false, socketAsInput: false, descriptorName: 'web' },
    'hands over the listening socket as descriptor 3 (LISTEN_FDS=1, name \u201cweb\u201d)',
  ],
  [
    {
      accept: false,
      socketAsInput: false,
      descriptorName: 'a.socket',
      listeners: [...planOf({}).listeners, ...planOf({}).listeners],
    },
    'hands over the listening sockets as descriptors 3 to 4 (LISTEN_FDS=2, name \u201ca.socket\u201d)',
  ],
])('says what is handed over for %o', (plan, words) => {
  expect(scene({ plan: planOf(plan) }).arrows[2]).toBe(words);
});

it('shows counters where connections are accepted, and instances', () => {
  const socket = stateFrom(
    new Map([
      ['LoadState', ['loaded']],
      ['ActiveState', ['active']],
      ['SubState', ['listening']],
      ['NAccepted', ['7']],
      ['NConnections', ['1']],
      ['NRefused', ['2']],
    ]),
    'a.socket',
  );
  const services = Array.from({ length: 7 }, (_, count) =>
    stateFrom(
      new Map([
        ['ActiveState', [count === 6 ? 'failed' : 'active']],
        ['SubState', [count === 6 ? 'failed' : 'running']],
      ]),
      `a@${count}-127.0.0.1:9999-127.0.0.1:4000${count}.service`,
    ),
  );
  const busy = scene({ plan: planOf({}), socket, services });
  expect(busy.boxes[1]).toMatchObject({
    label: 'active (listening)',
    state: 'good',
    lines: ['ListenStream=9999', 'Accept=yes', 'Connections so far: 7', 'At the moment: 1', 'Refused: 2'],
  });
  expect(busy.boxes[2]).toMatchObject({ state: 'bad' });
  expect(busy.boxes[2]?.lines.slice(-4)).toEqual([
    'a@5 (127.0.0.1:40005): running',
    'a@6 (127.0.0.1:40006): failed',
    'and 2 more',
    '1 failed',
  ]);
  expect(pictureBody(busy, english)).toContain('<animateMotion');
  expect(pictureFile(busy, english)).not.toContain('<animateMotion');
  const single = scene({
    plan: planOf({ accept: false, service: 'a.service' }),
    socket,
    services: services.slice(0, 1),
  });
  expect(single.boxes[1]?.lines).toEqual(['ListenStream=9999', 'Accept=no']);
  expect(single.boxes[2]?.label).toBe('active (running)');
});

it('leads from boxes to their files, with drop-ins merged', () => {
  const { commands } = planFor({
    'a.socket': '[Socket]\nListenStream=9999\nAccept=yes\n',
    'a@.service': '[Service]\nExecStart=/bin/old\nStandardInput=socket\n',
    'a@.service.d/new.conf': '[Service]\nExecStart=\nExecStart=-/bin/new --now\n',
  });
  const files = [
    plannedFile('a@.service.d/x.conf', '', 'a@.service'),
    plannedFile('a@.service', ''),
    plannedFile('a.socket', ''),
  ];
  const { boxes } = scene({ plan: planOf({ commands, files }) });
  expect(boxes.map(({ file }) => file)).toEqual([
    undefined,
    'file:///workspace/a.socket',
    'file:///workspace/a@.service',
    undefined,
  ]);
  expect(boxes[3]?.title).toBe('-/bin/new --now');
  const [wide = '', narrow = ''] = pictureBody(scene({ plan: planOf({ files }) }), english).split('class="narrow');
  for (const drawing of [wide, narrow]) {
    expect(drawing.match(/<a href="#\d" data-box="\d"/g)).toEqual([
      '<a href="#1" data-box="1"',
      '<a href="#2" data-box="2"',
    ]);
  }
});

it('has the last connections with their stamps', () => {
  const runs: UnitRun[] = [
    {
      unit: 'a@1-127.0.0.1:9999-127.0.0.1:40000.service',
      began: 1000,
      started: 1000,
      firstOutput: 1012.5,
      ended: 1040,
      exit: { code: 'exited', status: 1 },
    },
    {
      unit: 'a@0-1-2.service',
      began: 500,
      started: undefined,
      firstOutput: undefined,
      ended: undefined,
      exit: undefined,
    },
  ];
  const body = pictureBody(scene({ plan: planOf({}), runs }), english);
  const cells = [...body.matchAll(/<t[dh](?: scope="row")?>([^<]*)<(?:\/td|svg)/g)].map((match) =>
    match[1]?.replace(/^\d\d:\d\d:/, ''),
  );
  expect(cells).toEqual([
    'a@1 (127.0.0.1:40000)',
    '01.000',
    '+0.0 ms',
    '+13 ms',
    '+40 ms, status 1',
    'a@0 (1)',
    '00.500',
    '\u2013',
    '\u2013',
    'not in the journal',
  ]);
});

it('is well-formed as a file of its own', () => {
  const file = pictureFile(scene({ plan: planOf({ commands: [{ ...COMMAND, text: HOSTILE }] }) }), english);
  const open: string[] = [];
  for (const [tag, slash, name, end] of file.matchAll(/<(\/?)([a-z]+)[^<>]*?(\/?)>/gi)) {
    if (tag.startsWith('<?') || end === '/') continue;
    if (slash === '/') expect(open.pop()).toBe(name);
    else open.push(name ?? '');
  }
  expect(open).toEqual([]);
  expect(file).toContain('<style>');
  expect(pictureFile(scene({ plan: planOf({ files: [plannedFile('a.socket', '')] }) }), english)).not.toContain('<a ');
});

function scene(seen: Partial<Seen> & Pick<Seen, 'plan'>) {
  return sceneOf({ socket: undefined, services: [], runs: [], busy: false, ...seen }, english);
}
