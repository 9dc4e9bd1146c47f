import { describe, expect, it } from 'vitest';
import { parseEntry } from './journal.ts';

describe('parseEntry', () => {
  it('takes what the manager says for being about the unit it names', () => {
    const line = JSON.stringify({
      __CURSOR: 's=1',
      __REALTIME_TIMESTAMP: '1795354951838666',
      PRIORITY: '5',
      USER_UNIT: 'a@0-127.0.0.1:9999-127.0.0.1:42022.service',
      _SYSTEMD_USER_UNIT: 'init.scope',
      MESSAGE: 'a@0.service: Main process exited, code=exited, status=3/NOTIMPLEMENTED',
      EXIT_CODE: 'exited',
      EXIT_STATUS: '3',
    });
    expect(parseEntry(line)).toMatchObject({
      cursor: 's=1',
      time: 1795354951838.666,
      priority: 5,
      unit: 'a@0-127.0.0.1:9999-127.0.0.1:42022.service',
      fromManager: true,
      exit: { code: 'exited', status: 3 },
    });
  });

  it('takes what a process says for being of its unit', () => {
    const line = JSON.stringify({ _SYSTEMD_UNIT: 'a.service', MESSAGE: 'hello', _PID: '12' });
    expect(parseEntry(line)).toMatchObject({ unit: 'a.service', fromManager: false, pid: 12, message: 'hello' });
  });

  it('decodes a message that is no UTF-8, which comes as bytes', () => {
    expect(parseEntry('{"MESSAGE":[104,105,255]}')?.message).toBe('hi\ufffd');
  });

  it.each(['', '-- Logs begin', '{"cut'])('makes nothing of %j', (line) => expect(parseEntry(line)).toBeUndefined());
});
