import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { bigUnit } from '../bench/units.ts';
import { diagnose } from '../src/core/findings/run.ts';
import { createHost } from '../src/core/workspace/host.ts';

it('keeps nothing of the states of a file that are over', () => {
  const host = createHost();
  const text = bigUnit();
  const at = text.indexOf('ExecStart=') + 'ExecStart='.length;
  const type = (from: number, to: number): void => {
    for (let count = from; count < to; count++) {
      const now = `${text.slice(0, at)}/bin/x${count} with a long argument ${text.slice(at)}`;
      host.apply([{ path: '/w/x.service', layer: 'editor', text: now }]);
      diagnose(host.snapshot(), host.snapshot().file('/w/x.service')!);
    }
  };
  type(0, 5);
  const before = heapUsed();
  type(5, 65);
  // Were only the texts kept, it would be about 60 times the length of one.
  expect(heapUsed() - before).toBeLessThan(20 * text.length);
});

/** Bytes in use once all that can go has gone. */
function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}
