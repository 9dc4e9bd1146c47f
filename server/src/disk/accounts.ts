/** The fields of a line of passwd(5) or group(5) behind the name and the password. */
export type Account = readonly string[];

/** Reads a file in the form of passwd(5) or group(5), by name. */
export function accounts(text: string): ReadonlyMap<string, Account> {
  const found = new Map<string, Account>();
  for (const line of text.split('\n')) {
    const [name, password, ...fields] = line.split(':');
    if (name && password !== undefined && !found.has(name)) found.set(name, fields);
  }
  return found;
}
