import { enumerated, say } from '../../text/message.ts';
import { nearest } from '../../text/nearest.ts';
import { type Table, table } from '../../text/table.ts';
import type { Grammar, Offer, Parsed, ValueContext, ValueProblem } from '../grammar.ts';
import { offersAt } from '../offers.ts';
import { dropped, reset, set } from '../parsed.ts';
import { rewrite, scalarProblem, shown, wholeToken } from '../scalar.ts';

/**
 * The architecture that uname(2) shows the program. systemd takes the machine's own and that of its 32-bit programs only
 * (src/shared/exec-util.c, src/basic/architecture.h); where the machine is not known, every pair that there is counts as right.
 */
export const personalityGrammar: Grammar = {
  parsers: ['config_parse_personality'],
  summary: say`an architecture, such as x86`,

  parse(value: string, at: ValueContext): Parsed {
    if (value === '') return reset();
    const tokens = wholeToken(value, 'keyword');
    if (ARCHITECTURES.includes(value)) {
      const own = at.architecture === undefined ? undefined : ownPersonalities(at.architecture);
      return own === undefined || own.includes(value) ? set(value, tokens) : dropped(otherMachine(value, own), tokens);
    }
    const meant = OTHER_NAMES[value.toLowerCase()] ?? nearest(value, ARCHITECTURES);
    const wanted = {
      code: 'bad-keyword',
      write: say`the architecture of the machine or of its 32-bit programs, such as x86-64 or x86`,
      accepts: (text: string) => ARCHITECTURES.includes(text),
    } as const;
    const finding = {
      what: say`systemd knows no architecture "${shown(value)}".`,
      fixes: meant ? [rewrite(value, meant, OTHER_NAMES[value.toLowerCase()] ? 'safe' : 'unsafe')] : [],
    };
    return dropped(scalarProblem(value, at, wanted, finding), tokens);
  },

  complete(value: string): readonly Offer[] {
    const choices = ARCHITECTURES.map((label) => {
      const rank = ['x86', 'x86-64', 'arm', 'arm64'].indexOf(label);
      return { label, detail: say`where the machine is of this kind`, rank: rank < 0 ? 9 : rank };
    });
    return offersAt({ from: 0, to: value.length }, choices);
  },
};

/** What a machine of an architecture takes: itself and the architecture of its 32-bit programs. */
function ownPersonalities(architecture: string): readonly string[] {
  const secondary = SECONDARY[architecture];
  return secondary === undefined ? [architecture] : [architecture, secondary];
}

const SECONDARY: Table<string> = table({
  'x86-64': 'x86',
  arm64: 'arm',
  s390x: 's390',
  ppc64: 'ppc',
  'ppc64-le': 'ppc-le',
});

function otherMachine(value: string, own: readonly string[]): ValueProblem {
  const message = say`This machine cannot show a program the architecture ${value}.`;
  const remedy = say`Keep the line for machines of that kind only; here, write one of ${enumerated(own)}.`;
  return { code: 'bad-keyword', effect: 'ignore', from: 0, to: value.length, message, remedy };
}

/** Names as other tools write them. */
const OTHER_NAMES: Table<string> = table({
  i386: 'x86',
  i486: 'x86',
  i586: 'x86',
  i686: 'x86',
  amd64: 'x86-64',
  x86_64: 'x86-64',
  x64: 'x86-64',
  aarch64: 'arm64',
  armhf: 'arm',
  ppc64le: 'ppc64-le',
  ppc64el: 'ppc64-le',
});

/** src/basic/architecture.c, architecture_table. */
const ARCHITECTURES: readonly string[] = (
  'alpha arc arc-be arm arm-be arm64 arm64-be cris ia64 loongarch64 m68k mips mips-le mips64 mips64-le nios2 parisc parisc64 ' +
  'ppc ppc-le ppc64 ppc64-le riscv32 riscv64 s390 s390x sh sh64 sparc sparc64 tilegx x86 x86-64'
).split(' ');
