import type { UnitFile } from './unit-file.ts';

/** Whether a stretch of a source, such as `foo.service.in`, will be another in the unit file that is made of it. False in all other files. */
export function hasPlaceholder({ kind }: UnitFile, text: string): boolean {
  return kind.source === true && PLACEHOLDER.test(text);
}

/**
 * What Autoconf and Meson (`@x@`), Jinja, Go and Mustache (`{{ }}`, `{% %}`), ERB and EPP (`<% %>`), shells and CMake (`${}`), m4 and
 * others replace.
 */
const PLACEHOLDER = /@[\w:.-]+@|\{[{%#]|[%#}]\}|<%|%>|\$\{|\$\(|#\{|\bm4_|`|__[A-Z]\w*__|%[A-Z_]{2,}%|<[A-Z][A-Z_]+>/;
