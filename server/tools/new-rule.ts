/**
 * Writes the two files of a new rule, `rules/<room>/<code>.ts` and `rules/<room>/<code>.md`, ready to be filled in:
 *
 *     npm run new-rule -- ROOM/CODE [--scope line|unit|workspace] [--effect refuse|ignore|fail|note|advice]
 *
 * The registry finds them by itself the next time it is generated; the page's examples are its tests.
 */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { PAGES_TEST, rulePage, ruleSource } from './rule-template.ts';

const SCOPES = ['line', 'unit', 'workspace'] as const;
const EFFECTS = ['refuse', 'ignore', 'fail', 'note', 'advice'] as const;

const folder = join(import.meta.dirname, '../src/core/rules');
/** `values` has the pages of value problems, which are no rules. */
const ROOMS = readdirSync(folder).filter((name) => name !== 'values');

process.exitCode = main();

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
  const [path, ...more] = positionals;
  const scope = SCOPES.find((one) => one === values.scope);
  const effect = EFFECTS.find((one) => one === values.effect);
  const unknown = Object.keys(values).some((name) => name !== 'scope' && name !== 'effect');
  if (path === undefined || more.length > 0 || unknown || !scope || !effect) {
    return complain(
      `Usage: npm run new-rule -- ROOM/CODE [--scope ${SCOPES.join('|')}] [--effect ${EFFECTS.join('|')}]`,
    );
  }
  const [room = '', code = '', ...rest] = path.split('/');
  if (!ROOMS.includes(room) || rest.length > 0) {
    return complain(`"${path}" names no room of rules. The rooms are ${ROOMS.join(', ')}.`);
  }
  if (!/^[a-z]+(-[a-z0-9]+)+$/.test(code)) {
    return complain(`"${code}" is not in kebab-case. A code names what is found: socket-without-listener.`);
  }
  const files = [
    { path: join(folder, room, `${code}.ts`), text: ruleSource({ code, effect, scope }) },
    { path: join(folder, room, `${code}.md`), text: rulePage({ code, effect, scope }) },
  ];
  const present = files.find(({ path }) => existsSync(path));
  if (present) return complain(`${relative('.', present.path)} exists already.`);
  for (const { path, text } of files) {
    writeFileSync(path, text);
    process.stdout.write(`${relative('.', path)}\n`);
  }
  process.stdout.write(
    `Fill them in, then: npm run update-pages -- ${code} && npx vitest run ${PAGES_TEST} -t "the page of ${code}"\n`,
  );
  return 0;
}

function complain(message: string): number {
  process.stderr.write(`${message}\n`);
  return 2;
}
