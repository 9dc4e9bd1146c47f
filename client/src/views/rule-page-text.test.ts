import { expect, it } from 'vitest';
import { rulePageText } from './rule-page-text.ts';

it('shows the names of the files in examples', () => {
  const page =
    '# code\n\n## Bad\n\n```systemd a.socket\n[Socket]\n```\n\n```systemd a.service.d/x.conf\n[Service]\n```\n';
  expect(rulePageText(page)).toBe(
    '# code\n\n## Bad\n\n`a.socket`\n\n```ini\n[Socket]\n```\n\n`a.service.d/x.conf`\n\n```ini\n[Service]\n```\n',
  );
});
