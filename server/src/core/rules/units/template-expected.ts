import { itemPlace, unitPlace } from '../../findings/places.ts';
import type { WorkspaceRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { withType } from '../../values/unit-name.ts';
import { loadUnit, setting } from '../../workspace/effective-unit.ts';
import { findPath } from '../../workspace/load-path.ts';
import { accepts, templateFor } from '../../workspace/sockets.ts';

/** The other half of accept-without-template, for those who have the service open. */
export const rule: WorkspaceRule = {
  code: 'template-expected',
  effect: 'fail',
  severity: 'warning',
  scope: 'workspace',
  types: ['service'],
  *check(service, snapshot) {
    const near = service.fragment?.path;
    if (!near || service.name.instance !== undefined) return;
    const socket = loadUnit(snapshot, withType(service.name, 'socket'), near);
    const accept = socket && setting(socket, 'Socket', 'Accept');
    if (!accept || socket.masked || !accepts(socket)) return;
    const template = templateFor(socket.name);
    const place = unitPlace(service, 'Service');
    if (!place || findPath(snapshot, template, near) !== undefined) return;
    const { file, range } = itemPlace(accept);
    yield {
      ...place,
      message: say`${socket.name.full} has Accept=yes and starts ${template}, never ${service.name.full}. Its connections fail. Rename this file to ${template} and add StandardInput=socket, or set Accept=no in the socket.`,
      related: [{ file: file.path, range, message: say`Accept=yes is set here.` }],
    };
  },
};
