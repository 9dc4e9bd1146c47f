/** Cuts what a program writes to its standard output into lines; a line may come in several chunks. */
export function lineReader(take: (line: string) => void): (chunk: Uint8Array, stream: 'stdout' | 'stderr') => void {
  const decoder = new TextDecoder();
  let rest = '';
  return (chunk, stream) => {
    if (stream !== 'stdout') return;
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) take(line);
  };
}
