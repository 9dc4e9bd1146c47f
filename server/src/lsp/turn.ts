/**
 * Lets what has already arrived be read before going on. Node has a function for that, and its message channels would load half of its
 * web machinery at first use; a worker has only those, which are quicker than a timer.
 */
export const turn: () => Promise<void> =
  typeof setImmediate === 'function' ? () => new Promise((resolve) => setImmediate(resolve)) : channelTurn;

function channelTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
