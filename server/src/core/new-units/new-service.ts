import { type Series, say } from '../text/message.ts';
import { parseUnitName } from '../values/unit-name.ts';
import { LANGUAGES, type Language, type Part } from './languages.ts';
import { buildComment, type NewFile, newProgram } from './program.ts';
import { sandbox } from './sandbox.ts';
import { block, comment, description, section, unitText } from './unit-text.ts';

/** What a person wants of a new service that a socket starts. */
export interface NewService {
  /** Of the units, without their types. */
  readonly name: string;
  /** The folder for all files, absolute. */
  readonly folder: string;
  readonly manager: 'system' | 'user';
  /** Who the files belong to; undefined where that is not known. */
  readonly owner: string | undefined;
  readonly type: 'stream' | 'datagram';
  /** The value of `ListenStream=` or `ListenDatagram=`. */
  readonly address: string;
  readonly program: ProgramChoice;
}

export type ProgramChoice =
  /** A program in a language, for each connection (Accept=yes) or for the listening socket. */
  | { readonly kind: 'handler' | 'server'; readonly language: Language['id'] }
  /** A server that listens by itself, to which systemd-socket-proxyd hands the connections on. */
  | {
      readonly kind: 'proxy';
      /** Where it listens: `HOST:PORT`, or the path of a Unix socket. */
      readonly to: string;
      /** Its service, which is started for the first connection and stopped after the last; undefined where it runs anyway. */
      readonly backend: string | undefined;
    };

export interface NewFiles {
  /** The socket first, its service next. */
  readonly files: readonly NewFile[];
  /** The command that makes the program, where its language is compiled. */
  readonly build: readonly string[] | undefined;
}

/**
 * The files of a new service that a socket starts: the units, and the program.
 *
 * @returns undefined where there is no such program (datagrams are not accepted one by one, and a proxy takes connections only), or no
 *   unit could name a file of the folder.
 */
export function newService(wanted: NewService): NewFiles | undefined {
  if (!isWritable(wanted)) return undefined;
  return wanted.program.kind === 'proxy' ? proxied(wanted, wanted.program) : programmed(wanted, wanted.program);
}

/** Whether each text is one that a line of a unit can hold as it is. */
function isWritable({ name, address, owner, program }: NewService): boolean {
  if (name.includes('@') || parseUnitName(`${name}@.service`) === undefined) return false;
  if (owner !== undefined && !/^[A-Za-z_][\w.-]*$/.test(owner)) return false;
  if (program.kind !== 'proxy') return WORD.test(address);
  const { to, backend } = program;
  return WORD.test(address) && WORD.test(to) && (backend === undefined || parseUnitName(backend)?.type === 'service');
}

