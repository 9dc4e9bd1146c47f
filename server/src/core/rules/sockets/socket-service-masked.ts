import { itemPlace, unitPlace } from '../../findings/places.ts';
import type { WorkspaceRule } from '../../findings/rule.ts';
import { say, sentences } from '../../text/message.ts';
import { setting } from '../../workspace/effective-unit.ts';
import { findFragment } from '../../workspace/load-path.ts';
import { accepts, listeners, serviceOf } from '../../workspace/sockets.ts';

/**
 * src/core/socket.c: socket_start wants its service loaded, socket_enter_running its template when a connection comes; a masked
 * one is neither.
 */
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
    yield {
      ...place,
      message: sentences(
        file.text === '' && file.link === undefined
          ? say`${service}, which this socket starts, is masked: its file is empty.`
          : say`${service}, which this socket starts, is masked: its file is a link to /dev/null.`,
        accepts(socket)
          ? say`systemd listens, but resets the first connection and closes the port.`
          : say`systemd loads the socket, but refuses to start it.`,
        say`Write the service, or run systemctl unmask ${service} where it is installed.`,
      ),
      related: [{ file: file.path, range: { from: 0, to: 0 }, message: say`${service} is masked by this file.` }],
    };
  },
};
