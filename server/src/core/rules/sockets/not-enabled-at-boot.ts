import { addToSection, editFix } from '../../findings/edits.ts';
import { unitPlace } from '../../findings/places.ts';
import type { WorkspaceRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { analysisOf } from '../../workspace/analyse.ts';
import { itemsOfKeys } from '../../workspace/effective-unit.ts';
import { key } from '../../workspace/memory.ts';
import type { Mention } from '../../workspace/mentions.ts';
import { isOfDistribution } from '../../workspace/neighbours.ts';
import { cachedAt, type Snapshot } from '../../workspace/snapshot.ts';
import { listeners } from '../../workspace/sockets.ts';
import { writtenValues } from '../../workspace/written-values.ts';

/** A socket that nothing pulls in listens only when somebody starts it by hand. */
export const rule: WorkspaceRule = {
  code: 'not-enabled-at-boot',
  effect: 'advice',
  severity: 'hint',
  scope: 'workspace',
  types: ['socket'],
  *check(socket, snapshot) {
    const file = socket.fragment;
    if (!file || socket.name.instance !== undefined || listeners(socket).length === 0) return;
    // The distribution pulls its own units in by links, which are not seen here.
    if (isOfDistribution(file.path) || file.link !== undefined) return;
    if (itemsOfKeys(socket, 'Install', INSTALL_KEYS).length > 0 || isPulledIn(snapshot, socket.name.full)) return;
    const place = unitPlace(socket, 'Socket');
    if (!place) return;
    yield {
      ...place,
      message: say`Nothing starts this socket at boot: no WantedBy= in [Install], and no unit here wants it. To start it at boot, add WantedBy=sockets.target and enable it.`,
      fixes: [
        editFix(
          say`Add WantedBy=sockets.target`,
          'unsafe',
          file,
          addToSection(file, 'Install', 'WantedBy=sockets.target'),
        ),
      ],
    };
  },
};

const INSTALL_KEYS = ['WantedBy', 'RequiredBy', 'UpheldBy', 'Alias'];

const PULLING = ['Wants', 'Requires', 'BindsTo', 'Upholds', 'Requisite', 'Also', 'Sockets'];

const writtenUnits = writtenValues(PULLING);

/** The sockets that a file may pull in. */
const PULLED_IN: Mention = {
  name: 'sockets that are pulled in',
  *words(file, settings) {
    if (!file.text.includes('.socket')) return;
    for (const value of writtenUnits(file, settings)) yield* value.split(SEPARATORS);
  },
};

const SEPARATORS = /[ \t\\"']+/;

const IS_PULLED_IN = key<boolean>('is pulled in', { small: true });
const NAMED = key<ReadonlySet<string>>('units that a file pulls in');

function isPulledIn(snapshot: Snapshot, name: string): boolean {
  return cachedAt(snapshot, IS_PULLED_IN, name, () =>
    snapshot.mentioning(PULLED_IN, name).some((path) => namedIn(snapshot, path).has(name)),
  );
}

/** The words of a file's lines that pull units in: made once, as a file can name thousands, each of which asks for itself. */
function namedIn(snapshot: Snapshot, path: string): ReadonlySet<string> {
  return cachedAt(snapshot, NAMED, path, () => {
    const file = snapshot.file(path);
    const entries = file ? analysisOf(file, snapshot.settings).entries : [];
    const pulling = entries.filter(({ directive }) => PULLING.includes(directive.key));
    return new Set(pulling.flatMap(({ node }) => node.value.split(SEPARATORS)));
  });
}