/** One word without quotes, escapes and variables. */
const WORD = /^[^\s"'\\$;#]+$/;

function programmed(
  wanted: NewService,
  { kind, language: id }: Exclude<ProgramChoice, { kind: 'proxy' }>,
): NewFiles | undefined {
  const { name, folder, type } = wanted;
  const language = LANGUAGES.find((one) => one.id === id);
  if (language === undefined || (kind === 'handler' && type === 'datagram')) return undefined;
  const part: Part = type === 'datagram' ? 'datagram' : kind;
  const program = newProgram(language, part, folder, `${name}-${kind}`);
  if (program === undefined) return undefined;
  const needs = {
    manager: wanted.manager,
    writesCode: language.compilesAtRunTime ?? false,
    network: false,
    account: isPrivate(folder) ? { name: wanted.owner } : undefined,
  };
  const service =
    kind === 'handler'
      ? unitText(
          section(
            'Unit',
            description(say`${name}, one connection`),
            comment(say`An instance that failed is not kept.`),
            'CollectMode=inactive-or-failed',
          ),
          section(
            'Service',
            ...buildComment(program),
            `ExecStart=${program.command}`,
            comment(
              say`The connection is standard input and output; what is written to standard error goes to the journal.`,
            ),
            'StandardInput=socket',
            'StandardError=journal',
            comment(say`A client that is silent does not keep the instance for longer.`),
            'RuntimeMaxSec=1min',
          ),
          sandboxed(needs),
        )
      : unitText(
          section('Unit', `Description=${name}`, `Requires=${name}.socket`, `After=${name}.socket`),
          section(
            'Service',
            comment(say`The socket is file descriptor 3, see sd_listen_fds(3).`),
            ...buildComment(program),
            `ExecStart=${program.command}`,
            comment(say`The program exits after this time without a client. The socket starts it again.`),
            'Environment=EXIT_IDLE_SECONDS=60',
          ),
          sandboxed(needs),
        );
  const source = { ...program.source, text: forAddress(program.source.text, wanted) };
  return {
    files: [
      socketFile(wanted, kind === 'handler'),
      { path: `${folder}/${name}${kind === 'handler' ? '@' : ''}.service`, text: service, executable: false },
      source,
    ],
    build: program.build,
  };
}

function proxied(wanted: NewService, { to, backend }: Extract<ProgramChoice, { kind: 'proxy' }>): NewFiles | undefined {
  const { name, folder, type } = wanted;
  if (type !== 'stream') return undefined;
  const needed = backend === undefined ? [] : [`Requires=${backend}`, `After=${backend}`];
  const service = unitText(
    section(
      'Unit',
      description(say`${name}, proxy to ${to.replaceAll('%', '%%')}`),
      `Requires=${name}.socket`,
      `After=${name}.socket`,
      ...needed,
    ),
    section(
      'Service',
      comment(say`The proxy exits after this time without a connection. The socket starts it again.`),
      `ExecStart=/usr/lib/systemd/systemd-socket-proxyd --exit-idle-time=5min ${to.replaceAll('%', '%%')}`,
    ),
    sandboxed({ manager: wanted.manager, writesCode: false, network: true, account: undefined }),
  );
  const files = [socketFile(wanted, false), { path: `${folder}/${name}.service`, text: service, executable: false }];
  if (backend !== undefined) {
    const text = unitText(
      section('Unit', comment(say`It ends with the proxy, which is all that needs it.`), 'StopWhenUnneeded=yes'),
    );
    files.push({ path: `${folder}/${backend}.d/stop-when-unneeded.conf`, text, executable: false });
  }
  return { files, build: undefined };
}

/** The sandbox as lines that go on with the section before. */
function sandboxed(needs: Parameters<typeof sandbox>[0]): Series {
  return block(comment(say`What the program does not need is taken from it.`), ...sandbox(needs));
}

function socketFile({ name, folder, type, address, manager }: NewService, accept: boolean): NewFile {
  const key = type === 'stream' ? 'ListenStream' : 'ListenDatagram';
  const text = unitText(
    section('Unit', description(say`Socket of ${name}`)),
    section(
      'Socket',
      `${key}=${address}`,
      ...(accept
        ? [
            comment(say`Each connection gets an instance of its own, at most 64 at a time.`),
            'Accept=yes',
            'MaxConnections=64',
          ]
        : []),
      // Anybody may connect to a Unix socket unless its mode says otherwise.
      ...(isFile(address)
        ? [comment(say`Only for the owner and the group:`), `SocketMode=${manager === 'system' ? '0660' : '0600'}`]
        : []),
    ),
    section('Install', 'WantedBy=sockets.target'),
  );
  return { path: `${folder}/${name}.socket`, text, executable: false };
}

function isFile(address: string): boolean {
  return /^(?:\/|%t\/)/.test(address);
}

/** Node.js wants to be told the family of a datagram socket; the others see it. */
function forAddress(text: string, { address }: NewService): string {
  const v4 = /^\d+\.\d+\.\d+\.\d+:/.test(address);
  return v4 ? text : text.replace("const FAMILY = 'udp4';", "const FAMILY = 'udp6';");
}

/** Folders that another account cannot reach into, or that PrivateTmp= hides. */
function isPrivate(folder: string): boolean {
  return /^\/(?:home|root|run\/user|tmp|var\/tmp)(?:\/|$)/.test(folder);
}
