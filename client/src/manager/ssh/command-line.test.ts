import { describe, expect, it } from 'vitest';
import { commandLine } from './command-line.ts';

describe('commandLine', () => {
  it('leaves plain words as they are and quotes others, so that a process list can be read', () => {
    expect(commandLine(['systemctl', '--user', 'restart', '--', 'foo@1.socket'])).toBe(
      'systemctl --user restart -- foo@1.socket',
    );
    expect(commandLine(['cat', '/srv/a b/$HOME; x'])).toBe("cat '/srv/a b/$HOME; x'");
    expect(commandLine(['printf', ''])).toBe("printf ''");
  });

  it('keeps from the log-in shell what shells do not agree on', () => {
    for (const word of ["it's", 'a\\b', 'wow!', 'two\nlines', 'é', '\u001b[0m']) {
      const [, code] = /^exec sh -c '[^'\\!\n]+' sh ([A-Za-z0-9+/=]+)$/.exec(commandLine(['cat', word])) ?? [];
      expect(Buffer.from(code ?? '', 'base64').toString()).toContain('cat');
    }
  });
});
