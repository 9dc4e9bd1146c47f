import { RULE_PAGE_SCHEME } from '../../../server/src/protocol/abilities.ts';
import type { Claim, Comparison } from '../../../server/src/protocol/comparison.ts';
import type { Location } from '../../../server/src/protocol/lsp.ts';
import type { Translate } from '../l10n.ts';
import type { Remark } from '../manager/verify/read-remarks.ts';
import { escapeControls } from './bytes-text.ts';

/** A page and its links. */
export interface LinkedText {
  readonly text: string;
  readonly links: readonly TextLink[];
}

/** A stretch of a line, both counted from 0, and the address that it leads to. */
export interface TextLink {
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly target: string;
}

/** What the comparison was made from. */
export interface Compared {
  readonly comparison: Comparison;
  readonly remarks: readonly Remark[];
  /** The version of the systemd that made the remarks. */
  readonly installed: number | undefined;
  readonly argv: readonly string[];
}

/** The comparison of systemd's messages with our findings: first those of both, then those of one side. */
export function comparisonText(compared: Compared, t: Translate): LinkedText {
  const { comparison, remarks, installed, argv } = compared;
  const { agreed, onlySystemd, onlyHere, elsewhere, places } = comparison;
  const page = createPage();
  const remarkLines = (index: number) => page.line(`systemd:  ${said(remarks[index]!)}`);
  const claimLines = ({ code, message }: Claim) => {
    page.line(`${t('{0}:', t('Here'))}  ${message} `);
    page.link(`[${code}]`, `${RULE_PAGE_SCHEME}:/${code}.md`);
  };
  const section = (title: string, count: number) => {
    page.line(`# ${t('{0} ({1})', title, count)}`);
    page.line('');
  };

  page.line(`# ${t('{0}: {1}', comparison.unit, t('systemd-analyze and this extension'))}`);
  page.line('');
  page.line(verdict(comparison, remarks, t));
  page.line('');
  page.line(`${t('{0}:', t('Installed'))}  systemd ${installed ?? '?'}`);
  page.line(`${t('{0}:', t('Checked for'))}  systemd ${comparison.version}`);
  page.line(`${t('{0}:', t('Command'))}  ${argv.join(' ')}`);
  page.line('');
  if (onlySystemd.length + onlyHere.length > 0 && installed !== comparison.version) {
    page.line(t('The versions differ, so findings of only one side may come from that.'));
    page.line('');
  }

  section(t('Reported by both'), agreed.length);
  for (const { remarks: indexes, claims } of agreed) {
    placeLine(page, claims[0]?.location ?? null, t);
    indexes.forEach(remarkLines);
    claims.forEach(claimLines);
    page.line('');
  }
  section(t('Reported only by systemd'), onlySystemd.length);
  for (const index of onlySystemd) {
    placeLine(page, places[index] ?? null, t);
    remarkLines(index);
    page.line('');
  }
  section(t('Reported only by this extension'), onlyHere.length);
  for (const claim of onlyHere) {
    placeLine(page, claim.location, t);
    claimLines(claim);
    page.line('');
  }
  section(t('About other units and this machine'), elsewhere.length);
  for (const index of elsewhere) elsewhereLines(page, remarks[index]!);
  return page.done();
}

/** Whether systemd and the findings say different things of the unit itself. */
export function differs({ refused, onlySystemd, onlyHere }: Comparison): boolean {
  return refused.bySystemd !== refused.here || onlySystemd.length + onlyHere.length > 0;
}

/** The result in one line. */
export function verdict(
  { refused, agreed, onlySystemd, onlyHere, elsewhere }: Compared['comparison'],
  remarks: Compared['remarks'],
  t: Translate,
): string {
  if (refused.bySystemd !== refused.here) {
    return refused.bySystemd
      ? `✗ ${t('systemd refuses the unit, and this extension does not report that.')}`
      : `✗ ${t('systemd accepts the unit, and this extension reports a refusal.')}`;
  }
  const differences = onlySystemd.length + onlyHere.length;
  if (differences > 0) return `✗ ${t('{0} of {1} findings differ.', differences, differences + agreed.length)}`;
  const errors = elsewhere.filter((index) => remarks[index]?.severity === 'error').length;
  if (errors > 0 && !refused.here) {
    return `✗ ${t('Both agree on the unit itself, but systemd reports errors about other units or this machine: {0}.', errors)}`;
  }
  if (refused.here) return `✓ ${t('Both refuse the unit, for the same reasons.')}`;
  if (agreed.length === 0) return `✓ ${t('Neither has findings for the unit.')}`;
  return `✓ ${t('Both agree, and systemd accepts the unit.')}`;
}

/** How a file is called within its unit: a drop-in's folder says more than its name. */
function shortName(uri: string): string {
  const parts = decodeURIComponent(uri).split('/');
  return parts.at(-2)?.endsWith('.d') ? parts.slice(-2).join('/') : (parts.at(-1) ?? uri);
}

function placeLine(page: Page, place: Location | null, t: Translate): void {
  if (place === null) {
    page.line(t('the whole unit'));
    return;
  }
  const line = place.range.start.line + 1;
  page.line('');
  page.link(`${shortName(place.uri)}:${line}`, `${place.uri}#L${line}`);
}

function elsewhereLines(page: Page, remark: Remark): void {
  if (remark.path !== undefined) {
    const line = remark.line ?? 1;
    page.line('');
    page.link(`${remark.path}:${line}`, `${fileUri(remark.path)}#L${line}`);
  } else if (remark.unit !== undefined) page.line(remark.unit);
  page.line(`systemd:  ${said(remark)}`);
  page.line('');
}

function said({ severity, text }: Remark): string {
  const plain = escapeControls(text.replaceAll('\n', ' '));
  return severity === undefined ? plain : `(${severity}) ${plain}`;
}

function fileUri(path: string): string {
  return `file://${path.split('/').map(encodeURIComponent).join('/')}`;
}

/** Lines and links as they are put together; text that is linked goes on in the line before. */
interface Page {
  line(text: string): void;
  link(text: string, target: string): void;
  done(): LinkedText;
}

function createPage(): Page {
  const lines: string[] = [];
  const links: TextLink[] = [];
  return {
    line: (text) => {
      lines.push(text);
    },
    link: (text, target) => {
      const before = lines.pop() ?? '';
      links.push({ line: lines.length, from: before.length, to: before.length + text.length, target });
      lines.push(before + text);
    },
    done: () => ({ text: `${lines.join('\n').replace(/(?<!\n)\n+$/, '')}\n`, links }),
  };
}
