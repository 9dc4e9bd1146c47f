import { expect, test } from 'vitest';
import { accounts } from './accounts.ts';

test('the fields of each account are found by its name, and lines of another form are passed by', () => {
  const found = accounts('root:x:0:0:root:/root:/bin/bash\n\n# note\nadm:x:4:joe,ann\nroot:x:9\n');
  expect(found.get('root')).toEqual(['0', '0', 'root', '/root', '/bin/bash']);
  expect(found.get('adm')).toEqual(['4', 'joe,ann']);
  expect([...found.keys()]).toEqual(['root', 'adm']);
});
