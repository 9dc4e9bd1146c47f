import { describe, expect, it } from 'vitest';
import { planFor } from './plan-for-tests.ts';

/** The handlers of a service with some Exec lines, beside which there are some files: where they go, and `x` where systemd runs them. */
function handlersOf(lines: string, beside: readonly string[] = [], manager: 'system' | 'user' = 'user'): string[] {
  const { handlers } = planFor({ 'a.service': `[Service]\n${lines}\n` }, manager, beside);
  return handlers.map(({ file, path, belowHome, executed }) =>
    [file, '>', belowHome ? '~/' : '', path, executed ? ' x' : ''].join(''),
  );
}

describe('handlers', () => {
  it('are scripts of the workspace, where the commands name them', () => {
    expect(handlersOf('ExecStart=-/usr/bin/python3 "/w/my handler.py" --port 1')).toEqual([
      '/w/my handler.py>/w/my handler.py',
    ]);
    expect(handlersOf('ExecStart=/w/run.sh /w/data')).toEqual(['/w/run.sh>/w/run.sh x', '/w/data>/w/data']);
    expect(handlersOf('ExecStart=@/w/run.sh /w/name\nExecStop=/bin/kill')).toEqual(['/w/run.sh>/w/run.sh x']);
    expect(handlersOf('ExecStartPre=/bin/cat /w/a.sh\nExecStart=/w/a.sh')).toEqual(['/w/a.sh>/w/a.sh x']);
    expect(handlersOf('ExecStart=/usr/bin/true /elsewhere/x')).toEqual([]);
  });

  it('are files beside the units that the commands name by another path', () => {
    const beside = ['/w/web.py', '/w/run it.sh', '/w/check', '/w/python3'];
    const lines = [
      'ExecStart=-/usr/bin/python3 %h/bin/web.py --port 80 /srv/my%%.conf',
      'ExecStartPre=/usr/local/bin/check "/opt/my app/run it.sh"',
      'ExecStartPost=/usr/bin/web.py ../web.py %t/web.py /w/../x/web.py /opt/web.py/ $X/web.py',
    ];
    expect(handlersOf(lines.join('\n'), beside)).toEqual([
      '/w/web.py>~/bin/web.py',
      '/w/check>/usr/local/bin/check x',
      '/w/run it.sh>/opt/my app/run it.sh',
    ]);
    expect(handlersOf('ExecStart=%h/web.py', beside, 'system')).toEqual(['/w/web.py>/root/web.py x']);
    expect(handlersOf('ExecStart=/opt/%N/check', beside)).toEqual(['/w/check>/opt/a/check x']);
  });

  it('are those of the commands that are in force, and of drop-ins', () => {
    const { handlers } = planFor(
      {
        'a.service': '[Service]\nExecStart=/opt/old.sh\n',
        'a.service.d/x.conf': '[Service]\nExecStart=\nExecStart=/opt/new.sh\n',
      },
      'user',
      ['/w/old.sh', '/w/new.sh'],
    );
    expect(handlers.map(({ file }) => file)).toEqual(['/w/new.sh']);
  });

  it('are not what lies beside units that are installed already', () => {
    const units = {
      '/w/a.socket': '[Socket]\nListenStream=1\n',
      '/lib/units/a.service': '[Service]\nExecStart=/opt/x.sh\n',
    };
    expect(planFor(units, 'user', ['/lib/units/x.sh', '/w/x.sh']).handlers).toEqual([]);
  });
});
