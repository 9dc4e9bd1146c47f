import { expect, it } from 'vitest';
import type { Plan } from '../../../server/src/protocol/plan.ts';
import { english } from '../l10n.ts';
import { diagramHtml } from './diagram-html.ts';

const PLAN: Plan = {
  unit: 'a.socket',
  start: 'a.socket',
  manager: 'user',
  files: [
    {
      source: 'file:///a@.service',
      destination: 'a@.service',
      text: '[Service]\nExecStart=/bin/<script>alert(1)</script>\nStandardInput=socket\n',
      mode: 0o644,
      unit: 'a@.service',
    },
  ],
  handlers: [],
  listeners: [
    {
      directive: 'ListenStream',
      value: '9999',
      description: 'TCP port 9999',
      kind: 'stream',
      address: { family: 'inet', host: undefined, port: 9999, v6: true },
    },
  ],
  blockers: [],
  accept: true,
  service: 'a@.service',
  installable: false,
};

it('shows the chain, and nothing that comes from a file becomes markup', () => {
  const html = diagramHtml(PLAN, undefined, [], 'abc', english);
  const titles = [...html.matchAll(/<h2>(.*?)<\/h2>/g)].map((match) => match[1]);
  expect(titles).toEqual([
    'anyone who connects to',
    'a.socket',
    'a@.service',
    '/bin/&#60;script&#62;alert(1)&#60;/script&#62;',
  ]);
  expect(html).toContain("default-src 'none'");
  expect(html).not.toContain('<script');
});
