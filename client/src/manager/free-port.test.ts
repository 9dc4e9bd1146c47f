import { expect, it } from 'vitest';
import { freePort, nextFree, portsIn } from './free-port.ts';
import { machineInMemory } from './targets/in-memory/target.ts';

// As ss of Debian 12 and 13 prints it.
const LISTED = `udp   UNCONN 0      0            0.0.0.0:68        0.0.0.0:*
tcp   LISTEN 0      4096       127.0.0.1:9000      0.0.0.0:*
tcp   LISTEN 0      128             [::]:9001         [::]:*
tcp   LISTEN 0      128                *:9003            *:*
`;

it('reads the ports that are taken', () => {
  expect([...portsIn(LISTED)].filter(Boolean)).toEqual([68, 9000, 9001, 9003]);
});

it.each([
  [9000, 9002],
  [9003, 9004],
  [80, 8080],
  [443, 8443],
  [32_767, 1024],
  [60_000, 1024],
])('after %i comes %i', (port, free) => {
  expect(nextFree(port, portsIn(LISTED))).toBe(free);
});

it('has none where all are taken, or where they cannot be listed', async () => {
  expect(nextFree(9000, new Set(Array.from({ length: 32_768 }, (_, port) => port)))).toBeUndefined();
  expect(await freePort(machineInMemory().target, 9000)).toBeUndefined();
  const machine = machineInMemory({ programs: { ss: () => ({ code: 0, stdout: LISTED }) } });
  expect(await freePort(machine.target, 9000)).toBe(9002);
});
