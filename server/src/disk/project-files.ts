import { PROJECT_FILE, readProjectFile } from '../core/findings/project-file.ts';
import { type Message, say, sentences } from '../core/text/message.ts';
import { folderOf, join } from '../core/workspace/paths.ts';
import { mergedPolicy, type Policy, type PolicyPart } from '../core/workspace/policy.ts';
import type { Disk } from './disk.ts';

/** What a person has chosen, which overrides the project files, and where to read these. */
export interface PolicySources {
  readonly disk: Disk | undefined;
  readonly chosen: PolicyPart;
  /** Takes what is wrong with a project file, once for each file. */
  readonly tell: (path: string, problem: Message) => void;
}

/**
 * Makes the function that gives the policy of a file: project files of its folder and of those around it, up to one that says it is the
 * root, as `.editorconfig` is looked up. Each folder is looked at once: after a change of a project file, make a new one.
 */
export function policiesFrom({ disk, chosen, tell }: PolicySources): (path: string) => Policy | undefined {
  const known = new Map<string, Folder>([['', nowhere(chosen)]]);
  const ofFolder = (folder: string): Folder => {
    const unknown: string[] = [];
    let at = folder;
    while (!known.has(at)) {
      unknown.push(at);
      at = folderOf(at);
    }
    let around = known.get(at)!;
    for (const one of unknown.reverse()) {
      around = within(around, one);
      known.set(one, around);
    }
    return around;
  };
  const within = (around: Folder, folder: string): Folder => {
    const file = disk && readIn(disk, folder, tell);
    if (!file) return around;
    const parts = [...(file.isRoot ? [] : around.parts), file.policy];
    return { parts, policy: mergedPolicy([...parts, chosen]) };
  };
  const elsewhere = nowhere(chosen).policy;
  return (path) => (path.startsWith('/') || /^[a-z]:\//i.test(path) ? ofFolder(folderOf(path)).policy : elsewhere);
}

/** What counts in a folder: the policies of the project files around it, the outermost first, and what they and the person's choice come to. */
interface Folder {
  readonly parts: readonly PolicyPart[];
  readonly policy: Policy | undefined;
}

function nowhere(chosen: PolicyPart): Folder {
  return { parts: [], policy: mergedPolicy([chosen]) };
}

function readIn(
  disk: Disk,
  folder: string,
  tell: PolicySources['tell'],
): ReturnType<typeof readProjectFile> | undefined {
  const path = join(folder, PROJECT_FILE);
  const bytes = disk.read(path);
  if (bytes === 'unreadable') return undefined;
  if (typeof bytes === 'string' || bytes.length > LARGEST) {
    tell(path, say`It is not read: it is no regular file of ${LARGEST / 1024} KiB at most.`);
    return undefined;
  }
  const file = readProjectFile(new TextDecoder().decode(bytes));
  if (file.problems.length > 0) tell(path, sentences(...file.problems));
  return file;
}

/** Some thousand times what all codes take. */
const LARGEST = 1024 * 1024;
