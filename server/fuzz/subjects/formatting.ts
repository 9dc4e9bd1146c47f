import fc from 'fast-check';
import { format, formatTyped } from '../../src/core/features/format.ts';
import { parse } from '../../src/core/syntax/parse.ts';
import { applyEdits } from '../../src/core/text/edit.ts';
import { unitFile } from '../../src/core/workspace/unit-file.ts';
import { anyText, unitText } from '../inputs.ts';
import { ensure, subject } from '../subject.ts';

const PATH = '/w/a.service';

/** Formatting changes nothing that systemd reads, and nothing twice; while typing it does not go beyond a line. */
export const formatting = subject(
  'format',
  fc.tuple(fc.oneof(anyText, unitText('service')), fc.nat({ max: 20 })),
  ([some, at]) => {
    const text = `[Unit]\n${some}`;
    const file = unitFile(PATH, text);
    if (!file) return;
    const once = applyEdits(text, format(file));
    ensure(
      JSON.stringify(read(once)) === JSON.stringify(read(text)),
      `something else is read of ${JSON.stringify(once)}`,
    );
    const again = unitFile(PATH, once);
    ensure(again !== undefined && format(again).length === 0, `formatted twice: ${JSON.stringify(once)}`);
    const from = text.split('\n', at).join('\n').length + 1;
    const end = text.indexOf('\n', from);
    const line = { from, to: end < 0 ? text.length : end };
    for (const { range, newText } of from < text.length ? formatTyped(file, line) : []) {
      ensure(range.from >= line.from && range.to <= line.to && newText === '', 'an edit beyond the line');
    }
  },
);

function read(text: string): unknown[] {
  return parse(text).nodes.flatMap((node) => {
    if (node.kind === 'header') return [node.name, node.closed];
    if (node.kind === 'assignment') return [node.key, node.value];
    return node.kind === 'stray' ? [node.line.text] : [];
  });
}
