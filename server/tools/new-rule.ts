/**
 * Writes the two files of a new rule, `rules/<code>.ts` and `rules/<code>.md`, ready to be filled in:
 *
 *     npm run new-rule -- CODE [--scope line|unit|workspace] [--effect refuse|ignore|fail|note|advice]
 *
 * The registry finds them by itself the next time it is generated; the page's examples are its tests.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';

const SCOPES = ['line', 'unit', 'workspace'] as const;
const EFFECTS = ['refuse', 'ignore', 'fail', 'note', 'advice'] as const;

const folder = join(import.meta.dirname, '../src/core/rules');

function main(): number {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    // What is not known here is answered with the usage below, not with a stack trace.
    strict: false,
    options: {
      scope: { type: 'string', default: 'unit' },
      effect: { type: 'string', default: 'advice' },
    },
  });
  const [code, ...more] = positionals;
  const scope = SCOPES.find((one) => one === values.scope);
  const effect = EFFECTS.find((one) => one === values.effect);
  const unknown = Object.keys(values).some((name) => name !== 'scope' && name !== 'effect');
  if (code === undefined || more.length > 0 || unknown || !scope || !effect) {
    return complain(`Usage: npm run new-rule -- CODE [--scope ${SCOPES.join('|')}] [--effect ${EFFECTS.join('|')}]`);
  }
  if (!/^[a-z]+(-[a-z0-9]+)+$/.test(code)) {
    return complain(`"${code}" is not in kebab-case. A code names what is found: socket-without-listener.`);
  }
  const files = [
    { path: join(folder, `${code}.ts`), text: ruleText(code, scope, effect) },
    { path: join(folder, `${code}.md`), text: pageText(code, scope, effect) },
  ];
  const present = files.find(({ path }) => existsSync(path));
  if (present) return complain(`${relative('.', present.path)} exists already.`);
  for (const { path, text } of files) {
    writeFileSync(path, text);
    process.stdout.write(`${relative('.', path)}\n`);
  }
  process.stdout.write('Fill them in, then: npm run generate && npx vitest run server/src/core/rules\n');
  return 0;
}

function complain(message: string): number {
  process.stderr.write(`${message}\n`);
  return 2;
}

function ruleText(code: string, scope: (typeof SCOPES)[number], effect: string): string {
  return `${HEADS[scope]}
/** Where systemd does this: src/core/….c, the function. */
export const rule: ${TYPES[scope]} = {
  code: '${code}',
  effect: '${effect}',
  scope: '${scope}',
  types: ['service'],
  ${BODIES[scope]},
};
`;
}

function pageText(code: string, scope: string, effect: string): string {
  return `# ${code}

- **Effect:** ${effect}
- **Scope:** ${scope}

What is found, what systemd does about it, and how to do it right. Write it for somebody who meets it for the first time. Two or three
sentences are enough.

## Bad

\`\`\`systemd demo.service
[Service]
#^
ExecStart=/usr/bin/demo
\`\`\`

## Good

\`\`\`systemd demo.service
[Service]
ExecStart=/usr/bin/demo
\`\`\`
`;
}

const TYPES = { line: 'LineRule', unit: 'UnitRule', workspace: 'WorkspaceRule' } as const;

const HEADS = {
  line: `import type { LineRule } from './rule.ts';
`,
  unit: `import { unitPlace } from './places.ts';
import type { UnitRule } from './rule.ts';
`,
  workspace: `import { unitPlace } from './places.ts';
import type { WorkspaceRule } from './rule.ts';
`,
} as const;

const BODIES = {
  line: `*check({ file }) {
    for (const { header } of file.tree.sections) {
      if (header) yield { file, range: header.content, message: 'What is wrong. What to do. What systemd does.' };
    }
  }`,
  unit: `*check(unit) {
    const place = unitPlace(unit, 'Service');
    if (place) yield { ...place, message: 'What is wrong. What to do. What systemd does.' };
  }`,
  workspace: `*check(unit, snapshot) {
    const place = unitPlace(unit, 'Service');
    if (place && snapshot.named('other.service').length === 0) {
      yield { ...place, message: 'What is wrong. What to do. What systemd does.' };
    }
  }`,
} as const;

process.exitCode = main();
