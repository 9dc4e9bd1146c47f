import { type Message, say } from '../../text/message.ts';
import { nearest } from '../../text/nearest.ts';
import { type Table, table } from '../../text/table.ts';
import type { Grammar, Offer, Parsed, Token, ValueContext } from '../grammar.ts';
import { offersAt } from '../offers.ts';
import { dropped, set } from '../parsed.ts';
import { rewrite, scalarProblem, shown, wholeToken } from '../scalar.ts';
import { describeSignal, readSignal, SIGNALS, signalName } from './signals.ts';

/** A signal by name or number; kept by name. */
export const signalGrammar: Grammar = {
  parsers: ['config_parse_signal'],
  summary: say`a signal, such as SIGTERM`,

  parse(value: string, at: ValueContext): Parsed {
    const tokens = wholeToken(value, 'signal');
    const number = readSignal(value);
    if (number !== undefined) return set(signalName(number), tokens);
    const meant = signalMeant(value);
    const wanted = {
      code: 'bad-signal',
      write: say`a signal such as SIGTERM or SIGINT`,
      accepts: (text: string) => readSignal(text) !== undefined,
    } as const;
    const finding = {
      what: say`systemd knows no signal "${shown(value)}".`,
      fixes: meant ? [rewrite(value, meant.name, meant.safety)] : [],
    };
    return dropped(scalarProblem(value, at, wanted, finding), tokens);
  },

  complete(value: string): readonly Offer[] {
    return offersAt({ from: 0, to: value.length }, signalChoices());
  },

  describe(token: Token, value: string): Message | undefined {
    const number = readSignal(value.slice(token.from, token.to));
    return number === undefined ? undefined : describeSignal(number);
  },
};

/** The signals worth offering: those for control first, those that report a crash last. */
export function signalChoices() {
  return SIGNALS.filter(({ name }) => name !== 'STKFLT').map(({ name, number, action }) => {
    const usual = USUAL.indexOf(name);
    const rank = usual >= 0 ? usual : USUAL.length + (action === 'core' ? 1 : 0);
    return {
      label: `SIG${name}`,
      kind: 'signal' as const,
      detail: say`${number}`,
      documentation: describeSignal(number),
      rank,
    };
  });
}

const USUAL = ['TERM', 'INT', 'QUIT', 'HUP', 'KILL', 'USR1', 'USR2', 'ABRT', 'WINCH'];

/** The signal that a mistyped name most likely meant; another letter case or an old name leaves no doubt. */
function signalMeant(text: string): { readonly name: string; readonly safety: 'safe' | 'unsafe' } | undefined {
  const upper = text.trim().toUpperCase().replace(/^-/, '');
  const bare = upper.replace(/^(?:SIG[-_ ]?)+/, '');
  const known = readSignal(OLD_NAMES[bare] ?? bare);
  if (known !== undefined) return { name: signalName(known), safety: 'safe' };
  const near = nearest(
    bare,
    SIGNALS.map(({ name }) => name),
  );
  return near === undefined ? undefined : { name: `SIG${near}`, safety: 'unsafe' };
}

const OLD_NAMES: Table<string> = table({ POLL: 'IO', CLD: 'CHLD', IOT: 'ABRT' });
