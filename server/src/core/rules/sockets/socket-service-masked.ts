import { itemPlace, unitPlace } from '../../findings/places.ts';
import type { WorkspaceRule } from '../../findings/rule.ts';
import { setting } from '../../workspace/effective-unit.ts';
import { findFragment } from '../../workspace/load-path.ts';
import { accepts, listeners, serviceOf } from '../../workspace/sockets.ts';

/** src/core/socket.c: socket_start wants its service loaded, socket_enter_running its template when a connection comes; a masked one is neither. */
export const rule: WorkspaceRule = {
  code: 'socket-service-masked',
  effect: 'fail',
  scope: 'workspace',
  types: ['socket'],
  *check(socket, snapshot) {
    const near = socket.fragment?.path;
    if (!near || listeners(socket).length === 0) return;
    const service = serviceOf(socket);
    const file = findFragment(snapshot, service, near);
    if (!file?.masked) return;
    const said = setting(socket, 'Socket', accepts(socket) ? 'Accept' : 'Service');
    const place = said ? itemPlace(said) : unitPlace(socket, 'Socket');
    if (!place) return;
    const how = file.text === '' && file.link === undefined ? 'its file is empty' : 'its file is a link to /dev/null';
    const outcome = accepts(socket)
      ? 'systemd listens all the same, but resets the first connection and then closes the port.'
      : 'systemd loads the socket, but refuses to start it.';
    yield {
      ...place,
      message: `This socket starts ${service}, which is masked: ${how}. ${outcome} Write the service, or run systemctl unmask ${service} where it is installed.`,
      related: [{ file: file.path, range: { from: 0, to: 0 }, message: `${service} is masked by this file.` }],
    };
  },
};
