import { editFix } from '../../findings/edits.ts';
import { relatedItem, valuePlace } from '../../findings/places.ts';
import type { WorkspaceRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { isIpv4PortElsewhere } from '../../workspace/address-book.ts';
import { addressesOf, bindsIpv6Only } from '../../workspace/addresses.ts';

/** A number alone is a port on the IPv6 address `::` (src/shared/socket-netlink.c, socket_address_parse), which takes in IPv4 unless IPV6_V6ONLY is set. */
export const rule: WorkspaceRule = {
  code: 'port-without-ipv4',
  effect: 'advice',
  severity: 'warning',
  scope: 'workspace',
  types: ['socket'],
  needs: ['BindIPv6Only'],
  *check(socket, snapshot) {
    const only = bindsIpv6Only(socket);
    if (!only) return;
    const all = addressesOf(socket);
    const ipv4 = new Set(
      all.flatMap(({ address, type }) =>
        address.family === 'inet' && !address.host.includes(':') ? [`${type} ${address.port}`] : [],
      ),
    );
    for (const { item, address, type } of all) {
      if (address.family !== 'inet' || !/^\d+$/.test(item.text)) continue;
      const { port } = address;
      if (ipv4.has(`${type} ${port}`) || isIpv4PortElsewhere(snapshot, socket, port)) continue;
      const { file, node, directive } = item.entry;
      const line = `${directive.key}=0.0.0.0:${port}`;
      const end = node.content.to;
      yield {
        ...valuePlace(item),
        message: say`Port ${port} is open to IPv6 only, because BindIPv6Only=ipv6-only counts for a bare port too. IPv4 clients are refused. Add ${line}, or remove BindIPv6Only=.`,
        related: [relatedItem(only, say`This line leaves IPv4 out.`)],
        fixes: [editFix(say`Add ${line}`, 'unsafe', file, { range: { from: end, to: end }, newText: `\n${line}` })],
      };
    }
  },
};
