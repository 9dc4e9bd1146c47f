/** The architecture of a machine in systemd's words (src/basic/architecture.c), from Node's word for it; undefined for one that is not among them. */
export function architectureNamed(node: string): string | undefined {
  return NAMES.get(node);
}

const NAMES: ReadonlyMap<string, string> = new Map([
  ['x64', 'x86-64'],
  ['ia32', 'x86'],
  ['arm64', 'arm64'],
  ['arm', 'arm'],
  ['s390x', 's390x'],
  ['riscv64', 'riscv64'],
  ['loong64', 'loongarch64'],
]);
