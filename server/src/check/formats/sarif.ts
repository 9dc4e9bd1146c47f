import type { Artifact, Log, ReportingDescriptor, Result } from 'sarif';
import { pageUrl, summaryOf } from '../../core/findings/page.ts';
import { pageIn } from '../../core/findings/page-in.ts';
import type { Language } from '../../core/text/message.ts';
import { visibleJson } from '../../core/text/visible.ts';
import type { Format } from '../format.ts';
import type { Report } from '../report.ts';

/** SARIF 2.1.0, which code scanning services read: one run, with the pages of the rules that found something. */
export const sarif: Format = function* ({ language, reports, program }) {
  const rules = new Map<string, ReportingDescriptor & { readonly index: number }>();
  // All but the results, which are printed as they come. What was found is known only behind them.
  yield `{\n"$schema": ${JSON.stringify(SCHEMA)},\n"version": "2.1.0",\n"runs": [{\n"results": [`;
  let between = '\n';
  for (const report of reports) {
    let rule = rules.get(report.code);
    if (!rule) {
      rule = { ...descriptor(report.code, language), index: rules.size };
      rules.set(report.code, rule);
    }
    yield `${between}${json(resultOf(report, rule.index))}`;
    between = ',\n';
  }
  const descriptors = Array.from(rules.values(), ({ index: _index, ...rule }) => rule);
  const tool: Log['runs'][0]['tool'] = { driver: { name: 'systemd-units', version: program, rules: descriptors } };
  yield `\n],\n"columnKind": "utf16CodeUnits",\n"tool": ${json(tool)}\n}]\n}\n`;
};

const SCHEMA: NonNullable<Log['$schema']> =
  'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

function descriptor(code: string, language: Language): ReportingDescriptor {
  const page = pageIn(code, language)!;
  const helpUri = pageUrl(code)!;
  return { id: code, shortDescription: { text: summaryOf(page) }, help: { text: page, markdown: page }, helpUri };
}

function resultOf(report: Report, ruleIndex: number): Result {
  const { code, severity, message, line, column, endLine, endColumn, effect, scope } = report;
  const region = { startLine: line, startColumn: column, endLine, endColumn };
  return {
    ruleId: code,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: message },
    locations: [{ physicalLocation: { artifactLocation: locationOf(report.file), region } }],
    properties: { effect, scope },
  };
}

/** A path as a URI reference: relative ones to where the program was started. */
function locationOf(file: string): NonNullable<Artifact['location']> {
  const path = file
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replaceAll('\\', '/')
    .replace(/^(?:\.\/+)+/, '');
  const uri = path.split('/').map(encodeURIComponent).join('/');
  if (path.startsWith('/')) return { uri: `file://${uri}` };
  return /^[a-z]:\//i.test(path) ? { uri: `file:///${uri.replace('%3A', ':')}` } : { uri };
}

function json(value: ReportingDescriptor | Result | Log['runs'][0]['tool']): string {
  return visibleJson(JSON.stringify(value));
}

const LEVELS: Readonly<Record<Report['severity'], NonNullable<Result['level']>>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};
