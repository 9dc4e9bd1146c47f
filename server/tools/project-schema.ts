import { pageCodes, pageText, summaryOf } from '../src/core/findings/page.ts';
import { CHOICES, PRESETS } from '../src/core/workspace/policy.ts';

/** The JSON schema (draft-07) of a project file, by which editors complete it and check it. The build writes it into dist/. */
export function projectSchema(): object {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Findings about systemd units',
    description: 'Which findings a project wants. It counts for the folder of this file and all below.',
    type: 'object',
    additionalProperties: false,
    properties: {
      $schema: { type: 'string' },
      root: {
        type: 'boolean',
        default: false,
        description: 'Whether files of the same name above this folder do not count.',
      },
      preset: {
        enum: PRESETS,
        default: 'default',
        description:
          '"default": all findings. "strict": all, at least as warnings. "systemd": what systemd itself says when it loads a unit.',
      },
      rules: {
        type: 'object',
        description: 'Severities of findings, by their code.',
        additionalProperties: false,
        properties: Object.fromEntries(
          pageCodes().map((code) => [code, { enum: CHOICES, description: summaryOf(pageText(code)!) }]),
        ),
      },
    },
  };
}
