import { FENCED } from '../text/markdown.ts';
import { writeMarked } from '../text/markers.ts';
import { type Language, render } from '../text/message.ts';
import { pageOf, pageText } from './page.ts';
import { diagnoseExample, type Example, readPage, toMarks } from './rule-page.ts';

/**
 * The page of a code in a language, whose examples show what a person who reads that language is told; undefined for a code without one. A
 * page that has no translation is as it was written.
 */
export function pageIn(code: string, language: Language): string | undefined {
  const page = pageOf(code);
  if (page === undefined) return undefined;
  if (language.template(page.key ?? '') === undefined) return pageText(code);
  const examples = withFindings(code, pageText(code)!, language).match(FENCED) ?? [];
  return render({ ...page, args: examples }, language);
}

/** An English page with the marker lines of its bad examples written anew, in a language. */
export function withFindings(code: string, page: string, language: Language): string {
  const examples = [...(readPage(code)?.examples ?? [])];
  const [head = '', ...parts] = page.split(/^(?=## )/m);
  const marked = parts.map((part) =>
    /^## (Bad|Good)\b/.test(part) ? marksOf(part, examples.shift(), code, language) : part,
  );
  return head + marked.join('');
}

function marksOf(part: string, example: Example | undefined, code: string, language: Language): string {
  if (!example?.bad) return part;
  const found = diagnoseExample(example).filter((one) => one.code === code);
  const files = [...example.files];
  return part.replace(/^(```systemd \S+\n)([\s\S]*?)(?=^```)/gm, (_, fence: string) => {
    const { name, text } = files.shift()!;
    const here = found.filter(({ file }) => file === `/w/${name}`);
    return fence + writeMarked({ text, marks: toMarks(here, language) });
  });
}
