/** The commands that lenses of the server name, for a client that runs them. Their argument is the URI of the unit's document. */
export const COMMANDS = [
  'systemd.activateSocket',
  'systemd.deployUnit',
  'systemd.sendTestRequest',
  'systemd.showDropIns',
  'systemd.showEffectiveUnit',
  'systemd.showJournal',
  'systemd.showReferences',
  'systemd.showSecurity',
  'systemd.stopSocket',
] as const;

export type Command = (typeof COMMANDS)[number];

/** The command of a fix that creates files: opens one of them. Its argument is the URI of a document. */
export const OPEN_FILE = 'systemd.openFile';

/** VS Code's command that asks for completions at the cursor: a directive that is taken shows its values at once. */
export const SUGGEST_AGAIN = 'editor.action.triggerSuggest';
