import { expect, it } from 'vitest';
import { commandLine } from './command-line.ts';

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

it('takes --lang for pages too, which are English where they are not translated', () => {
  const { stdout, stderr } = cli.run('explain', 'unknown-directive', '--lang', 'de');
  expect([stdout.split('\n')[0], stderr]).toEqual([cli.run('explain', 'unknown-directive').stdout.split('\n')[0], '']);
});
