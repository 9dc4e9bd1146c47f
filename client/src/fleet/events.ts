/** The events of a run of Ansible, as our callback writes them: one JSON object a line. */
export type FleetEvent =
  | { readonly event: 'task'; readonly task: string }
  | {
      readonly event: 'host';
      readonly host: string;
      readonly task: string;
      readonly status: HostStatus;
      readonly result: TaskResult;
    }
  | { readonly event: 'no-hosts' };

export type HostStatus = 'ok' | 'changed' | 'failed' | 'ignored' | 'unreachable' | 'skipped';

/** What a task reports; for a loop, the items have the same each. */
export interface TaskResult extends ItemResult {
  readonly items: readonly (ItemResult & { readonly label: string })[];
}

export interface ItemResult {
  readonly changed: boolean;
  readonly failed: boolean;
  readonly msg: string;
  readonly stdout: string;
  readonly stderr: string;
  readonly diff: readonly Difference[];
}

export interface Difference {
  readonly before: string;
  readonly after: string;
}

/** Reads one line; undefined for what is none of ours, as other callbacks may write as well. */
export function readEvent(line: string): FleetEvent | undefined {
  if (!line.startsWith('{')) return undefined;
  let told: Fields;
  try {
    told = JSON.parse(line) as Fields;
  } catch {
    return undefined;
  }
  const [event, task, host] = [text(told['event']), text(told['task']), text(told['host'])];
  if (event === 'no-hosts') return { event };
  if (event === 'task') return { event, task };
  const status = STATUSES.find((one) => one === told['status']);
  if (event !== 'host' || host === '' || status === undefined) return undefined;
  const result = fields(told['result']);
  const items = list(result['items']).map((item) => ({
    ...itemFrom(fields(item)),
    label: text(fields(item)['label']),
  }));
  return { event, host, task, status, result: { ...itemFrom(result), items } };
}

type Fields = Readonly<Record<string, unknown>>;

const STATUSES: readonly HostStatus[] = ['ok', 'changed', 'failed', 'ignored', 'unreachable', 'skipped'];

function itemFrom(told: Fields): ItemResult {
  return {
    changed: told['changed'] === true,
    failed: told['failed'] === true,
    msg: text(told['msg']),
    // A module that could not even be started has what was said in other fields.
    stdout: text(told['stdout']) || text(told['module_stdout']),
    stderr: text(told['stderr']) || text(told['module_stderr']),
    diff: list(told['diff']).map((part) => ({
      before: text(fields(part)['before']),
      after: text(fields(part)['after']),
    })),
  };
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value);
}
