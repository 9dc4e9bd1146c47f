import { expect, it } from 'vitest';
import { english } from '../text/message.ts';
import { listensAt, takingSocket } from './listening-command.ts';

it.each([
  ['--port 8000', '8000'],
  ['--port=8000 --host 127.0.0.1', '127.0.0.1:8000'],
  ['--host ::1 --port 8000', '[::1]:8000'],
  ['-p 8000', '8000'],
  ['app:app --bind 0.0.0.0:8000 --workers 2', '0.0.0.0:8000'],
  ['-b :8000', '8000'],
  ['--listen=localhost:80', '127.0.0.1:80'],
  ['--web.listen-address=[::]:9090', '9090'],
  ['-m http.server 8080', '8080'],
  ['serve 192.0.2.1:80', '192.0.2.1:80'],
  ['http://127.0.0.1:8080', '127.0.0.1:8080'],
  ['--bind example.org:80', undefined],
  ['--bind /run/app.sock', undefined],
  ['--port 0', undefined],
  ['--port $PORT', undefined],
  ['--depth 8000', undefined],
  ['8000', undefined],
  ['', undefined],
])('%s listens at %s', (line, address) => {
  expect(listensAt(line.split(' '))).toBe(address);
});

it('says what a program has to do', () => {
  expect(english(takingSocket('uvicorn'))).toContain('--fd 3');
  expect(english(takingSocket('app'))).toContain('sd_listen_fds(3)');
});
