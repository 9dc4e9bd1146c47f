/** Work of known cost, for the test of the measure itself. */

export function linear(size: number): number {
  let total = 0;
  for (let i = 0; i < size; i++) total += i % 7 === 0 ? 2 : 1;
  return total;
}

export function logarithmic(size: number): number[] {
  return Array.from({ length: size }, (_, i) => (i * 7919) % size).sort((a, b) => a - b);
}

export function quadratic(size: number): number {
  let total = linear(size * 50);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) total += j;
  }
  return total;
}
