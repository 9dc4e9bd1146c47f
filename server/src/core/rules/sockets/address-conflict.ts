import { itemPlace, valuePlace } from '../../findings/places.ts';
import type { WorkspaceRule } from '../../findings/rule.ts';
import { type Message, say, sentences } from '../../text/message.ts';
import { createAddressBook, rivalOf } from '../../workspace/address-book.ts';
import { addressesOf, clash, type Listening } from '../../workspace/addresses.ts';
import { items } from '../../workspace/effective-unit.ts';

/** Two listeners for one address: the kernel refuses the second one, or gives it what was meant for the first. */
export const rule: WorkspaceRule = {
  code: 'address-conflict',
  effect: 'fail',
  scope: 'workspace',
  types: ['socket'],
  *check(socket, snapshot) {
    const own = createAddressBook();
    for (const mine of addressesOf(socket)) {
      const other = own.rival(mine, () => true) ?? rivalOf(snapshot, mine, (one) => compete(one, mine));
      own.add(mine);
      if (!other) continue;
      const { file, range } = itemPlace(other.item);
      const fails = clash(other, mine) === 'fail';
      yield {
        ...valuePlace(mine.item),
        ...(!fails && { effect: 'advice', severity: 'warning' }),
        message: sentences(
          other.socket.name.full === socket.name.full
            ? say`This unit already listens on ${other.item.text}.`
            : say`${other.socket.name.full} also listens on ${other.item.text}.`,
          relation(other, mine),
          fails
            ? say`The second socket to start fails with "Address already in use". Choose another address.`
            : say`The socket that starts last takes over the address, and the other receives nothing more. Choose another address.`,
        ),
        related: [{ file: file.path, range, message: say`The other listener is here.` }],
      };
    }
  },
};

/** Whether two sockets of a machine may be meant to run at the same time. */
function compete(a: Listening, b: Listening): boolean {
  const [left, right] = [a.socket, b.socket];
  if (left.name.full === right.name.full) return false;
  const conflicts = (x: typeof left, y: typeof left): boolean =>
    items(x, 'Unit', 'Conflicts').some((item) => item.text === y.name.full);
  return !conflicts(left, right) && !conflicts(right, left);
}

/** How the other's address includes this one, or is included; undefined where both are written alike. */
function relation(other: Listening, mine: Listening): Message | undefined {
  if (other.item.text === mine.item.text) return undefined;
  return covers(other, mine) ? say`That includes ${mine.item.text}.` : say`${mine.item.text} includes that.`;
}

function covers(wide: Listening, narrow: Listening): boolean {
  if (wide.address.family !== 'inet' || narrow.address.family !== 'inet') return true;
  return wide.address.both || (wide.address.host === '0.0.0.0' && !narrow.address.host.includes(':'));
}
