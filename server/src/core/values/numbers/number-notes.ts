import { type Message, say } from '../../text/message.ts';
/** What a number means for a directive, in a sentence; undefined where there is nothing to add to the number itself. */
export function numberNote(key: string, number: number): Message | undefined {
  switch (key) {
    case 'Nice':
      if (number === 0) return say`The usual priority.`;
      return number < 0
        ? say`A higher priority than usual; -20 is the highest.`
        : say`A lower priority than usual; 19 is the lowest.`;
    case 'OOMScoreAdjust':
      if (number === -1000) return say`The kernel never kills these processes when memory runs out.`;
      if (number === 0)
        return say`Nothing is changed in the order in which the kernel kills processes when memory runs out.`;
      return number < 0
        ? say`The kernel is less likely to kill these processes when memory runs out; -1000 means never.`
        : say`The kernel is more likely to kill these processes when memory runs out; 1000 means first.`;
    case 'IOSchedulingPriority':
      return number === 4
        ? say`The usual priority within the class.`
        : say`0 is the highest priority within the class, 7 the lowest.`;
    case 'CPUSchedulingPriority':
      return number === 0
        ? say`The only priority of the policies other, batch and idle.`
        : say`1 is the lowest real-time priority, 99 the highest.`;
    case 'MaxConnections':
      return say`At most ${number} connections at a time; further ones are refused.`;
    case 'MaxConnectionsPerSource':
      return number === 0
        ? say`No limit for each source.`
        : say`At most ${number} connections at a time from one source.`;
    case 'FileDescriptorStoreMax':
      return number === 0
        ? say`The service cannot store file descriptors.`
        : say`The service may store up to ${number} file descriptors.`;
    default:
      return undefined;
  }
}
