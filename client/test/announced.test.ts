import { describe, expect, it } from 'vitest';
import { afterAnnouncement, announcing, readAnnounced } from '../src/manager/elsewhere/announced.ts';
import { runProgram } from '../src/manager/process.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (array: Uint8Array) => new TextDecoder().decode(array);

async function run(words: readonly string[], options: Parameters<typeof announcing>[1] = {}) {
  const ran = await runProgram(announcing(words, options));
  if (ran.kind !== 'ok') throw new Error(ran.kind);
  return ran.value;
}

describe('a program that is announced', () => {
  it('is told from what came before, on both streams, with its process id', async () => {
    const ran = await run(['sh', '-c', 'echo out $$; echo err >&2; exit 3']);
    const out = readAnnounced(new Uint8Array([...bytes('Welcome!\n'), ...ran.stdout]));
    expect(ran.code).toBe(3);
    expect(text(out.before)).toBe('Welcome!\n');
    expect(text(out.output)).toBe(`out ${out.pid}\n`);
    expect(text(readAnnounced(bytes(ran.stderr)).output)).toBe('err\n');
  });

  it('gets its arguments, variables and folder as they are', async () => {
    const odd = 'a \'b" $(id) \\ ; \n é';
    const ran = await run(['sh', '-c', 'printf "%s|" "$@"; printf "%s|" "$X"; pwd', 'sh', odd, '--', '-n', ''], {
      cwd: '/usr',
      env: { X: odd },
    });
    expect(text(readAnnounced(ran.stdout).output)).toBe(`${odd}|--|-n||${odd}|/usr\n`);
  });

  it('is missing where it is not there', async () => {
    expect(readAnnounced((await run(['no-such-program'])).stdout)).toMatchObject({ pid: undefined, missing: true });
    expect(readAnnounced(bytes('sudo: a password is required\n'))).toMatchObject({ pid: undefined, missing: false });
  });

  it('comes in chunks that are cut anywhere', () => {
    const whole = bytes('motd\nsystemd-units:42\nline 1\nline 2\n');
    for (let size = 1; size < whole.length; size++) {
      let got = '';
      const take = afterAnnouncement((chunk) => {
        got += text(chunk);
      });
      for (let at = 0; at < whole.length; at += size) take(whole.subarray(at, at + size));
      expect(got).toBe('line 1\nline 2\n');
    }
  });
});
