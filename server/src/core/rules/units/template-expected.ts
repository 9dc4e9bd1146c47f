import { editFix, renameFix, setValue } from '../../findings/edits.ts';
import { itemPlace, unitPlace } from '../../findings/places.ts';
import type { WorkspaceRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { withType } from '../../values/unit-name.ts';
import { setting } from '../../workspace/effective-unit.ts';
import { accepts, templateFor } from '../../workspace/sockets.ts';

/** The other half of accept-without-template, for those who have the service open: the failure itself is told once, at the socket. */
export const rule: WorkspaceRule = {
  code: 'template-expected',
  effect: 'advice',
  severity: 'warning',
  scope: 'workspace',
  types: ['service'],
  *check(service, _snapshot, others) {
    const near = service.fragment?.path;
    if (!near || service.name.instance !== undefined) return;
    const socket = others.load(withType(service.name, 'socket'), near);
    const accept = socket && setting(socket, 'Socket', 'Accept');
    if (!accept || socket.masked || !accepts(socket)) return;
    const template = templateFor(socket.name);
    const place = unitPlace(service, 'Service');
    if (!place || !others.isMissing(template, near)) return;
    const { file, range } = itemPlace(accept);
    yield {
      ...place,
      message: say`${socket.name.full} has Accept=yes and starts ${template}, never ${service.name.full}. Its connections fail. Rename this file to ${template} and add StandardInput=socket, or set Accept=no in the socket.`,
      fixes: [
        ...renameFix(say`Rename the file to ${template}`, service, template),
        editFix(say`Set Accept=no in ${socket.name.full}`, 'unsafe', file, setValue(accept, 'no')),
      ],
      related: [{ file: file.path, range, message: say`Accept=yes is set here.` }],
    };
  },
};
