import type { Fix } from '../../diagnostic.ts';
import { assign, editFix, setValue } from '../../findings/edits.ts';
import { connectionService, unitFolder } from '../../findings/new-units.ts';
import { itemPlace } from '../../findings/places.ts';
import type { WorkspaceRule } from '../../findings/rule.ts';
import { languagesFor } from '../../new-units/languages.ts';
import { newProgram } from '../../new-units/program.ts';
import { applyEdits } from '../../text/edit.ts';
import { say } from '../../text/message.ts';
import { withType } from '../../values/unit-name.ts';
import { type EffectiveUnit, setting } from '../../workspace/effective-unit.ts';
import { baseName } from '../../workspace/paths.ts';
import { accepts, templateFor } from '../../workspace/sockets.ts';
import type { UnitFile } from '../../workspace/unit-file.ts';

/** src/core/socket.c, socket_load_service_unit and socket_enter_running: the template is looked for when a connection comes. */
export const rule: WorkspaceRule = {
  code: 'accept-without-template',
  effect: 'fail',
  scope: 'workspace',
  types: ['socket'],
  needs: ['Accept'],
  *check(socket, _snapshot, others) {
    const accept = setting(socket, 'Socket', 'Accept');
    const near = socket.fragment?.path;
    if (!accept || !near || !accepts(socket)) return;
    const template = templateFor(socket.name);
    if (!others.isMissing(template, near)) return;
    const plain = others.load(withType({ ...socket.name, instance: undefined }, 'service'), near)?.fragment;
    const place = itemPlace(accept);
    const named = plain && baseName(plain.path);
    yield {
      ...place,
      message: named
        ? say`No template ${template}, only ${named}, which Accept=yes never starts. systemd listens, but resets the first connection and closes the port. Create the template from it, or set Accept=no to pass the socket to ${named}.`
        : say`No template ${template}, which Accept=yes starts for each connection. systemd listens, but resets the first connection and closes the port. Create it, or set Accept=no to pass the socket to one service.`,
      related: plain && named ? [{ ...relatedUnit(plain), message: say`${named} is not a template.` }] : [],
      fixes: [
        ...(plain ? [fromPlain(place.file, template, plain)] : []),
        ...creations(socket, place.file, template),
        editFix(say`Set Accept=no`, 'unsafe', accept.entry.file, setValue(accept, 'no')),
      ],
    };
  },
};

function relatedUnit(file: UnitFile) {
  const header = file.tree.sections.find((section) => section.header)?.header;
  return { file: file.path, range: header?.content ?? { from: 0, to: 0 } };
}

/** The template alone, and with a program in each of the languages. */
function creations(socket: EffectiveUnit, file: UnitFile, template: string): Fix[] {
  const folder = unitFolder(file);
  const unit = `${folder}/${template}`;
  const alone: Fix = {
    title: say`Create ${template}`,
    safety: 'unsafe',
    changes: [
      { kind: 'create', file: unit, text: connectionService(socket, { command: '/bin/cat', build: undefined }) },
    ],
    open: unit,
  };
  const withPrograms = languagesFor('handler').flatMap((language): Fix[] => {
    const program = newProgram(language, 'handler', folder, `${socket.name.prefix}-handler`);
    if (!program) return [];
    const { path, text, executable } = program.source;
    return [
      {
        title: say`Create ${template} and a handler in ${language.title}`,
        safety: 'unsafe',
        changes: [
          { kind: 'create', file: path, text, executable },
          { kind: 'create', file: unit, text: connectionService(socket, program) },
        ],
        open: unit,
      },
    ];
  });
  return [alone, ...withPrograms];
}

/** The plain service's text, made to serve one connection on its standard input. */
function fromPlain(beside: UnitFile, template: string, plain: UnitFile): Fix {
  const unit = `${unitFolder(beside)}/${template}`;
  const text = applyEdits(plain.text, [
    ...joined(
      assign(plain, 'Service', 'StandardInput', 'socket'),
      assign(plain, 'Service', 'StandardError', 'journal'),
    ),
    // The socket starts the instances; nothing is left to enable.
    ...plain.tree.sections
      .filter((section) => section.header && section.name === 'Install')
      .map((section) => ({ range: section.range, newText: '' })),
  ]);
  return {
    title: say`Create ${template} from ${baseName(plain.path)}`,
    safety: 'unsafe',
    changes: [{ kind: 'create', file: unit, text: `${text.trimEnd()}\n` }],
    open: unit,
  };
}

/** Two insertions at one place become one, so that their order is certain. */
function joined(a: ReturnType<typeof assign>, b: ReturnType<typeof assign>) {
  if (a.range.from !== b.range.from || a.range.to !== b.range.to) return [a, b];
  return [{ range: a.range, newText: a.newText + b.newText }];
}
