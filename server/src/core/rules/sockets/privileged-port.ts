import { valuePlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { addressesOf } from '../../workspace/addresses.ts';

/** The kernel lets only privileged processes bind ports below net.ipv4.ip_unprivileged_port_start, 1024 unless changed. */
export const rule: UnitRule = {
  code: 'privileged-port',
  effect: 'fail',
  scope: 'unit',
  types: ['socket'],
  *check(socket) {
    if (socket.manager !== 'user') return;
    for (const { item, address } of addressesOf(socket)) {
      if (address.family !== 'inet' || address.port >= UNPRIVILEGED) continue;
      yield {
        ...valuePlace(item),
        message: say`Port ${address.port} is below 1024, which a user manager may not listen on. Starting the socket fails with "Permission denied". Choose a port from 1024 on, or use the system manager.`,
      };
    }
  },
};

const UNPRIVILEGED = 1024;
