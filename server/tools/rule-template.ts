import type { Effect, Scope } from '../src/core/diagnostic.ts';

/** What a new rule begins with. */
export interface NewRule {
  readonly code: string;
  readonly effect: Effect;
  readonly scope: Scope;
}

/** The source of a rule that finds something in every service, as a place to begin from. */
export function ruleSource({ code, effect, scope }: NewRule): string {
  const { imports, type, check } = scope === 'line' ? LINE : { ...UNIT, type: UNIT_TYPES[scope] };
  return `${imports}import type { ${type} } from '../../findings/rule.ts';

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
  type: 'LineRule',
  imports: "import { assignmentRange } from '../../findings/places.ts';\n",
  check: `  *check({ file, analysis }) {
    for (const { node, directive } of analysis.entries) {
      if (directive.key !== 'ExecStart') continue;
      yield { file, range: assignmentRange(node), message: say\`What is wrong, and what to do.\` };
    }
  },`,
};

const UNIT_TYPES = { unit: 'UnitRule', workspace: 'WorkspaceRule' };

const UNIT = {
  imports:
    "import { itemPlace } from '../../findings/places.ts';\nimport { setting } from '../../workspace/effective-unit.ts';\n",
  check: `  *check(unit) {
    const start = setting(unit, 'Service', 'ExecStart');
    if (start) yield { ...itemPlace(start), message: say\`What is wrong, and what to do.\` };
  },`,
};
