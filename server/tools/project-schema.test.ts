import { expect, it } from 'vitest';
import { pageCodes } from '../src/core/findings/page.ts';
import { CHOICES, PRESETS } from '../src/core/workspace/policy.ts';
import { projectSchema } from './project-schema.ts';

it('the schema of a project file has every code with a summary, and the words that are understood', () => {
  const { properties } = projectSchema() as {
    properties: { preset: object; rules: { properties: Record<string, { enum: unknown; description: string }> } };
  };
  expect(Object.keys(properties.rules.properties)).toEqual(pageCodes());
  expect(properties.preset).toMatchObject({ enum: PRESETS });
  for (const [code, { enum: choices, description }] of Object.entries(properties.rules.properties)) {
    expect([code, choices]).toEqual([code, CHOICES]);
    expect([code, description.length > 20 && description.length < 400]).toEqual([code, true]);
  }
});
