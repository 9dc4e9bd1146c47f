import { type Message, say } from '../text/message.ts';
import { nearest } from '../text/nearest.ts';
import { CHOICES, type Choice, type PolicyPart, PRESETS, type Preset } from '../workspace/policy.ts';
import { pageCodes, pageText } from './page.ts';

/** The name of the file in which a project says which findings it wants. It counts for its folder and all below. */
export const PROJECT_FILE = 'systemd-units.json';

/** What a project file says. */
export interface ProjectFile {
  /** Whether nothing above its folder counts. */
  readonly isRoot: boolean;
  readonly policy: PolicyPart;
  /** What is wrong with it. What is right counts all the same. */
  readonly problems: readonly Message[];
}

/**
 * Reads the text of a project file: `{ "root": true, "preset": "strict", "rules": { "CODE": "off" } }`. Whatever the text, it gives what
 * was understood.
 */
export function readProjectFile(text: string): ProjectFile {
  const problems: Message[] = [];
  const rules = new Map<string, Choice>();
  let isRoot = false;
  let preset: Preset | undefined;
  const readers = new Map<string, (value: unknown) => void>([
    ['$schema', () => {}],
    [
      'root',
      (value) => {
        if (typeof value === 'boolean') isRoot = value;
        else problems.push(say`${'"root"'} is true or false.`);
      },
    ],
    [
      'preset',
      (value) => {
        preset = PRESETS.find((one) => one === value);
        if (!preset) problems.push(say`${'"preset"'} is one of these: ${PRESETS.join(', ')}.`);
      },
    ],
    ['rules', (value) => readRules(value, rules, problems)],
  ]);
  const given = parsed(text, problems);
  for (const [name, value] of Object.entries(given)) {
    const reader = readers.get(name);
    if (reader) reader(value);
    else problems.push(say`There is no setting ${JSON.stringify(name)}: ${[...readers.keys()].join(', ')}.`);
  }
  return { isRoot, policy: { preset, rules }, problems };
}

function readRules(given: unknown, rules: Map<string, Choice>, problems: Message[]): void {
  if (!isObject(given)) {
    problems.push(say`${'"rules"'} is an object of codes and severities.`);
    return;
  }
  for (const [code, choice] of Object.entries(given)) {
    const known = CHOICES.find((one) => one === choice);
    if (pageText(code) === undefined) problems.push(unknown(code, nearest(code, pageCodes())));
    else if (!known) problems.push(say`${code} is one of these: ${CHOICES.join(', ')}.`);
    else rules.set(code, known);
  }
}

function parsed(text: string, problems: Message[]): object {
  try {
    const given: unknown = JSON.parse(text);
    if (isObject(given)) return given;
    problems.push(say`It is no object in braces.`);
  } catch (error) {
    problems.push(say`It is no valid JSON: ${error instanceof Error ? error.message : String(error)}.`);
  }
  return {};
}

function unknown(code: string, meant: string | undefined): Message {
  return meant === undefined
    ? say`There is no finding ${code}.`
    : say`There is no finding ${code}. Write ${meant}, which was most likely meant.`;
}

function isObject(given: unknown): given is object {
  return typeof given === 'object' && given !== null && !Array.isArray(given);
}
