import type { Plan } from '../../../server/src/protocol/plan.ts';
import type { Translate } from '../l10n.ts';
import type { UnitState } from '../manager/unit-state.ts';

/** One box of the chain. */
interface Box {
  readonly label: string;
  readonly title: string;
  readonly lines: readonly string[];
  readonly state: 'good' | 'bad' | 'idle' | 'none';
}

/**
 * The chain of an activation as a page without scripts: who connects, what listens, which service is started, what it runs.
 * Everything in it that comes from files is escaped; the nonce is for the one style sheet that the page's policy admits.
 */
export function diagramHtml(
  plan: Plan,
  state: UnitState | undefined,
  instances: readonly UnitState[],
  nonce: string,
  t: Translate,
): string {
  const boxes = [clientBox(plan, t), socketBox(plan, state, t), serviceBox(plan, instances, t), handlerBox(plan, t)];
  const arrows = [
    t('connects'),
    plan.accept ? t('accepts connections, and starts an instance for each') : t('starts it with the first connection'),
    plan.accept ? t('runs, with the connection') : t('runs, with the listening socket'),
  ];
  const chain = boxes.map(
    (box, index) => `${boxHtml(box)}${index < arrows.length ? arrowHtml(arrows[index] ?? '') : ''}`,
  );
  const problems = plan.blockers.map(({ message }) => `<li>${escapeHtml(message)}</li>`).join('');
  return `<!DOCTYPE html>
<html lang="${escapeHtml(t('en'))}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(plan.start)}</title>
<style nonce="${nonce}">${STYLE}</style>
</head>
<body>
<h1>${escapeHtml(plan.start)}</h1>
<main>${chain.join('\n')}</main>
${problems === '' ? '' : `<section><h2>${escapeHtml(t('What prevents it from working'))}</h2><ul>${problems}</ul></section>`}
</body>
</html>`;
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

function clientBox(plan: Plan, t: Translate): Box {
  const lines = plan.listeners.map(({ description, value }) => description || value);
  return { label: t('Client'), title: t('anyone who connects to'), lines, state: 'none' };
}

function socketBox(plan: Plan, state: UnitState | undefined, t: Translate): Box {
  const listens = plan.listeners.map(({ directive, value }) => `${directive}=${value}`);
  const known = state !== undefined && state.load !== 'not-found';
  const accepted = known && state.accepted !== undefined ? [t('Connections so far: {0}', state.accepted)] : [];
  return {
    label: known ? `${state.active} (${state.sub})` : t('not deployed'),
    title: plan.start,
    lines: [...listens, `Accept=${plan.accept ? 'yes' : 'no'}`, ...accepted],
    state: state?.active === 'active' ? 'good' : state?.active === 'failed' ? 'bad' : 'idle',
  };
}

function serviceBox(plan: Plan, instances: readonly UnitState[], t: Translate): Box {
  const missing = plan.service === undefined || !plan.files.some(({ unit }) => unit === plan.service);
  const failed = instances.filter(({ active }) => active === 'failed').length;
  const running = instances.filter(({ active }) => active === 'active').length;
  return {
    label: plan.accept ? t('template') : t('service'),
    title: plan.service ?? t('no service'),
    lines: [
      ...(missing ? [t('not in the workspace')] : []),
      ...(running > 0 ? [t('{0} running', running)] : []),
      ...(failed > 0 ? [t('{0} failed', failed)] : []),
    ],
    state: failed > 0 ? 'bad' : running > 0 ? 'good' : 'idle',
  };
}

function handlerBox(plan: Plan, t: Translate): Box {
  const [command, ...others] = plan.commands
    .filter(({ unit, directive }) => unit === plan.service && directive === 'ExecStart')
    .map(({ text }) => text);
  const input = plan.socketAsInput ? [t('standard input and output are the connection')] : [];
  return {
    label: t('handler'),
    title: command ?? t('nothing to run'),
    lines: [...others, ...input],
    state: 'none',
  };
}

function boxHtml({ label, title, lines, state }: Box): string {
  const items = lines.map((line) => `<li>${escapeHtml(line)}</li>`).join('');
  return `<article class="${state}"><p>${escapeHtml(label)}</p><h2>${escapeHtml(title)}</h2><ul>${items}</ul></article>`;
}

function arrowHtml(text: string): string {
  return `<p class="arrow"><span>${escapeHtml(text)}</span></p>`;
}

const STYLE = `
body { font-family: var(--vscode-font-family); color: var(--vscode-foreground); padding: 1rem 2rem; }
h1 { font-size: 1.2rem; font-weight: 600; }
main { display: flex; flex-direction: column; align-items: flex-start; max-width: 42rem; }
article { box-sizing: border-box; width: 100%; border: 1px solid var(--vscode-panel-border, #8888); border-left: 4px solid var(--vscode-charts-blue, #48f);
  border-radius: 4px; padding: .6rem 1rem; background: var(--vscode-editorWidget-background); }
article.good { border-left-color: var(--vscode-charts-green, #4a4); }
article.bad { border-left-color: var(--vscode-charts-red, #c44); }
article.none { border-left-color: var(--vscode-panel-border, #8888); }
article p { margin: 0; font-size: .8rem; color: var(--vscode-descriptionForeground); }
article h2 { margin: .1rem 0; font-size: 1rem; font-family: var(--vscode-editor-font-family); overflow-wrap: anywhere; }
article ul { margin: 0; padding: 0; list-style: none; font-size: .9rem; overflow-wrap: anywhere; }
.arrow { margin: 0 0 0 1.4rem; padding: .5rem 0 .5rem 1.2rem; border-left: 2px solid var(--vscode-descriptionForeground); position: relative;
  color: var(--vscode-descriptionForeground); font-size: .85rem; }
.arrow::after { content: ''; position: absolute; left: -6px; bottom: 0; border: 5px solid transparent; border-top: 7px solid var(--vscode-descriptionForeground); border-bottom: 0; }
section { max-width: 42rem; margin-top: 1.5rem; }
section h2 { font-size: 1rem; }
`;
