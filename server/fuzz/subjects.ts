import type { Subject } from './subject.ts';
import { printing, words } from './subjects/command-line.ts';
import { edits } from './subjects/edits.ts';
import { features } from './subjects/features.ts';
import { formatting } from './subjects/formatting.ts';
import { messages } from './subjects/messages.ts';
import { bytes, reparsing, syntax } from './subjects/syntax.ts';
import { units } from './subjects/units.ts';
import { values } from './subjects/values.ts';

/** All that is fed with anything. */
export const SUBJECTS: readonly Subject[] = [
  bytes,
  syntax,
  reparsing,
  values,
  units,
  features,
  formatting,
  edits,
  words,
  printing,
  messages,
];
