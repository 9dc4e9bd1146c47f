import { describe, expect, it } from 'vitest';
import { diagnose } from '../findings/run.ts';
import { sceneOf } from '../testing/scene.ts';
import { applyEdits } from '../text/edit.ts';
import { english } from '../text/message.ts';
import { conversionAt } from './convert-service.ts';

/** What is offered at the mark: the title, the texts of the files, and what is found in them. */
function converted(text: string, others: Readonly<Record<string, string>> = {}, path = '/w/app.service') {
  const { snapshot, file, marks } = sceneOf(path, text, others);
  const fix = conversionAt(snapshot, file, { from: marks[0]!, to: marks[0]! });
  if (!fix) return undefined;
  const [created, edited] = fix.changes;
  if (created?.kind !== 'create' || edited?.kind !== 'edit') throw new Error('a file and an edit');
  const edits = edited.edits.map(({ range, newText }) => ({ range, newText: english(newText) }));
  const service = applyEdits(file.text, edits);
  const socket = { ...created, text: english(created.text) };
  const after = sceneOf(path, service, { [socket.file]: socket.text });
  const found = [file.path, created.file].flatMap((one) => diagnose(after.snapshot, after.snapshot.file(one)!));
  return { title: english(fix.title), socket, service, found: found.map(({ code }) => code) };
}

it('makes the socket, and says what the program has to do', () => {
  expect(
    converted(
      '[Unit]\nDescription=App\nRequires=db.service\n\n[Service]\n^ExecStart=/usr/bin/uvicorn app:app --host 127.0.0.1 --port 8000\n\n[Install]\nWantedBy=multi-user.target\n',
      { '/w/db.service': '[Service]\nExecStart=/bin/db\n' },
    ),
  ).toEqual({
    title: 'Convert to socket activation: create app.socket',
    socket: {
      kind: 'create',
      file: '/w/app.socket',
      text: '[Unit]\nDescription=Socket of app\n\n[Socket]\nListenStream=127.0.0.1:8000\n\n[Install]\nWantedBy=sockets.target\n',
    },
    service:
      '[Unit]\nDescription=App\nRequires=db.service\nRequires=app.socket\nAfter=app.socket\n\n[Service]\n' +
      '# The socket unit opens 127.0.0.1:8000 now. uvicorn takes it with --fd 3 instead of --host and --port.\n' +
      'ExecStart=/usr/bin/uvicorn app:app --host 127.0.0.1 --port 8000\n\n',
    found: expect.not.arrayContaining(['socket-without-service']),
  });
});

it('gives a service without [Unit] one', () => {
  const { service, found } = converted('[Service]\n^ExecStart=/usr/bin/app --port 8000\n')!;
  expect(service).toMatch(/^\[Unit\]\nRequires=app\.socket\nAfter=app\.socket\n\n\[Service\]\n# /);
  expect(found).toEqual([]);
});

describe('is not offered', () => {
  const START = '^ExecStart=/usr/bin/app --port 8000\n';
  it.each<[string, string, Readonly<Record<string, string>>, string?]>([
    ['elsewhere in the service', '^[Service]\nExecStart=/usr/bin/app --port 8000\n', {}],
    ['where no address is named', '[Service]\n^ExecStart=/usr/bin/app\n', {}],
    ['in a template', `[Service]\n${START}`, {}, '/w/app@.service'],
    ['in a drop-in', `[Service]\nExecStart=\n${START}`, { '/w/app.service': '' }, '/w/app.service.d/a.conf'],
    ['where the socket is there', `[Service]\n${START}`, { '/w/app.socket': '[Socket]\nListenStream=1\n' }],
    [
      'where another socket starts it',
      `[Service]\n${START}`,
      { '/w/b.socket': '[Socket]\nListenStream=1\nService=app.service\n' },
    ],
  ])('%s', (_, text, others, path) => expect(converted(text, others, path)).toBeUndefined());
});
