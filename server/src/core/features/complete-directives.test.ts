import { describe, expect, it } from 'vitest';
import { sectionsOf, UNIT_TYPES } from '../catalogue/unit-type.ts';
import { sceneOf } from '../testing/scene.ts';
import { english } from '../text/message.ts';
import { directiveCompletions, type KeyPlace } from './complete-directives.ts';
import type { Completion } from './completion-entry.ts';

type Files = Readonly<Record<string, string>>;

const RANGE = { from: 3, to: 7 };
const DROP_IN = '/w/demo.service.d/50.conf';
const UNIT = {
  '/w/demo.service': '[Unit]\nAfter=a.socket\n[Service]\nUser=x\nExecStart=/bin/old\nExecStart=/bin/${A}\n',
};

/** What is offered in [Service], unless another section is named, of a file with this text. */
function offersIn(path: string, text: string, place: Partial<KeyPlace> = {}, others: Files = {}) {
  const { snapshot, file } = sceneOf(path, text, others);
  const found = directiveCompletions(snapshot, file, {
    section: 'Service',
    range: RANGE,
    typed: '',
    hasEquals: false,
    choices: false,
    ...place,
  });
  const titles = found.map(({ title, label }) => english(title ?? label));
  return { found, titles, offer: (title: string): Completion | undefined => found[titles.indexOf(title)] };
}

describe('a directive is offered', () => {
  it('by its name, with all that an editor is told of it', () => {
    const { offer } = offersIn('/w/demo.service', '[Service]\n');
    expect(offer('User')).toEqual({
      label: 'User',
      kind: 'directive',
      range: RANGE,
      insert: 'User=',
      snippet: false,
      detail: expect.anything(),
      documentation: undefined,
      sort: '0104.00User',
      more: true,
      directive: { section: 'Service', key: 'User' },
    });
    expect(english(offer('User')!.detail!)).toBe('a name or a number');
  });

  it('alone where its `=` is there already, and then nothing follows', () => {
    expect(offersIn('/w/demo.service', '[Service]\n', { hasEquals: true }).offer('User')).toMatchObject({
      insert: 'User',
      more: false,
    });
  });

  it.each([
    ['Install', '/w/demo.service', 'WantedBy'],
    ['Socket', '/w/demo.socket', 'ListenStream'],
    ['Unit', '/w/demo.socket', 'After'],
  ])('in [%s] of %s: %s=', (section, path, key) => {
    expect(offersIn(path, `[${section}]\n`, { section }).titles).toContain(key);
  });

  it('in no section that the type of unit has not', () => {
    expect(offersIn('/w/demo.service', '[Socket]\n', { section: 'Socket' }).titles).toEqual([]);
    expect(offersIn('/w/demo.service', '[X-Mine]\n', { section: 'X-Mine' }).titles).toEqual([]);
  });

  it('unless systemd refuses it in units of the type', () => {
    expect(offersIn('/w/demo.service', '[Service]\n').titles).toContain('Delegate');
    const { titles } = offersIn('/w/demo.socket', '[Socket]\n', { section: 'Socket' });
    expect(titles).toContain('Slice');
    expect(titles).not.toContain('Delegate');
  });

  it('unless another has taken its place', () => {
    const { titles } = offersIn('/w/demo.service', '[Service]\n');
    expect(titles).toContain('MemoryMax');
    expect(titles).not.toContain('MemoryLimit');
  });

  it('once where it is one value, and again where it adds to a list or is what stands there', () => {
    const text = '[Service]\nUser=x\nEnvironment=A=b\n';
    expect(offersIn('/w/demo.service', text).titles).not.toContain('User');
    expect(offersIn('/w/demo.service', text).titles).toContain('Environment');
    expect(offersIn('/w/demo.service', text, { typed: 'User', hasEquals: true }).titles).toContain('User');
    // The same name in another section is another directive.
    const elsewhere = '[Service]\nFailureAction=reboot\n[Unit]\nSuccessAction=reboot\n';
    const { titles } = offersIn('/w/demo.service', elsewhere, { section: 'Unit' });
    expect(titles).toContain('FailureAction');
    expect(titles).not.toContain('SuccessAction');
    // Its other files are what a drop-in is there to change.
    expect(offersIn(DROP_IN, '[Service]\n', {}, UNIT).titles).toContain('User');
  });

  it.each([
    ['[Service]\nExecStart=/bin/a\n', false],
    ['[Service]\nType=simple\nExecStart=/bin/a\n', false],
    ['[Service]\nType=oneshot\nExecStart=/bin/a\n', true],
    ['[Service]\nExecStart=/bin/a\nExecStart=\n', true],
    ['[Service]\n', true],
  ])('behind %j a command of its own: %s', (text, expected) => {
    const { titles } = offersIn('/w/demo.service', `${text}ExecStartPre=/bin/b\nExecReload=/bin/c\n`);
    expect(titles.includes('ExecStart')).toBe(expected);
    expect(titles).toEqual(expect.arrayContaining(['ExecStartPre', 'ExecReload']));
  });

  it('with a command that another file of the unit has counted', () => {
    expect(offersIn(DROP_IN, '[Service]\n', {}, UNIT).titles).not.toContain('ExecStart');
    expect(offersIn(DROP_IN, '[Service]\n').titles).toContain('ExecStart');
  });
});

