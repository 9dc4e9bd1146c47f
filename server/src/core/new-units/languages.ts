import cDatagram from './programs/datagram.c';
import goDatagram from './programs/datagram.go';
import nodeDatagram from './programs/datagram.mjs';
import pythonDatagram from './programs/datagram.py';
import rustDatagram from './programs/datagram.rs';
import cHandler from './programs/handler.c';
import goHandler from './programs/handler.go';
import nodeHandler from './programs/handler.mjs';
import pythonHandler from './programs/handler.py';
import rustHandler from './programs/handler.rs';
import shellHandler from './programs/handler.sh';
import cServer from './programs/server.c';
import goServer from './programs/server.go';
import nodeServer from './programs/server.mjs';
import pythonServer from './programs/server.py';
import rustServer from './programs/server.rs';

/**
 * What a program does with its socket. A `handler` serves one connection on standard input and output, a `server` accepts connections
 * from the listening socket that it is handed (sd_listen_fds), and a `datagram` program receives from it.
 */
export type Part = 'handler' | 'server' | 'datagram';

/** A language that programs behind sockets are written in, with one example for each part that it can play. */
export interface Language {
  readonly id: 'python' | 'node' | 'go' | 'rust' | 'c' | 'shell';
  /** Its own name, which is the same in every language. */
  readonly title: string;
  /** Of its source files, with the dot. */
  readonly suffix: string;
  /** The text of each program. The shell cannot take a descriptor that listens. */
  readonly programs: { readonly [P in Part]?: string };
  /** What runs a source file, or what makes a program of it. */
  readonly tool:
    | { readonly kind: 'interpreter'; readonly path: string }
    | { readonly kind: 'compiler'; readonly build: (source: string, program: string) => readonly string[] };
  /** Whether it makes machine code while it runs, which MemoryDenyWriteExecute= forbids. */
  readonly compilesAtRunTime?: true;
}

/** All languages, in the order in which they are offered. */
export const LANGUAGES: readonly Language[] = [
  {
    id: 'python',
    title: 'Python',
    suffix: '.py',
    programs: { handler: pythonHandler, server: pythonServer, datagram: pythonDatagram },
    tool: { kind: 'interpreter', path: '/usr/bin/python3' },
  },
  {
    id: 'node',
    title: 'Node.js',
    suffix: '.mjs',
    programs: { handler: nodeHandler, server: nodeServer, datagram: nodeDatagram },
    tool: { kind: 'interpreter', path: '/usr/bin/node' },
    compilesAtRunTime: true,
  },
  {
    id: 'go',
    title: 'Go',
    suffix: '.go',
    programs: { handler: goHandler, server: goServer, datagram: goDatagram },
    tool: { kind: 'compiler', build: (source, program) => ['go', 'build', '-o', program, source] },
  },
  {
    id: 'rust',
    title: 'Rust',
    suffix: '.rs',
    programs: { handler: rustHandler, server: rustServer, datagram: rustDatagram },
    tool: {
      kind: 'compiler',
      build: (source, program) => ['rustc', '--edition=2021', '-O', '-o', program, source],
    },
  },
  {
    id: 'c',
    title: 'C',
    suffix: '.c',
    programs: { handler: cHandler, server: cServer, datagram: cDatagram },
    tool: { kind: 'compiler', build: (source, program) => ['cc', '-O2', '-Wall', '-o', program, source] },
  },
  {
    id: 'shell',
    title: 'Shell',
    suffix: '.sh',
    programs: { handler: shellHandler },
    tool: { kind: 'interpreter', path: '/bin/sh' },
  },
];

/** The languages that have a program for a part. */
export function languagesFor(part: Part): readonly Language[] {
  return LANGUAGES.filter(({ programs }) => programs[part] !== undefined);
}
