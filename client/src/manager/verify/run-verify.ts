import type { ManagerKind } from '../../../../server/src/protocol/plan.ts';
import { type Outcome, ok, outputText, type Ran } from '../outcome.ts';
import { analyzeVerify, canBeVerified } from '../systemctl.ts';
import type { Target } from '../target.ts';
import { inPrivateFolder } from './private-folder.ts';
import { type Remark, readRemarks } from './read-remarks.ts';

/** What is to be checked, and what systemd needs to know for it. Files are paths of this machine. */
export interface VerifyRequest {
  readonly unit: string;
  readonly fragment: string;
  readonly manager: ManagerKind;
  /** Folders with other units of the workspace. */
  readonly folders: readonly string[];
  /** Where all other units are; undefined for the load path of the machine. */
  readonly unitPath: readonly string[] | undefined;
  /** Where the user's manager would have its sockets: a check on its behalf wants such a folder too. */
  readonly runtimeDirectory: string;
  /** Milliseconds that the check may take; a minute where it is left out. */
  readonly timeLimit?: number;
}

export interface Verified {
  readonly remarks: readonly Remark[];
  /** The version of the systemd that made them; undefined where it does not tell. */
  readonly version: number | undefined;
  readonly argv: readonly string[];
}

/** Has this machine's systemd check a unit as it is on disk, with its drop-ins. Nothing is started or loaded. */
export async function runVerify(
  run: Target['run'],
  request: VerifyRequest,
  signal?: AbortSignal,
): Promise<Outcome<Verified>> {
  const asked = await run(['systemd-analyze', '--version'], { timeout: 10_000, signal });
  if (asked.kind !== 'ok') return asked;
  const first = await ask(run, request, signal);
  const again = first.kind === 'exit' && request.manager === 'user';
  // Without a log-in session there is no folder for a user's manager, and for a check any empty one will do.
  const ran = again
    ? await inPrivateFolder(run, {}, (folder) => ask(run, { ...request, runtimeDirectory: folder }, signal))
    : first;
  if (ran.kind !== 'ok') return ran;
  const remarks = readRemarks(ran.value.stderr).map((remark) => atItsPlace(remark, request));
  const version = /^systemd (\d+)/.exec(outputText(asked.value))?.[1];
  return ok({ remarks, version: version === undefined ? undefined : Number(version), argv: ran.value.argv });
}

/** Whatever the exit status is, systemd-analyze has checked the unit, unless it says that it could not begin. */
async function ask(run: Target['run'], request: VerifyRequest, signal?: AbortSignal): Promise<Outcome<Ran>> {
  const argv = analyzeVerify(request, [fileArgument(request)]);
  const ran = await run(argv, { env: environment(request), timeout: request.timeLimit ?? 60_000, signal });
  if (ran.kind !== 'ok') return ran;
  const failed = readRemarks(ran.value.stderr).some(({ text }) => COULD_NOT_START.test(text));
  return failed ? { kind: 'exit', ran: ran.value } : ran;
}

/** What the messages begin with, and where units are looked for: their own folder comes first anyway, and the machine's after a last colon. */
export function environment(request: VerifyRequest): Record<string, string> {
  const { folders, unitPath, manager, runtimeDirectory } = request;
  const named = [...folders, ...(unitPath ?? [])].filter(canBeVerified);
  const path = unitPath === undefined ? [...named, ''] : named;
  return {
    SYSTEMD_LOG_TARGET: 'console-prefixed',
    SYSTEMD_LOG_LOCATION: '1',
    SYSTEMD_LOG_LEVEL: 'info',
    ...(path.join(':') !== '' && { SYSTEMD_UNIT_PATH: path.join(':') }),
    ...(manager === 'user' && { XDG_RUNTIME_DIR: runtimeDirectory }),
  };
}

/** A file that `systemctl edit` opened has another name than its unit; systemd checks a copy of it then. */
function fileArgument({ unit, fragment }: VerifyRequest): string {
  return isNamedAsItsUnit(fragment, unit) ? fragment : `${fragment}:${unit}`;
}

function isNamedAsItsUnit(fragment: string, unit: string): boolean {
  const name = fragment.slice(fragment.lastIndexOf('/') + 1);
  return name === unit || !name.startsWith('.#');
}

/** What is said about the copy is about the file. */
function atItsPlace(remark: Remark, { unit, fragment }: VerifyRequest): Remark {
  const isCopy = remark.path !== undefined && /^\/tmp\/systemd-analyze-[^/]+\//.test(remark.path);
  return isCopy && remark.path?.endsWith(`/${unit}`) && !isNamedAsItsUnit(fragment, unit)
    ? { ...remark, path: fragment }
    : remark;
}

/** Then nothing was checked. */
const COULD_NOT_START =
  /^(?:Failed to initialize manager|Failed to create directory |Couldn't process aliases|Failed to prepare filename|Failed to set unit load path)/;
