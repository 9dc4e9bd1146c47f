import type { Effect, Scope } from '../src/core/diagnostic.ts';

/** What a new rule begins with. */
export interface NewRule {
  readonly code: string;
  readonly effect: Effect;
  readonly scope: Scope;
}

/** The test that goes through the pages, as a path of the checkout. */
export const PAGES_TEST = 'server/src/core/findings/pages.test.ts';

/** The source of a rule that finds something in every service, as a place to begin from. */
export function ruleSource({ code, effect, scope }: NewRule): string {
  const { type, place, more, check } = scope === 'line' ? LINE : { ...UNIT, type: UNIT_TYPES[scope] };
  return `import { ${place} } from '../../findings/places.ts';
import type { ${type} } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
${more}
/** Which function of systemd decides this, and in which file. */
export const rule: ${type} = {
  code: '${code}',
  effect: '${effect}',
  scope: '${scope}',
  types: ['service'],
${check}
};
`;
}

/** The page of the rule. Its good example fails as a test until the rule can tell it from the bad one. */
export function rulePage({ code, effect, scope }: NewRule): string {
  return `# ${code}

- **Effect:** ${effect}
- **Scope:** ${scope}
- **No fix:** why none can be derived from the files

What it means, what systemd does about it, and why somebody would write it all the same.

What to do instead.

## Bad

\`\`\`systemd example.service
[Service]
ExecStart=/usr/bin/example
#^^^^^^^^^^^^^^^^^^^^^^^^^ What is wrong, and what to do.
\`\`\`

## Good

\`\`\`systemd example.service
[Service]
ExecStart=/usr/bin/example
\`\`\`
`;
}

const LINE = {
  type: 'EntryRule',
  place: 'assignmentRange',
  more: '',
  check: `  per: 'entry',
  *check({ file, node, directive }) {
    if (directive.key !== 'ExecStart') return;
    yield { file, range: assignmentRange(node), message: say\`What is wrong, and what to do.\` };
  },`,
};

const UNIT_TYPES = { unit: 'UnitRule', workspace: 'WorkspaceRule' };

const UNIT = {
  place: 'itemPlace',
  more: "import { setting } from '../../workspace/effective-unit.ts';\n",
  check: `  *check(unit) {
    const start = setting(unit, 'Service', 'ExecStart');
    if (start) yield { ...itemPlace(start), message: say\`What is wrong, and what to do.\` };
  },`,
};
