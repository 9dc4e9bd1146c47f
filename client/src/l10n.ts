import { eastAsianWidth } from 'get-east-asian-width';

/**
 * Puts a message into the person's language: the English text is the key, `{0}`, `{1}` … stand for the arguments. The
 * parts that know nothing of the editor take it as a parameter; {@link translator} makes it.
 */
export type Translate = (message: string, ...args: (string | number | boolean)[]) => string;

/**
 * Puts arguments into a translation. Beside a placeholder it has the blanks that stand around Latin words; next to a Chinese character,
 * an argument that begins or ends with one has none.
 *
 * @param lookUp Gives the translation of a message, with its placeholders.
 */
export function translator(lookUp: (message: string) => string): Translate {
  return (message, ...args) => {
    const template = lookUp(message);
    return template.replace(
      /( ?)\{(\d+)\}( ?)/g,
      (whole, before: string, index: string, behind: string, at: number) => {
        const argument = args[Number(index)];
        if (argument === undefined) return whole;
        const text = String(argument);
        const isJoined = isWide(template, at - 1) && isWide(text, 0);
        const isJoinedBehind = isWide(text, text.length - 1) && isWide(template, at + whole.length);
        return `${isJoined ? '' : before}${text}${isJoinedBehind ? '' : behind}`;
      },
    );
  };
}

function isWide(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return !Number.isNaN(code) && eastAsianWidth(code) === 2;
}

/** Texts as a list: `a, b`. */
export function listed(texts: readonly string[], t: Translate): string {
  return texts.length === 0 ? '' : texts.reduce((list, text) => t('{0}, {1}', list, text));
}

/**
 * Statements in a row, which not every language parts as it does names: `a, b`. The arguments stand the other way round, so that the
 * template is one of its own.
 */
export function statements(texts: readonly string[], t: Translate): string {
  return texts.length === 0 ? '' : texts.reduce((list, text) => t('{1}, {0}', text, list));
}

/** Texts that may have commas in them as a list: `a; b`. */
export function listedApart(texts: readonly string[], t: Translate): string {
  return texts.length === 0 ? '' : texts.reduce((list, text) => t('{0}; {1}', list, text));
}

/** Sentences as one paragraph. What is undefined or empty is left out. */
export function paragraph(sentences: readonly (string | undefined)[], t: Translate): string {
  const said = sentences.filter((sentence): sentence is string => sentence !== undefined && sentence !== '');
  return said.length === 0 ? '' : said.reduce((before, sentence) => t('{0} {1}', before, sentence));
}

/** The messages as they are written in the source, for tests and for the log. */
export function english(message: string, ...args: (string | number | boolean)[]): string {
  return message.replace(/\{(\d+)\}/g, (whole, index: string) => String(args[Number(index)] ?? whole));
}
