import { type Message, say } from '../../text/message.ts';
import type { ValueFix } from '../grammar.ts';
import type { Choice } from '../offers.ts';
import type { Finding } from '../scalar.ts';
import { readSize, type SizeReading } from './size.ts';

/** Says what is wrong with a size that stands at `offset` of a value, and what was most likely meant. */
export function sizeFinding(text: string, read: SizeReading, base: 1000 | 1024, offset = 0): Finding {
  if (!read.fault) return {};
  const from = offset + read.from;
  const to = offset + Math.max(read.to, read.from);
  if (read.fault === 'range') {
    const what = text.trim().startsWith('-') ? say`A size cannot be negative.` : say`${text} is too large.`;
    return { code: 'value-out-of-range', what, from, to };
  }
  const meant = likelyMeant(text, base);
  const what = SUFFIX_SLIP.test(text)
    ? say`A size has one of the suffixes K, M, G, T, P and E, in capitals and without iB or B.`
    : say`"${text}" is not a size.`;
  const fixes: ValueFix[] = meant
    ? [{ title: say`Replace with ${meant}`, safety: 'safe', from: offset, to: offset + text.length, newText: meant }]
    : [];
  return { what, from: offset, to: offset + text.length, fixes };
}

/** `1G` = 1,073,741,824 bytes. */
export function describeSize(text: string, base: 1000 | 1024): Message | undefined {
  const read = readSize(text, base);
  return read.fault ? undefined : say`${text} = ${grouped(read.bytes)} bytes`;
}

/** The same for an amount each second. */
export function describeRate(text: string): Message | undefined {
  const read = readSize(text, 1000);
  return read.fault ? undefined : say`${text} = ${grouped(read.bytes)} each second`;
}

/** The number so far with each suffix that may follow it. */
export function sizeChoices(typed: string, base: 1000 | 1024): Choice[] {
  const number = /^(.*[0-9])[A-Za-z]*$/s.exec(typed.trimStart())?.[1];
  if (number === undefined) return [];
  return ['K', 'M', 'G', 'T']
    .map((suffix) => `${number}${suffix}`)
    .filter((label) => !readSize(label, base).fault)
    .map((label, rank) => {
      const read = readSize(label, base);
      return { label, kind: 'size', rank, ...(!read.fault && { detail: say`${grouped(read.bytes)} bytes` }) };
    });
}

function grouped(number: bigint): string {
  return number.toLocaleString('en');
}

const SUFFIX_SLIP = /^\s*\d+(?:[.,]\d+)?\s*(?:[kmgtpe]i?b?|bytes?|b)\s*$/i;

function likelyMeant(text: string, base: 1000 | 1024): string | undefined {
  const match = /^(\d+)(?:[.,](\d+))?\s*([kmgtpe]?)(?:i?b|bytes?)?$/i.exec(text.trim());
  if (!match) return undefined;
  const [, whole, fraction, suffix] = match;
  const meant = `${whole}${fraction ? `.${fraction}` : ''}${suffix!.toUpperCase()}`;
  return meant !== text && !readSize(meant, base).fault ? meant : undefined;
}
