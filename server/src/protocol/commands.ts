/** Commands that lenses and fixes of the server name and the client carries out. Their argument is one document URI. */
export const COMMANDS = {
  deploy: 'systemd.deployUnit',
  activate: 'systemd.activateSocket',
  request: 'systemd.sendTestRequest',
  stop: 'systemd.stopSocket',
  journal: 'systemd.showJournal',
  effectiveUnit: 'systemd.showEffectiveUnit',
} as const;

/** The command of a fix that creates files: opens one of them. Its argument is a document URI. */
export const OPEN_FILE = 'systemd.openFile';

/** VS Code's command that asks for completions at the cursor: a directive that is taken shows its values at once. */
export const SUGGEST_AGAIN = 'editor.action.triggerSuggest';
