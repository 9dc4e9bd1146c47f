import { type Disposable, workspace } from 'vscode';
import { RULE_PAGE_SCHEME } from '../../../server/src/protocol/abilities.ts';
import type { Server } from '../editor/server.ts';
import type { Translate } from '../l10n.ts';
import { rulePageText } from './rule-page-text.ts';

/** The page of a diagnostic's code, which the server has; the code in the editor links to it. */
export function createRulePages(server: Server, t: Translate): Disposable {
  return workspace.registerTextDocumentContentProvider(RULE_PAGE_SCHEME, {
    provideTextDocumentContent: async ({ path }) => {
      const code = path.replace(/^\/+/, '').replace(/\.md$/, '');
      const page = await server.request('systemd/rulePage', { code });
      return page === null ? t('No page for {0}.', code) : rulePageText(page);
    },
  });
}
