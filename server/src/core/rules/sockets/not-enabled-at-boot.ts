import { addToSection, editFix } from '../../findings/edits.ts';
import { unitPlace } from '../../findings/places.ts';
import type { WorkspaceRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { analysisOf } from '../../workspace/analyse.ts';
import { itemsOfKeys } from '../../workspace/effective-unit.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { listeners } from '../../workspace/sockets.ts';

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
    if (file.path.includes('/lib/systemd/') || file.link !== undefined) return;
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

const PULLING: ReadonlySet<string> = new Set([
  'Wants',
  'Requires',
  'BindsTo',
  'Upholds',
  'Requisite',
  'Also',
  'Sockets',
]);

function isPulledIn(snapshot: Snapshot, name: string): boolean {
  for (const file of snapshot.files()) {
    if (!file.text.includes(name)) continue;
    const { entries } = analysisOf(file, snapshot.settings);
    const wants = entries.some(
      ({ directive, node }) => PULLING.has(directive.key) && node.value.split(/[ \t\\"']+/).includes(name),
    );
    if (wants) return true;
  }
  return false;
}
