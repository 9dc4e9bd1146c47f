import type { Fix } from '../../diagnostic.ts';
import { assign, dropLine, editFix } from '../../findings/edits.ts';
import { relatedItem, valuePlace } from '../../findings/places.ts';
import type { WorkspaceRule } from '../../findings/rule.ts';
import { type Message, say, sentences } from '../../text/message.ts';
import { createAddressBook, rivalOf } from '../../workspace/address-book.ts';
import { addressesOf, clash, type Listening } from '../../workspace/addresses.ts';
import type { UnitFile } from '../../workspace/unit-file.ts';
import { compete } from './compete.ts';

/** Two listeners for one address: the kernel refuses the second one, or gives it what was meant for the first. */
export const rule: WorkspaceRule = {
  code: 'address-conflict',
  effect: 'fail',
  scope: 'workspace',
  types: ['socket'],
  *check(socket, snapshot, others) {
    const own = createAddressBook();
    const apart = settingApart();
    for (const mine of addressesOf(socket)) {
      const other =
        own.rival(mine, () => true) ??
        rivalOf(snapshot, mine, (one) => compete(one.socket, mine.socket), others.isUnderstood);
      own.add(mine);
      if (!other) continue;
      const fails = clash(other, mine) === 'fail';
      const both = fails ? takesIpv4Too(other, mine) : undefined;
      yield {
        ...valuePlace(mine.item),
        ...(!fails && { effect: 'advice', severity: 'warning' }),
        message: sentences(
          other.socket.name.full === socket.name.full
            ? say`This unit already listens on ${other.item.text}.`
            : say`${other.socket.name.full} also listens on ${other.item.text}.`,
          relation(other, mine),
          both
            ? say`The second socket to start fails with "Address already in use". Set BindIPv6Only=ipv6-only in ${both.socket.name.full}, so that ${both.item.text} leaves IPv4 alone.`
            : fails
              ? say`The second socket to start fails with "Address already in use". Choose another address.`
              : say`The socket that starts last takes over the address, and the other receives nothing more. Choose another address.`,
        ),
        related: [relatedItem(other.item, say`The other listener is here.`)],
        fixes: both ? onlyIpv6(both, mine, other, apart) : [],
      };
    }
  },
};

/** How the other's address includes this one, or is included; undefined where both are written alike. */
function relation(other: Listening, mine: Listening): Message | undefined {
  if (other.item.text === mine.item.text) return undefined;
  return covers(other, mine) ? say`That includes ${mine.item.text}.` : say`${mine.item.text} includes that.`;
}

function covers(wide: Listening, narrow: Listening): boolean {
  if (wide.address.family !== 'inet' || narrow.address.family !== 'inet') return true;
  return wide.address.both || (wide.address.host === '0.0.0.0' && !narrow.address.host.includes(':'));
}

/**
 * The listener on all IPv6 addresses that takes in IPv4 although it was most likely not meant to, as the other one is for all of IPv4 or
 * it names its address; undefined for others.
 */
function takesIpv4Too(a: Listening, b: Listening): Listening | undefined {
  const isIpv4 = ({ address }: Listening): boolean => address.family === 'inet' && !address.host.includes(':');
  const isBoth = ({ address }: Listening): boolean => address.family === 'inet' && address.both;
  const isMeantApart = (both: Listening, narrow: Listening): boolean =>
    isBoth(both) && isIpv4(narrow) && (isAllIpv4(narrow) || both.item.text.startsWith('['));
  if (isMeantApart(a, b)) return a;
  return isMeantApart(b, a) ? b : undefined;
}

function isAllIpv4({ address }: Listening): boolean {
  return address.family === 'inet' && address.host === '0.0.0.0';
}

/** One listener for each version of IP; or only the one for both, where one unit has the other as well and it is for all of IPv4. */
function onlyIpv6(both: Listening, mine: Listening, other: Listening, apart: (file: UnitFile) => Fix): Fix[] {
  const narrow = both === mine ? other : mine;
  const isSpare = mine.socket.name.full === other.socket.name.full && isAllIpv4(narrow);
  return [
    apart(both.item.entry.file),
    ...(isSpare
      ? [editFix(say`Remove ${narrow.item.text}`, 'unsafe', narrow.item.entry.file, dropLine(narrow.item))]
      : []),
  ];
}

/** The fix that keeps IPv6 apart in a file, made once for each: many lines of one file may want the same. */
function settingApart(): (file: UnitFile) => Fix {
  const fixes = new Map<UnitFile, Fix>();
  return (file) => {
    const setting = 'BindIPv6Only=ipv6-only';
    const edit = () => assign(file, 'Socket', 'BindIPv6Only', 'ipv6-only');
    const fix = fixes.get(file) ?? editFix(say`Set ${setting}`, 'unsafe', file, edit());
    fixes.set(file, fix);
    return fix;
  };
}
