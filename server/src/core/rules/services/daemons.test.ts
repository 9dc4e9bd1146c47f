import { expect, it } from 'vitest';
import { contextOf } from '../../testing/values.ts';
import { readExecLine } from '../../values/commands/exec-command.ts';
import { backgroundCause, foregroundWord } from './daemons.ts';

function causeOf(line: string): string | undefined {
  const [command] = readExecLine(line, contextOf('Service.ExecStart')).commands;
  const cause = command && backgroundCause(command.path, command.words);
  return cause?.kind === 'default' ? cause.program : cause?.word.text;
}

// Each was run by hand: those above left a process behind and ended with status 0, those below ran on.
it.each([
  ['/usr/sbin/nginx', 'nginx'],
  ['/usr/sbin/sshd', 'sshd'],
  ['/usr/sbin/cron', 'cron'],
  ['/usr/sbin/dnsmasq', 'dnsmasq'],
  ['/usr/sbin/php-fpm8.2', 'php-fpm8.2'],
  ['/usr/sbin/smbd', 'smbd'],
  ['/usr/bin/redis-server --daemonize yes', '--daemonize'],
  ['/usr/bin/memcached -d -u nobody', '-d'],
  ['/usr/bin/tmux new-session -d -s x', '-d'],
  ['/usr/bin/screen -dmS x sleep 1', '-dmS'],
  ['/usr/bin/screen -d -m sleep 1', '-d'],
  ['/usr/bin/gunicorn -D app:app', '-D'],
  ['/usr/bin/git daemon --detach', '--detach'],
  ['/usr/sbin/apache2ctl start', 'start'],
  ['/usr/bin/docker run -d --rm x', '-d'],
  ['/usr/bin/docker compose up -d', '-d'],
  ['/opt/x --daemonize', '--daemonize'],
])('%s leaves because of %s', (line, expected) => {
  expect(causeOf(line)).toBe(expected);
});

it.each([
  '/usr/sbin/nginx -g "daemon off;"',
  '/usr/bin/redis-server --daemonize no --appendonly yes',
  '/usr/sbin/nginx -s reload',
  '/usr/sbin/sshd -D',
  '/usr/sbin/sshd -i',
  '/usr/sbin/cron -f',
  '/usr/sbin/cron $OPTIONS',
  '/etc/cron.daily/lighttpd',
  '/usr/sbin/dnsmasq --test',
  '/usr/sbin/php-fpm8.2 --nodaemonize',
  '/usr/bin/redis-server /etc/redis.conf',
  '/usr/bin/redis-server --daemonize no',
  '/usr/bin/memcached -u nobody',
  '/usr/bin/screen -DmS x sleep 1',
  '/usr/bin/svnserve -d --foreground',
  '/usr/sbin/apache2ctl -D FOREGROUND',
  '/usr/bin/docker run --rm x',
  '/usr/bin/docker exec -d x',
  '/opt/x --daemonize=no',
  '/usr/bin/setsid sleep 1',
])('%s stays', (line) => {
  expect(causeOf(line)).toBeUndefined();
});

it.each([
  ['/usr/bin/redis-server --daemonize no', '--daemonize'],
  ['/usr/bin/redis-server --appendonly no --daemonize yes', undefined],
  ['/usr/bin/valkey-server /etc/valkey.conf --daemonize no', '--daemonize'],
  ['/usr/sbin/sshd -D', '-D'],
])('%s stays because of %s', (line, expected) => {
  const [command] = readExecLine(line, contextOf('Service.ExecStart')).commands;
  expect(command && foregroundWord(command.path, command.words)?.text).toBe(expected);
});
