import type { Uri } from './lsp.ts';
import type { ManagerKind } from './plan.ts';

/** What a person wants of a new service that a socket starts. */
export interface NewService {
  /** Of the units, without their types. */
  readonly name: string;
  /** Where all files go. */
  readonly folder: Uri;
  readonly manager: ManagerKind;
  /** The account that the files belong to, where it is known. */
  readonly owner?: string | undefined;
  readonly type: 'stream' | 'datagram';
  /** The value of `ListenStream=` or `ListenDatagram=`. */
  readonly address: string;
  readonly program: ProgramChoice;
}

export type ProgramChoice =
  /** A program for each connection (Accept=yes), or for the listening socket. */
  | { readonly kind: 'handler' | 'server'; readonly language: ProgramLanguage }
  /** systemd-socket-proxyd, before a server that listens at `HOST:PORT` or a path. Its service is the backend. */
  | { readonly kind: 'proxy'; readonly to: string; readonly backend?: string | undefined };

/** The languages that there are programs in, with what only some can do: take a socket that listens. */
export const PROGRAM_LANGUAGES = [
  { id: 'python', title: 'Python', suffix: '.py', listens: true },
  { id: 'node', title: 'Node.js', suffix: '.mjs', listens: true },
  { id: 'go', title: 'Go', suffix: '.go', listens: true },
  { id: 'rust', title: 'Rust', suffix: '.rs', listens: true },
  { id: 'c', title: 'C', suffix: '.c', listens: true },
  { id: 'shell', title: 'Shell', suffix: '.sh', listens: false },
] as const;

export type ProgramLanguage = (typeof PROGRAM_LANGUAGES)[number]['id'];

/** Files to make, and the command that makes the program of its source where the language is compiled. */
export interface NewFiles {
  /** The socket first, its service next. */
  readonly files: readonly NewFile[];
  readonly build: readonly string[] | null;
}

export interface NewFile {
  readonly uri: Uri;
  readonly text: string;
}

/** What an entry of inetd or xinetd became, by its service, type and protocol; or a sentence why it cannot become anything. */
export type ConvertedEntry = { readonly title: string } & (
  | { readonly kind: 'units'; readonly files: readonly NewFile[] }
  | { readonly kind: 'not'; readonly because: string }
);
