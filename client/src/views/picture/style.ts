/** What both have: the drawing's own classes, with the colours as variables. */
const DRAWING = `
.box { fill: var(--box); stroke: var(--line); }
.mark.good { fill: var(--good); }
.mark.bad { fill: var(--bad); }
.mark.idle { fill: var(--idle); }
.mark.none { fill: var(--line); }
text { fill: var(--text); font-size: 13px; font-family: var(--font); white-space: pre; }
text.label, text.arrow-words { fill: var(--soft); }
text.label { font-size: 12px; }
text.title { font-family: var(--code); font-weight: 600; }
text.line { font-family: var(--code); }
.arrow { fill: none; stroke: var(--soft); stroke-width: 1.5; }
.arrow.back { stroke-dasharray: 4 3; }
.head { fill: var(--soft); }
.dot { fill: var(--moving); stroke: var(--page); stroke-width: 1.5; }
.busy .arrow { stroke: var(--moving); }
`;

/** Follows the theme. In high contrast, boxes have the contrast border and marks are told apart by the words beside them. */
export const PAGE_STYLE = `
:root { --box: var(--vscode-editorWidget-background); --line: var(--vscode-contrastBorder, var(--vscode-widget-border, #8888));
  --good: var(--vscode-charts-green, #388a34); --bad: var(--vscode-editorError-foreground, #e51400); --idle: var(--vscode-charts-blue, #1a85ff);
  --text: var(--vscode-foreground); --soft: var(--vscode-descriptionForeground); --moving: var(--vscode-charts-orange, #d18616);
  --page: var(--vscode-editor-background); --font: var(--vscode-font-family); --code: var(--vscode-editor-font-family); }
.vscode-high-contrast { --soft: var(--vscode-foreground); }
body { font-family: var(--font); font-size: var(--vscode-font-size); color: var(--text); padding: .5rem 1rem 2rem; }
main { max-width: 44rem; }
h1 { font-size: 1.4em; font-weight: 600; overflow-wrap: anywhere; }
h2 { font-size: 1.15em; }
figure { margin: 0; }
figure svg { width: 100%; height: auto; display: block; }
figure svg.narrow { display: none; }
@media (max-width: 380px) { figure svg.wide { display: none; } figure svg.narrow { display: block; } body { padding: .5rem .6rem 2rem; } }
${DRAWING}
a { cursor: pointer; text-decoration: none; }
a:hover .box { fill: var(--vscode-list-hoverBackground); }
a:hover .title { text-decoration: underline; }
a:focus-visible { outline: none; }
a:focus-visible .box { stroke: var(--vscode-focusBorder); stroke-width: 3; }
.wrong ul { color: var(--vscode-editorError-foreground, #e51400); }
table { border-collapse: collapse; display: block; overflow-x: auto; }
th, td { text-align: start; vertical-align: top; padding: .2em .9em .2em 0; font-variant-numeric: tabular-nums; }
td:not(:last-child) { white-space: nowrap; }
th { font-weight: normal; }
/* A short text of Chinese is not broken between any two characters. */
th, td { word-break: keep-all; }
thead th { color: var(--soft); }
.bar { width: 9em; height: .9em; display: block; }
details { margin-top: 1rem; }
button { font: inherit; padding: .3rem .8rem; color: var(--vscode-button-secondaryForeground); background: var(--vscode-button-secondaryBackground);
  border: 1px solid var(--vscode-contrastBorder, var(--soft)); border-radius: 2px; cursor: pointer; }
button:focus-visible, summary:focus-visible { outline: 2px solid var(--vscode-focusBorder); outline-offset: 2px; }
@media (prefers-reduced-motion: reduce) { figure .dot { display: none; } }
.vscode-reduce-motion figure .dot { display: none; }
`;

/** Light, and dark where the program that shows it prefers that. */
export const EXPORT_STYLE = `
svg { --box: #fff; --line: #999; --good: #388a34; --bad: #c72e0f; --idle: #1a85ff; --text: #222; --soft: #666; --moving: #b86e00; --page: #fff;
  --font: sans-serif; --code: monospace; background: #fff; }
@media (prefers-color-scheme: dark) { svg { --box: #252526; --line: #777; --good: #89d185; --bad: #f48771; --idle: #75beff; --text: #ddd; --soft: #aaa;
  --moving: #d18616; --page: #1e1e1e; background: #1e1e1e; } }
${DRAWING}`;
