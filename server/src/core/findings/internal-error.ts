import { type Message, say } from '../text/message.ts';

/** What people are told where judging a file failed by a fault of ours. The stack trace is for the log. */
export function internalError(error: unknown): Message {
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return say`This file could not be checked because of an internal error (${reason}). Other files are not affected. Please report it together with the file.`;
}
