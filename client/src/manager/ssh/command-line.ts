import { quotePosix } from '../quote-posix.ts';

/**
 * The command line for the other machine's log-in shell that runs exactly these words.
 *
 * sshd hands a command to the log-in shell as one string, so every word has to be quoted, and nobody tells which shell it is.
 * Between single quotes most characters mean themselves in all of them; but a backslash does not in fish, `!` and line ends
 * do not in tcsh. Where a word has one of these, the words are quoted for the POSIX shell, and go through the log-in
 * shell in base64, which no shell finds anything in.
 *
 * @param words Without NUL characters, which no argument can hold.
 */
export function commandLine(words: readonly string[]): string {
  if (words.every((word) => SAME_IN_EVERY_SHELL.test(word))) return words.map(quoteSame).join(' ');
  const posix = words.map(quotePosix).join(' ');
  // The decoded text ends in a quote or a letter, so that nothing is lost of it with the line ends that $() takes away.
  return `exec sh -c 'eval "$(printf %s "$1" | base64 -d)"' sh ${Buffer.from(posix).toString('base64')}`;
}

function quoteSame(word: string): string {
  return PLAIN.test(word) ? word : `'${word}'`;
}

/** No control characters, quote, backslash or exclamation mark, and no character that a shell might not take for a letter. */
const SAME_IN_EVERY_SHELL = /^[ "#-&(-[\]-~]*$/;

/** What needs no quotes; it keeps command lines readable in the other machine's process list. */
const PLAIN = /^[A-Za-z0-9_./:@,-]+$/;
