import { describe, expect, it } from 'vitest';
import { directive, keysOf, NEWEST_VERSION } from '../../src/core/catalogue/catalogue.ts';
import { sectionsOf, UNIT_TYPES } from '../../src/core/catalogue/unit-type.ts';
import { type Hover, hover } from '../../src/core/features/hover.ts';
import { KNOWN_MACHINE } from '../../src/core/testing/machines.ts';
import { sceneOf } from '../../src/core/testing/scene.ts';
import { english } from '../../src/core/text/message.ts';

const OTHERS = {
  '/w/web.service': '[Unit]\nDescription=The *web*\n[Service]\nExecStart=/bin/web\n',
  '/w/web.service.d/10-more.conf': '[Service]\nEnvironment=A=b\n',
  '/w/web.socket': '[Socket]\nListenStream=/run/[x](command:y).sock\n',
};

describe('whatever stands in the file', () => {
  const NASTY = [
    'x`[a](command:b)<img src=c>',
    '/x`[a](command:b)<img src=c>',
    'a=`[a](command:b)<i>',
    'a:/`[a](command:b)<i>:`[a](command:b)',
  ];

  it('never becomes a link, an image or HTML', () => {
    const leaks: string[] = [];
    let shown = 0;
    const seen = new Set<string>();
    for (const type of UNIT_TYPES) {
      for (const section of sectionsOf(type)) {
        for (const key of keysOf(section, NEWEST_VERSION)) {
          // What [Service] and [Socket] share is read by the same grammar.
          const { parser, ltype } = directive(section, key, NEWEST_VERSION)!;
          if (seen.has(`${key} ${parser} ${ltype}`)) continue;
          seen.add(`${key} ${parser} ${ltype}`);
          for (const value of NASTY) {
            for (const at of [0, 1, 4, value.length]) {
              const marked = `[${section}]\n${key}=${value.slice(0, at)}^${value.slice(at)}`;
              const found = english(hoverAt(`a.${type}`, marked)?.markdown ?? '');
              if (found.includes('command:b')) shown += 1;
              if (/<i|\]\(command:/.test(outsideOfCode(found))) leaks.push(`${key}=${value}: ${found}`);
            }
          }
        }
      }
    }
    expect(leaks).toEqual([]);
    expect(shown).toBeGreaterThan(100);
  });

  it('other units are no better trusted', () => {
    const found = english(hoverAt('a.service', '[Unit]\nAfter=web.^socket')!.markdown);
    expect(found).toContain('command:y');
    expect(outsideOfCode(found)).not.toContain('](command:');
  });
});

/** Markdown without its code spans and escaped characters, so that what is left is markup or plain text. */
function outsideOfCode(markdown: string): string {
  return markdown.replace(/\\[^A-Za-z0-9\s]/g, '').replace(/(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, '');
}

/** The hover where `^` stands. */
function hoverAt(name: string, marked: string): Hover | undefined {
  const { snapshot, file, marks } = sceneOf(`/w/${name}`, marked, OTHERS);
  return hover(snapshot, file, marks[0]!, KNOWN_MACHINE);
}
