import { directive } from '../../catalogue/catalogue.ts';
import { spelledToday } from '../../catalogue/retired.ts';
import { addToSection, editFix } from '../../findings/edits.ts';
import type { EntryRule, FileView, Finding } from '../../findings/rule.ts';
import type { Assignment } from '../../syntax/tree.ts';
import { say } from '../../text/message.ts';
import { key } from '../../workspace/memory.ts';
import type { UnitFile } from '../../workspace/unit-file.ts';

/** src/core/load-fragment-gperf.gperf.in keeps the old names in front of the same settings, without a message. */
export const rule: EntryRule = {
  code: 'obsolete-spelling',
  effect: 'advice',
  severity: 'hint',
  scope: 'line',
  per: 'entry',
  *check({ file, node, directive: old }, view) {
    const today = spelledToday(old.section, old.key);
    if (!today) return;
    if (today.section === old.section) {
      yield {
        ...found(file, node),
        message: say`${old.key}= is now called ${today.key}=. systemd still accepts the old name, but no longer documents it. Write ${today.key}=.`,
        fixes: [editFix(say`Rename to ${today.key}=`, 'safe', file, { range: node.keyRange, newText: today.key })],
      };
      return;
    }
    const line = today.key + file.text.slice(node.keyRange.to, node.content.to);
    // Of two assignments the later one counts, and moved to the end of its section this one could become that.
    const rival = assignedIn(view).has(`${today.section} ${today.key}`);
    const alike = directive(today.section, today.key, view.settings.version)?.parser === old.parser;
    const renamed = today.key !== old.key;
    const title = renamed ? say`Move to [${today.section}] as ${today.key}=` : say`Move to [${today.section}]`;
    yield {
      ...found(file, node),
      message: renamed
        ? say`${old.key}= is now ${today.key}= in [${today.section}]. systemd still accepts it here, but documents it only there. Move it to that section.`
        : say`${old.key}= now belongs in [${today.section}]. systemd still accepts it here, but documents it only there. Move it to that section.`,
      fixes: [
        editFix(
          title,
          alike && !rival ? 'safe' : 'unsafe',
          file,
          { range: node.range, newText: '' },
          addToSection(file, today.section, line),
        ),
      ],
    };
  },
};

/** What a file assigns, as section and key. */
function assignedIn({ analysis, memory }: FileView): ReadonlySet<string> {
  return memory.remember(
    ASSIGNED,
    () => new Set(analysis.entries.map(({ directive: { section, key } }) => `${section} ${key}`)),
  );
}

const ASSIGNED = key<ReadonlySet<string>>('assigned keys');

function found(file: UnitFile, node: Assignment): Pick<Finding, 'file' | 'range' | 'tags'> {
  return { file, range: node.keyRange, tags: ['deprecated'] };
}
