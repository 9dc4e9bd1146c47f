/** Follows the theme. What a row's colour says is said in its words as well. */
export const TABLE_STYLE = `
:root { --text: var(--vscode-foreground); --soft: var(--vscode-descriptionForeground); --bad: var(--vscode-editorError-foreground, #e51400);
  --line: var(--vscode-contrastBorder, var(--vscode-widget-border, #8884)); }
.vscode-high-contrast, .vscode-high-contrast-light { --soft: var(--vscode-foreground); }
body { font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); color: var(--text); padding: .5rem 1rem 2rem; }
h1 { font-size: 1.4em; font-weight: 600; overflow-wrap: anywhere; }
p { max-width: 50rem; }
.table { overflow-x: auto; }
.table:focus-visible, a:focus-visible, button:focus-visible { outline: 2px solid var(--vscode-focusBorder); outline-offset: 2px; }
table { border-collapse: collapse; }
th, td { text-align: start; vertical-align: top; padding: .3em 1.2em .3em 0; border-bottom: 1px solid var(--line); font-variant-numeric: tabular-nums; }
/* A word that fits stays whole, as does a phrase of Chinese, and the table is scrolled. */
td { max-width: 22rem; min-width: 3rem; overflow-wrap: break-word; word-break: keep-all; }
thead th { color: var(--soft); font-weight: normal; white-space: nowrap; }
tbody tr:hover { background: var(--vscode-list-hoverBackground); }
code { font-family: var(--vscode-editor-font-family); color: inherit; background: none; padding: 0; user-select: text; }
a { color: var(--vscode-textLink-foreground); text-decoration: none; cursor: pointer; }
a:hover { text-decoration: underline; }
@media (max-width: 62rem) {
  th, td { padding-inline-end: .7em; }
  thead th { white-space: normal; }
}
/* Where the columns have no room beside each other, each row is a list of what stands in them. */
@media (max-width: 48rem) {
  table, tbody, tr { display: block; }
  thead { display: none; }
  tr { padding: .5em 0; border-bottom: 1px solid var(--line); }
  td { display: grid; grid-template-columns: 8rem minmax(0, 1fr); max-width: none; padding: .1em 0; border: none; }
  td:empty { display: none; }
  td::before { content: attr(data-column); color: var(--soft); }
}
tr.bad td.wrong { color: var(--bad); }
tr.soft { color: var(--soft); }
button { font: inherit; padding: .3rem .8rem; color: var(--vscode-button-secondaryForeground); background: var(--vscode-button-secondaryBackground);
  border: 1px solid var(--vscode-contrastBorder, var(--soft)); border-radius: 2px; cursor: pointer; }
`;
