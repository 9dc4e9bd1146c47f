import { valuePlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { addressesOf, deviceOf } from '../../workspace/addresses.ts';

/** The kernel does not bind to a link-local address without knowing the link (net/ipv6, inet6_bind: EINVAL). */
export const rule: UnitRule = {
  code: 'link-local-without-interface',
  effect: 'fail',
  scope: 'unit',
  types: ['socket'],
  *check(socket) {
    for (const listening of addressesOf(socket)) {
      const { item, address } = listening;
      if (address.family !== 'inet' || !LINK_LOCAL.test(address.host) || deviceOf(listening) !== undefined) continue;
      yield {
        ...valuePlace(item),
        message: say`${item.text} is a link-local address without an interface. The socket fails with "Invalid argument". Write the interface behind it, as in ${item.text}%%eth0, or set BindToDevice=.`,
      };
    }
  },
};

/** fe80::/10, and multicast on one interface or link, such as ff02::1. Addresses with an interface have it behind `%`. */
const LINK_LOCAL = /^(?:fe[89ab][0-9a-f]|ff[0-9a-f][12]):[^%]*$/;
