import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../src/check/options.ts';
import { columnsOf } from '../src/check/terminal-columns.ts';
import { readMarked } from '../src/core/text/markers.ts';
import { commandLine, SERVICE, SOCKET } from './command-line.ts';

const cli = commandLine();
const BAD = { 'a.service': '[Service]\nExecStart=/bin/true\nNope=1\n' };

it.each(['zh-cn', 'zh', 'zh_CN.UTF-8'])('tells findings in the language of --lang %s', (lang) => {
  cli.write(BAD);
  const { stdout, status } = cli.run('check', '--lang', lang, 'a.service');
  expect(stdout).toContain(
    '[Service] 小节没有 Nope= 这个指令。systemd 会忽略这一行。请检查拼写。自定义的名称必须以 X- 开头。',
  );
  expect(status).toBe(1);
});

it.each(['de', 'C', '', '../zh-cn'])('tells them in English for --lang %j, of which there are no texts', (lang) => {
  cli.write(BAD);
  expect(cli.run('check', '--lang', lang, 'a.service').stdout).toContain('Unknown directive Nope= in [Service].');
});

it('takes --lang for pages too, with the examples of the English page and what is said of them in the language', () => {
  const page = (...lang: string[]) => cli.run('explain', 'unknown-directive', ...lang).stdout;
  const fences = (text: string) => text.match(/^```[\s\S]*?^```$/gm) ?? [];
  const examples = (text: string) => fences(text).map((fence) => readMarked(fence).text);
  expect(page('--lang', 'de')).toBe(page());
  expect(page('--lang', 'zh-cn')).toContain('- **影响：** ignore（忽略）');
  expect(examples(page('--lang', 'zh-cn'))).toEqual(examples(page()));
  expect(fences(page('--lang', 'zh-cn')).join('\n')).toContain('小节没有');
});

it.each([[['--lang', 'zh-cn']], [['--lang=zh-cn']]])('tells wrong use in the language of %j', (lang) => {
  expect(cli.run('check', '--nope', ...lang).stderr).toMatch(/^\p{Script=Han}/u);
});

describe('in Chinese', () => {
  const FILES = {
    'a.service': '[Service]\nExecStart=/bin/true\nNope=1  \nRestart=sometimes\n',
    'b.socket': SOCKET,
    'c.socket': SOCKET,
    'd.service': `[Unit]\nAfter=network.target\nWants=e.service\n${SERVICE}`,
    'e.service': '[Service]\nExecStart=/usr/bin/demo\n[Install]\nWantedBy=multi-user.target\n',
    'wrong.json': '{}',
    'text.md': '',
  };
  const formats = Object.entries(COMMANDS).flatMap(([command, entry]) =>
    'formats' in entry ? entry.formats.map((format) => [command, format] as const) : [],
  );
  const operands: Readonly<Record<string, readonly string[]>> = {
    check: ['.', 'gone.service', 'text.md'],
    effective: ['d.service'],
    graph: ['d.service'],
    security: ['e.service', 'b.socket'],
    ports: ['.'],
  };

  it.each(formats)('%s --format %s leaves no English sentence', (command, format) => {
    cli.write(FILES);
    const { stdout, stderr } = cli.run(command, '--lang', 'zh-cn', '--format', format, ...operands[command]!);
    expect(stdout).not.toBe('');
    // The pages in SARIF are in Chinese as far as they are translated.
    expect(englishIn(stdout.replace(/"rules":.*/, ''))).toEqual([]);
    expect(englishIn(stderr)).toEqual([]);
  });

  it.each([[], ...Object.keys(COMMANDS).map((command) => [command])])('the help of %s leaves none', (...command) => {
    const { stdout } = cli.run(...command, '--help', '--lang', 'zh-cn');
    expect(stdout).toContain('退出状态');
    expect(englishIn(stdout)).toEqual([]);
    expect(stdout.split('\n').filter((line) => columnsOf(line) > 100)).toEqual([]);
  });

  it.each(['bash', 'zsh', 'fish'])('the completions of %s leave none but comments', (shell) => {
    const { stdout } = cli.run('completions', shell, '--lang', 'zh-cn');
    const about = stdout.match(/\[[^\]]*\]|-d '[^']*'|^ {4}'\w+:.*'$/gm) ?? [];
    expect(about.length > 30 || shell === 'bash').toBe(true);
    expect(about.flatMap(englishIn)).toEqual([]);
  });

  it.each([
    [],
    ['chekc'],
    ['check'],
    ['check', ''],
    ['check', '--nope', '.'],
    ['check', '--format'],
    ['check', '--fix=1', '.'],
    ['check', '--print', 'text', '.'],
    ['check', '--format', 'nope', '.'],
    ['check', '--fail-on', 'nope', '.'],
    ['check', '--select', 'unknown-directiv', '.'],
    ['check', '--systemd-version', '1', '.'],
    ['check', '--systemd-version', '201', '.'],
    ['check', '--systemd-version', '299', '.'],
    ['check', '--systemd-version', 'installed', '--root', '.', 'a.service'],
    ['check', '--source-suffix', 'tt', '.'],
    ['check', '--stdin-filename', 'a.service', '.'],
    ['check', '--root', 'gone', '.'],
    ['check', '--unit-path', 'gone', '.'],
    ['check', '--baseline', 'wrong.json', '.'],
    ['check', '--write-baseline', '/proc/none/x', '.'],
    ['check', '--fix', '--stdin-filename', 'a.service', '-'],
    ['check', '-'],
    ['check', 'empty'],
    ['format'],
    ['format', '--check', 'gone', 'text.md'],
    ['format', '--diff', 'a.service'],
    ['format', '--stdin-filename', 'a.service', '-', '.'],
    ['explain'],
    ['explain', 'nope'],
    ['effective'],
    ['effective', '.'],
    ['effective', 'nope'],
    ['effective', 'gone.service', '--root', '.'],
    ['security'],
    ['completions', 'nope'],
  ])('%j leaves none', (...words) => {
    cli.write(FILES);
    const chinese = cli.run(...words, '--lang', 'zh-cn');
    expect(chinese.status).toBe(cli.run(...words).status);
    expect(englishIn(chinese.stdout + chinese.stderr)).toEqual([]);
  });
});

/** What remains of an output in English: two words in a row, but for code, options, names and what systemd or a format says itself. */
function englishIn(output: string): string[] {
  const text = output
    .replace(/```[\s\S]*?```|`[^`]*`|“[^”]*”/g, ' ')
    .replace(/^ *(?:\d+)? \|.*$|^[-+@ ].*|^(?:diff|digraph|flowchart).*|^ {2}\S.*[;>\]].*$/gm, (line) =>
      /^ {2,}(?:--?|[a-z]+ )/.test(line) && !/[;>\]]$/.test(line) ? line : ' ',
    )
    .replace(/<[^>]*?(message|name)="([^"]*)"/g, '$2 ')
    .replace(/"[A-Za-z$][\w.$-]*":/g, ' ')
    .replace(/\w*(?:--?|[=/.:@%#_])[\w./:=@,…*%-]*/g, ' ');
  return text.match(/[A-Za-z]{2,}(?: [a-z]{2,})+/g)?.filter((words) => !KEPT.test(words)) ?? [];
}

/** The names of programs and units in a row, and the syntax of the tools that read them. */
const KEPT = /^(?:systemd analyze security|systemd units \w+|xml version|TCP \w+)$/;
