/**
 * Waits until messages that have already arrived are read. Node has setImmediate; its message channels would load many
 * modules at first use. A worker has only message channels, which are faster than a timer.
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
