/** One line of a difference: ` ` in both, `-` in the old text only, `+` in the new one only. */
export type DifferenceLine = `${' ' | '-' | '+'}${string}`;

/** More than this on either side is not compared line by line: the work grows with the product. */
const MOST_LINES = 1000;

/** The difference of two texts by their longest common run of lines. */
export function lineDifference(before: string, after: string): readonly DifferenceLine[] {
  const [a, b] = [linesOf(before), linesOf(after)];
  if (a.length > MOST_LINES || b.length > MOST_LINES) return [...a.map(removed), ...b.map(added)];
  const common = commonLengths(a, b);
  const out: DifferenceLine[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      out.push(` ${a[i]}`);
      i++;
      j++;
    } else if ((common[i + 1]?.[j] ?? 0) >= (common[i]?.[j + 1] ?? 0)) out.push(removed(a[i++] ?? ''));
    else out.push(added(b[j++] ?? ''));
  }
  return [...out, ...a.slice(i).map(removed), ...b.slice(j).map(added)];
}

/** For each pair of places, how many lines the rests of both texts have in common. */
function commonLengths(a: readonly string[], b: readonly string[]): number[][] {
  const table = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      table[i]![j] = a[i] === b[j] ? table[i + 1]![j + 1]! + 1 : Math.max(table[i + 1]![j]!, table[i]![j + 1]!);
    }
  }
  return table;
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}

function removed(line: string): DifferenceLine {
  return `-${line}`;
}

function added(line: string): DifferenceLine {
  return `+${line}`;
}
