import { type Message, say } from '../../text/message.ts';
import { nearest } from '../../text/nearest.ts';
import type { Grammar, Offer, Parsed, Token, ValueContext, ValueProblem } from '../grammar.ts';
import { offersOfWords } from '../offers.ts';
import { dropped, reset, set } from '../parsed.ts';
import { rewrite, scalarProblem, shown, wholeToken } from '../scalar.ts';
import { FALSE_WORDS, foreignBoolean, parseBoolean, TRUE_WORDS } from './boolean.ts';
import { booleanNote } from './boolean-notes.ts';
import { versionWith } from './enumerations.ts';

/** Yes or no, for some directives also nothing at all; kept as `yes` or `no`. */
export const booleanGrammar: Grammar = {
  parsers: [
    'config_parse_bool',
    'config_parse_tristate',
    'config_parse_exec_mount_apivfs',
    'config_parse_job_mode_isolate',
  ],
  summary: say`a boolean: yes or no`,

  parse(value: string, at: ValueContext): Parsed {
    if (value === '' && EMPTY_RESETS.includes(at.parser)) return reset();
    const truth = parseBoolean(value);
    const tokens = wholeToken(value, 'keyword');
    if (truth === undefined) return dropped(booleanProblem(value, at), tokens);
    const obsolete = obsoleteProblem(value, truth, at);
    return set(truth ? 'yes' : 'no', tokens, obsolete ? [obsolete] : []);
  },

  complete(value: string, offset: number, at: ValueContext): readonly Offer[] {
    if (at.parser === 'config_parse_job_mode_isolate') return [];
    const typed = value.slice(0, offset).toLowerCase();
    const others = [...TRUE_WORDS, ...FALSE_WORDS].filter(
      (word) => typed !== '' && word.length > 1 && word !== 'yes' && word !== 'no' && word.startsWith(typed),
    );
    return offersOfWords(value, ['yes', 'no', ...others], (word) => noteOn(word, at));
  },

  describe(token: Token, value: string, at: ValueContext): Message | undefined {
    return noteOn(value.slice(token.from, token.to), at);
  },
};

const EMPTY_RESETS = ['config_parse_tristate', 'config_parse_exec_mount_apivfs'];

function noteOn(word: string, at: ValueContext): Message | undefined {
  const truth = parseBoolean(word);
  if (truth === undefined) return undefined;
  const note = booleanNote(at.key, truth);
  const plain = truth ? 'yes' : 'no';
  if (word === plain) return note;
  return note === undefined ? say`The same as \`${plain}\`.` : say`The same as \`${plain}\`: ${note}`;
}

function booleanProblem(value: string, at: ValueContext): ValueProblem {
  const wanted = {
    code: 'bad-boolean',
    write: EMPTY_RESETS.includes(at.parser) ? say`yes or no, or empty for the default` : say`yes or no`,
    accepts: (text: string) => parseBoolean(text) !== undefined,
    // systemd's table marks the directives for which a wrong value must not go unnoticed.
    effect: at.parser === 'config_parse_bool' && at.ltype === 'true' ? 'refuse' : 'ignore',
  } as const;
  const later = versionWith(value, at);
  if (later !== undefined) {
    return scalarProblem(value, at, wanted, {
      code: 'unsupported-here',
      what: say`${at.key}=${value} needs systemd ${later}; before that it is a boolean.`,
    });
  }
  const meant = likelyMeant(value);
  const fixes = meant === undefined ? [] : [rewrite(value, meant, 'unsafe')];
  return scalarProblem(value, at, wanted, { what: say`"${shown(value)}" is not a boolean.`, fixes });
}

function likelyMeant(value: string): string | undefined {
  const near = nearest(
    value,
    [...TRUE_WORDS, ...FALSE_WORDS].filter((one) => one.length > 1),
  );
  return foreignBoolean(value) ?? (near === undefined ? undefined : parseBoolean(near) ? 'yes' : 'no');
}

function obsoleteProblem(value: string, truth: boolean, at: ValueContext): ValueProblem | undefined {
  if (at.parser === 'config_parse_job_mode_isolate') return isolateProblem(value, truth);
  return at.key === 'PermissionsStartOnly' ? permissionsProblem(value, truth) : undefined;
}

/** Not in the manual since 240; systemd takes it without a word (src/core/load-fragment-gperf.gperf.in). */
function permissionsProblem(value: string, truth: boolean): ValueProblem {
  const wording = truth
    ? {
        message: say`PermissionsStartOnly= is no longer documented.`,
        remedy: say`Put "+" before each command that needs full privileges, except in ExecStart=, and remove this line.`,
      }
    : {
        message: say`PermissionsStartOnly= is no longer documented, and "no" is the default.`,
        remedy: say`Remove the line.`,
      };
  return {
    code: 'obsolete-directive',
    effect: 'advice',
    from: 0,
    to: value.length,
    ...wording,
    ...(!truth && {
      fixes: [{ title: say`Remove the line`, safety: 'safe', from: 0, to: 0, newText: '', removesLine: true }],
    }),
    tags: ['deprecated'],
  };
}

/** systemd says so without naming the line, so this is no claim about the line. */
function isolateProblem(value: string, truth: boolean): ValueProblem {
  const mode = truth ? 'isolate' : 'replace';
  return {
    code: 'obsolete-directive',
    effect: 'advice',
    from: 0,
    to: value.length,
    message: say`OnFailureIsolate= is an old name.`,
    consequence: say`systemd reads it as OnFailureJobMode=${mode}.`,
    remedy: say`Write OnFailureJobMode=${mode} instead.`,
    fixes: [
      {
        title: say`Write OnFailureJobMode=${mode}`,
        safety: 'safe',
        from: 0,
        to: value.length,
        newText: mode,
        newKey: 'OnFailureJobMode',
      },
    ],
    tags: ['deprecated'],
  };
}