describe('words to choose from', () => {
  it('are put into a directive that takes one of a few', () => {
    const { offer } = offersIn('/w/demo.service', '[Service]\n', { choices: true });
    const insert = 'RemainAfterExit=${1|yes,no|}';
    expect(offer('RemainAfterExit')).toMatchObject({ insert, snippet: true, more: false });
    expect(offer('CoredumpFilter')!.insert).toMatch(/^CoredumpFilter=\$\{1\|default,(?:[\w-]+,){9}[\w-]+\|\}$/);
  });

  it.each([
    ['DisableControllers', 'has more words than can be looked over'],
    ['LimitLOCKS', 'has one'],
    ['LimitNOFILE', 'takes numbers as well'],
    ['RestrictNamespaces', 'takes a sign before its words'],
    ['StandardOutput', 'has words that a name or a path follows'],
    ['NFTSet', 'has words that end in a colon'],
    ['LogFilterPatterns', 'has nothing to offer'],
  ])('are not put into %s=, which %s', (key) => {
    const { offer } = offersIn('/w/demo.service', '[Service]\n', { choices: true });
    expect(offer(key)).toMatchObject({ insert: `${key}=`, snippet: false, more: true });
  });

  it.each(UNIT_TYPES)('are whole in every directive of a .%s unit', (type) => {
    const path = `/w/demo.${type}`;
    const offers = sectionsOf(type).flatMap((section) => offersIn(path, '', { section, choices: true }).found);
    expect(offers.filter(({ kind }) => kind !== 'directive')).toEqual([]);
    const chosen = offers.filter(({ snippet }) => snippet).map(({ insert }) => insert);
    expect(chosen.length).toBeGreaterThan(0);
    expect(chosen.filter((insert) => !/^\w+=\$\{1\|[@\w-]+(?:,[@\w-]+)+\|\}$/.test(insert))).toEqual([]);
  });

  it('are not wanted by every editor, nor behind an `=`', () => {
    const plain = offersIn('/w/demo.service', '[Service]\n').offer('RemainAfterExit');
    expect(plain).toMatchObject({ insert: 'RemainAfterExit=', snippet: false, more: true });
  });
});

describe('the list of the unit is offered to a drop-in to replace', () => {
  it('with its last value to begin with, before what adds to it', () => {
    const { offer } = offersIn(
      DROP_IN,
      '[Service]\n',
      {},
      { ...UNIT, '/w/demo.service.d/40.conf': '[Service]\nEnvironment=A=1\n' },
    );
    const replace = offer('ExecStart (replace)')!;
    expect(replace).toMatchObject({
      label: 'ExecStart',
      kind: 'directive',
      range: RANGE,
      filter: 'ExecStart',
      insert: 'ExecStart=\nExecStart=${1:/bin/\\${A\\}}',
      snippet: true,
      more: false,
    });
    expect(english(replace.detail!)).toBe('clears what demo.service has so far, then sets a new value');
    const [cleared, added] = [offer('Environment (replace)')!, offer('Environment')!];
    expect(cleared.insert).toBe('Environment=\nEnvironment=${1:A=1}');
    expect(cleared.sort < added.sort).toBe(true);
    expect(offer('Type')!.sort > replace.sort).toBe(true);
  });

  it.each<[string, string, string, Files, string, string]>([
    ['a single value', DROP_IN, '[Service]\n', UNIT, 'Service', 'User'],
    ['dependencies, which an empty line keeps', DROP_IN, '[Unit]\n', UNIT, 'Unit', 'After'],
    ['what it empties already', DROP_IN, '[Service]\nExecStart=\n', UNIT, 'Service', 'ExecStart'],
    ['what it fills itself', DROP_IN, '[Service]\nExecStart=/bin/a\n', {}, 'Service', 'ExecStart'],
    [
      'what is in a fragment, in that fragment',
      '/w/demo.service',
      '[Service]\nExecStart=/bin/a\n',
      {},
      'Service',
      'ExecStart',
    ],
    [
      'what a drop-in adds, in the fragment',
      '/w/demo.service',
      '[Service]\n',
      { [DROP_IN]: '[Service]\nExecStart=/bin/a\n' },
      'Service',
      'ExecStart',
    ],
  ])('but not %s', (_what, path, text, others, section, key) => {
    expect(offersIn(path, text, { section }, others).titles).not.toContain(`${key} (replace)`);
  });

  it('whatever it adds itself, and whatever else is emptied', () => {
    const { offer } = offersIn(DROP_IN, '[Service]\nExecStart=/bin/mine\nExecStartPre=\n', {}, UNIT);
    expect(offer('ExecStart (replace)')!.insert).toBe('ExecStart=\nExecStart=${1:/bin/\\${A\\}}');
  });

  it('and not where an `=` follows, or the drop-in is of no unit', () => {
    expect(offersIn(DROP_IN, '[Service]\n', { hasEquals: true }, UNIT).titles).not.toContain('ExecStart (replace)');
    expect(offersIn('/w/service.d/50.conf', '[Service]\n', {}, UNIT).titles).not.toContain('ExecStart (replace)');
  });

  it('with what another drop-in has set since it emptied the list', () => {
    const before = { ...UNIT, '/w/demo.service.d/40.conf': '[Service]\nExecStart=\nExecStart=/bin/new\n' };
    expect(offersIn(DROP_IN, '[Service]\n', {}, before).offer('ExecStart (replace)')!.insert).toBe(
      'ExecStart=\nExecStart=${1:/bin/new}',
    );
  });
});
