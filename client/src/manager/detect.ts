import { type Failure, outputText, type Unavailable } from './outcome.ts';
import { reasonOf } from './reason.ts';
import type { Target } from './target.ts';

/** Whether a target can be used, and if not, what is missing. */
export type Reach =
  | { readonly kind: 'reachable'; readonly version: string; readonly state: string }
  | { readonly kind: 'unreachable'; readonly reason: Unavailable; readonly detail: string };

/** Asks a target's manager for its version; for the dry run, whether its program is there. */
export async function detect(target: Target, platform: string = process.platform): Promise<Reach> {
  if (target.host === undefined && platform !== 'linux') return unreachable('not-linux', platform);
  if (target.kind === 'dry-run') return detectDryRun(target);
  const scope = target.manager === 'user' ? ['--user'] : [];
  const shown = await target.run(['systemctl', ...scope, 'show', '--property=Version,SystemState'], {
    timeout: 10_000,
  });
  if (shown.kind !== 'ok') return unreachable(...whyNot(shown));
  const { code, stderr } = shown.value;
  if (code !== 0) return unreachable(reasonOf(stderr) ?? 'other', stderr.trim());
  const properties = outputText(shown.value);
  return {
    kind: 'reachable',
    version: /^Version=(.*)$/m.exec(properties)?.[1] ?? '',
    state: /^SystemState=(.*)$/m.exec(properties)?.[1] ?? '',
  };
}

async function detectDryRun(target: Target): Promise<Reach> {
  const asked = await target.run(['systemd-socket-activate', '--version'], { timeout: 10_000 });
  if (asked.kind !== 'ok') return unreachable(...whyNot(asked));
  const version = /^systemd (\S+)/.exec(outputText(asked.value))?.[1];
  return { kind: 'reachable', version: version ?? '', state: '' };
}

function unreachable(reason: Unavailable, detail: string): Reach {
  return { kind: 'unreachable', reason, detail };
}

function whyNot(failure: Failure): [Unavailable, string] {
  switch (failure.kind) {
    case 'missing':
      return ['no-systemctl', failure.program];
    case 'unavailable':
      return [failure.reason, failure.detail];
    case 'timeout':
      return ['no-connection', failure.ran.stderr.trim()];
    case 'denied':
      return ['other', failure.detail];
    default:
      return ['other', ''];
  }
}
