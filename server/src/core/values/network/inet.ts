/** Whether a text is an IPv4 address in the one form that the C library's inet_pton takes: four decimal numbers, no leading zeros. */
export function isIPv4(text: string): boolean {
  return IPV4.test(text);
}

/** Whether a text is an IPv6 address as inet_pton takes it: `::` at most once, and an IPv4 address may stand at the end. */
export function isIPv6(text: string): boolean {
  const halves = text.split('::');
  if (halves.length > 2 || text === '') return false;
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')));
  const all = groups.flat();
  const last = all.at(-1);
  const endsInIPv4 = last !== undefined && groups.at(-1)!.length > 0 && isIPv4(last);
  const hex = endsInIPv4 ? all.slice(0, -1) : all;
  if (!hex.every((group) => GROUP.test(group))) return false;
  const count = hex.length + (endsInIPv4 ? 2 : 0);
  return halves.length === 2 ? count < 8 : count === 8;
}

const OCTET = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const IPV4 = new RegExp(`^${OCTET}(?:\\.${OCTET}){3}$`);
const GROUP = /^[0-9A-Fa-f]{1,4}$/;
