/**
 * Whether a text may be given to ssh as the name of a host: `web1`, `admin@web1.example.org`, `ssh://admin@web1:2222`.
 *
 * Names come from settings of a workspace. ssh would take one that begins with a dash for an option, and puts it into the
 * ProxyCommand= of the person's configuration, which a shell runs; hence no character that means something there.
 */
export function isHost(text: string): boolean {
  return text.length < 256 && HOST.test(text);
}

const HOST =
  /^(?:ssh:\/\/)?(?:[A-Za-z0-9_][A-Za-z0-9_.+-]*@)?(?:[A-Za-z0-9_][A-Za-z0-9_.:-]*|\[[0-9A-Fa-f:.]+\](?::\d+)?)$/;
