import { fitted } from './fitted.ts';

/**
 * What core says to a person, as data: templates with their arguments, rendered for a language at the edge (lsp/, check/). The
 * English template is the key under which a translation is found, so that a missing translation falls back to English.
 */
export type Message = Template | Series;

/** One template, made by {@link say}: the English text between the arguments, and the arguments. */
export interface Template {
  readonly strings: readonly string[];
  readonly args: readonly Argument[];
  /** What its translation is found under, where that is not the template itself: see {@link documented}. */
  readonly key?: string;
}

/** Several messages in a row, and what stands between them. */
export interface Series {
  readonly parts: readonly Argument[];
  readonly between: Between;
}

/** Words of a list, sentences of a paragraph, or text that is the same in all languages, such as line ends in Markdown. */
export type Between = 'or' | 'and' | 'comma' | 'sentence' | { readonly layout: string };

/** A name, number or code span, which is the same in all languages, or a nested message. */
export type Argument = string | number | bigint | Message;

/**
 * Makes a message of a template literal: `` say`Accept=yes needs ${template}.` ``. Names, numbers and code spans are arguments. Words
 * that change with a condition are messages of their own, never English strings in an argument.
 */
export function say(strings: TemplateStringsArray, ...args: Argument[]): Template {
  return { strings, args };
}

/** Text of the documentation, whose translation is found under the place where it stands: the file, the entry and what of it. */
export function documented(key: string, text: string): Template {
  return { strings: [text], args: [], key };
}

/** Sentences in a row. Those that are undefined are left out. */
export function sentences(...parts: readonly (Message | undefined)[]): Series {
  return { parts: parts.filter((part) => part !== undefined), between: 'sentence' };
}

/** `a, b or c`. */
export function anyOf(words: readonly Argument[]): Series {
  return { parts: words, between: 'or' };
}

/** `a, b and c`. */
export function allOf(words: readonly Argument[]): Series {
  return { parts: words, between: 'and' };
}

/** `a, b, c`. */
export function enumerated(words: readonly Argument[]): Series {
  return { parts: words, between: 'comma' };
}

/** What is the same in every language between two pieces: commas and colons are not, and stand in templates. */
type Gap = '' | ' ' | '\n' | '\n\n' | ' = ';

/** Blocks of Markdown or lines, with the same text between them in every language. Those that are undefined are left out. */
export function layout(between: Gap, parts: readonly (Argument | undefined)[]): Series {
  return { parts: parts.filter((part) => part !== undefined), between: { layout: between } };
}

/** The message with each text argument changed, to escape text of a file for where it is shown: Markdown, a terminal. */
export function withArguments(message: Message, change: (text: string) => string): Message {
  const changed = (arg: Argument): Argument => {
    if (typeof arg === 'string') return change(arg);
    return typeof arg === 'object' ? withArguments(arg, change) : arg;
  };
  if ('parts' in message) return { ...message, parts: message.parts.map(changed) };
  return { ...message, args: message.args.map(changed) };
}

/** What rendering needs to know of a language. */
export interface Language {
  /** The translation of an English template with `{0}`, `{1}` … for its arguments; undefined where there is none. */
  template(key: string): string | undefined;
  readonly comma: string;
  readonly and: string;
  readonly or: string;
  /** What stands between a Chinese or Japanese character and any other; undefined in languages without these. */
  readonly beside?: string | undefined;
}

/** The language of the templates themselves. */
export const ENGLISH: Language = { template: () => undefined, comma: ', ', and: ' and ', or: ' or ' };

/** The message in a language. */
export function render(message: Argument, language: Language): string {
  if (typeof message === 'string') return message;
  if (typeof message !== 'object') return String(message);
  if ('parts' in message) return renderSeries(message, language);
  const translated = language.template(templateKey(message));
  if (translated === undefined) return fill(message, language);
  return fillTranslation(translated, message, language);
}

/** The message in English, as logs and tests have it. */
export function english(message: Argument): string {
  return render(message, ENGLISH);
}

/** The English text of a template, with `{0}`, `{1}` … for its arguments: the key of its translation. */
export function templateKey({ strings, key }: Template): string {
  return key ?? strings.reduce((text, part, index) => `${text}{${index - 1}}${part}`);
}

function fill({ strings, args }: Template, language: Language): string {
  let text = strings[0] ?? '';
  for (let i = 0; i < args.length; i++) text += render(args[i]!, language) + (strings[i + 1] ?? '');
  return text;
}

function fillTranslation(translated: string, { args }: Template, language: Language): string {
  const [first = '', ...rest] = translated.split(/\{(\d+)\}/);
  let text = first;
  let literal = first;
  for (let i = 0; i < rest.length; i += 2) {
    const arg = args[Number(rest[i])];
    const filled = arg === undefined ? `{${rest[i]}}` : render(arg, language);
    text = fitted(text, literal, filled, language.beside);
    literal = rest[i + 1] ?? '';
    // Between two arguments with nothing but a blank, the second decides together with the first.
    text = literal.trim() === '' ? text + literal : fitted(text, literal, literal, language.beside);
  }
  return text;
}

function renderSeries({ parts, between }: Series, language: Language): string {
  const texts = parts.map((part) => render(part, language));
  if (typeof between === 'object') return texts.join(between.layout);
  const others = between === 'sentence' ? ' ' : language.comma;
  const last = between === 'sentence' || between === 'comma' ? others : language[between];
  if (texts.length === 0) return '';
  return texts.reduce((text, part, index) => {
    const joint = index === texts.length - 1 ? last : others;
    return fitted(fitted(text, joint, joint, language.beside), joint, part, language.beside);
  });
}
