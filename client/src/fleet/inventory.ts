/** The machines of an inventory, from what `ansible-inventory --list` prints; undefined where that is something else. */
export function hostsIn(json: string): readonly string[] | undefined {
  let told: unknown;
  try {
    told = JSON.parse(json);
  } catch {
    return undefined;
  }
  if (typeof told !== 'object' || told === null) return undefined;
  const hosts = new Set<string>();
  for (const [name, group] of Object.entries(told)) {
    if (name === '_meta' || typeof group !== 'object' || group === null || !('hosts' in group)) continue;
    for (const host of Array.isArray(group.hosts) ? group.hosts : []) if (typeof host === 'string') hosts.add(host);
  }
  return [...hosts];
}

/** Whether a machine can be named in a limit: there, other characters make a pattern of a name. */
export function canBeLimitedTo(host: string): boolean {
  return /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/.test(host);
}
