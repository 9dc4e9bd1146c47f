import { type Message, say } from '../core/text/message.ts';
import { LARGEST_FILE, type Unread } from '../disk/disk.ts';

/** Why a file is left out, in a sentence. */
export const UNREAD: Readonly<Record<Unread, Message>> = {
  unreadable: say`the file cannot be read.`,
  'not-regular': say`this is not a regular file. systemd reads units from regular files only.`,
  'too-large': say`the file is larger than ${LARGEST_FILE / 1024 / 1024} MiB, the most that is checked.`,
};
