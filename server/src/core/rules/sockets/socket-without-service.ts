import type { Fix } from '../../diagnostic.ts';
import { assign, editFix } from '../../findings/edits.ts';
import { listeningService, unitFolder } from '../../findings/new-units.ts';
import { unitPlace, valuePlace } from '../../findings/places.ts';
import type { WorkspaceRule } from '../../findings/rule.ts';
import { languagesFor, type Part } from '../../new-units/languages.ts';
import { newProgram } from '../../new-units/program.ts';
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

/** The service alone, and with a program in each of the languages that have one for the socket. */
function creations(socket: EffectiveUnit, file: UnitFile, service: string): Fix[] {
  const folder = unitFolder(file);
  const name = parseUnitName(service);
  if (!name) return [];
  const unit = `${folder}/${name.instance === undefined ? service : templateOf(name)}`;
  const command = { command: `/usr/local/bin/${name.prefix}`, build: undefined };
  const alone: Fix = {
    title: say`Create ${service}`,
    safety: 'unsafe',
    changes: [{ kind: 'create', file: unit, text: listeningService(socket, command) }],
    open: unit,
  };
  const part = partFor(socket);
  const languages = part === undefined ? [] : languagesFor(part);
  const withPrograms = languages.flatMap((language): Fix[] => {
    const program = newProgram(language, part!, folder, `${name.prefix}-server`);
    if (!program) return [];
    const { path, text, executable } = program.source;
    return [
      {
        title: say`Create ${service} and a small server in ${language.title}`,
        safety: 'unsafe',
        changes: [
          { kind: 'create', file: path, text, executable },
          { kind: 'create', file: unit, text: listeningService(socket, program) },
        ],
        open: unit,
      },
    ];
  });
  return [alone, ...withPrograms];
}

/** What a program for the only listener of a socket does; undefined for several listeners, and for kinds that there is no program for. */
function partFor(socket: EffectiveUnit): Part | undefined {
  const [only, ...more] = listeners(socket);
  if (!only || more.length > 0) return undefined;
  return only.entry.directive.key === 'ListenStream' ? 'server' : undefined;
}
