import type { LineRule } from '../../findings/rule.ts';
import { isUtf8Clean } from '../../text/bytes.ts';
import { say, sentences } from '../../text/message.ts';

export const rule: LineRule = {
  code: 'unclean-text',
  effect: 'refuse',
  scope: 'line',
  *check({ file, analysis }) {
    const stop = analysis.stop;
    if (stop?.reason !== 'encoding') return;
    const { from, to } = stop.node.content;
    const loss =
      file.kind.kind === 'drop-in'
        ? say`systemd drops the rest of this drop-in.`
        : say`systemd refuses the whole unit.`;
    yield {
      file,
      range: firstUnclean(file.text, from, to),
      message: sentences(
        say`This line is not valid UTF-8 text.`,
        loss,
        say`Save the file as UTF-8, without characters that Unicode reserves.`,
      ),
    };
  },
};

function firstUnclean(text: string, from: number, to: number): { from: number; to: number } {
  for (let at = from; at < to; at++) {
    const width = text.codePointAt(at)! > 0xffff ? 2 : 1;
    if (!isUtf8Clean(text.slice(at, at + width))) return { from: at, to: at + width };
    at += width - 1;
  }
  return { from, to };
}
