import type { Fix } from '../../diagnostic.ts';
import { assign, editFix } from '../../findings/edits.ts';
import { asArgument, LISTENING_SERVER, listeningService, unitFolder } from '../../findings/new-units.ts';
import { unitPlace, valuePlace } from '../../findings/places.ts';
import type { WorkspaceRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { parseUnitName, templateOf } from '../../values/unit-name.ts';
import { type EffectiveUnit, setting } from '../../workspace/effective-unit.ts';
import { accepts, listeners, serviceOf, templateFor } from '../../workspace/sockets.ts';
import type { UnitFile } from '../../workspace/unit-file.ts';

/** src/core/socket.c, socket_start: "Socket service … not loaded, refusing." */
export const rule: WorkspaceRule = {
  code: 'socket-without-service',
  effect: 'fail',
  scope: 'workspace',
  types: ['socket'],
  *check(socket, _snapshot, others) {
    const near = socket.fragment?.path;
    if (!near || accepts(socket) || listeners(socket).length === 0) return;
    const service = serviceOf(socket);
    if (!others.isMissing(service, near)) return;
    const named = setting(socket, 'Socket', 'Service');
    const place = named ? valuePlace(named) : unitPlace(socket, 'Socket');
    if (!place) return;
    const template = templateFor(socket.name);
    const onlyTemplate = !named && socket.name.instance === undefined && others.load(template, near) !== undefined;
    yield {
      ...place,
      message: onlyTemplate
        ? say`No service ${service}, only the template ${template}, which needs Accept=yes. systemd loads the socket, but refuses to start it. Add Accept=yes to start an instance for each connection, or create ${service}.`
        : say`No service ${service}, which this socket starts. systemd loads the socket, but refuses to start it. Create it, or name another service with Service=.`,
      fixes: [
        ...(onlyTemplate
          ? [editFix(say`Add Accept=yes`, 'unsafe', place.file, assign(place.file, 'Socket', 'Accept', 'yes'))]
          : []),
        ...creations(socket, place.file, service),
      ],
    };
  },
};

function creations(socket: EffectiveUnit, file: UnitFile, service: string): Fix[] {
  const folder = unitFolder(file);
  const name = parseUnitName(service);
  if (!name) return [];
  const unit = `${folder}/${name.instance === undefined ? service : templateOf(name)}`;
  const script = `${folder}/${name.prefix}-server.py`;
  const argument = asArgument(script);
  const fixes: Fix[] = [
    {
      title: say`Create ${service}`,
      safety: 'unsafe',
      changes: [{ kind: 'create', file: unit, text: listeningService(socket, `/usr/local/bin/${name.prefix}`) }],
      open: unit,
    },
  ];
  const streams = listeners(socket).every((item) => item.entry.directive.key === 'ListenStream');
  if (argument === undefined || !streams || listeners(socket).length !== 1) return fixes;
  fixes.push({
    title: say`Create ${service} and a small server in Python`,
    safety: 'unsafe',
    changes: [
      { kind: 'create', file: script, text: LISTENING_SERVER, executable: true },
      { kind: 'create', file: unit, text: listeningService(socket, `/usr/bin/python3 ${argument}`) },
    ],
    open: unit,
  });
  return fixes;
}
