import { expect, it } from 'vitest';
import { planFor } from '../../../server/src/core/activation/plan-for-tests.ts';
import { planOf } from '../deploy/plan-for-tests.ts';
import { english } from '../l10n.ts';
import { diagramHtml } from './diagram-html.ts';

const COMMAND = { unit: 'a@.service', directive: 'ExecStart', argv: [], ignoresFailure: false };

function textsOf(html: string): string[] {
  return [...html.matchAll(/<(?:h2|li)>(.*?)<\/(?:h2|li)>/g)].map((match) => match[1]!);
}

it('shows the chain, and nothing that comes from a file becomes markup', () => {
  const commands = [
    { ...COMMAND, directive: 'ExecStartPre', text: '/bin/before' },
    { ...COMMAND, text: '/bin/<script>alert(1)</script>' },
    { ...COMMAND, unit: 'other.service', text: '/bin/other' },
  ];
  const html = diagramHtml(planOf({ commands }), undefined, [], 'abc', english);
  expect(textsOf(html)).toEqual([
    'anyone who connects to',
    'TCP port 9999',
    'a.socket',
    'ListenStream=9999',
    'Accept=yes',
    'a@.service',
    'not in the workspace',
    '/bin/&#60;script&#62;alert(1)&#60;/script&#62;',
    'standard input and output are the connection',
  ]);
  expect(html).toContain("default-src 'none'");
  expect(html).not.toContain('<script');
});

it('shows every command of a service that has several, and says when there is none', () => {
  const several = ['/bin/one', '-/bin/two'].map((text) => ({ ...COMMAND, text }));
  const shown = (commands: typeof several) =>
    textsOf(diagramHtml(planOf({ commands, socketAsInput: false }), undefined, [], 'abc', english)).slice(7);
  expect(shown(several)).toEqual(['/bin/one', '-/bin/two']);
  expect(shown([])).toEqual(['nothing to run']);
});

it('shows the command that a drop-in puts in place of another', () => {
  const { commands, socketAsInput } = planFor({
    'a.socket': '[Socket]\nListenStream=9999\nAccept=yes\n',
    'a@.service': '[Service]\nExecStart=/bin/old\nStandardInput=socket\n',
    'a@.service.d/new.conf': '[Service]\nExecStart=\nExecStart=-/bin/new --now\n',
  });
  const texts = textsOf(diagramHtml(planOf({ commands, socketAsInput }), undefined, [], 'abc', english));
  expect(texts.slice(7)).toEqual(['-/bin/new --now', 'standard input and output are the connection']);
});
