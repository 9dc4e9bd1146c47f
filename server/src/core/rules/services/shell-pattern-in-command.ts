import type { Fix } from '../../diagnostic.ts';
import { editFix } from '../../findings/edits.ts';
import type { EntryRule } from '../../findings/rule.ts';
import { type Message, say, sentences } from '../../text/message.ts';
import { shown } from '../../values/scalar.ts';
import type { Word } from '../../values/words/words.ts';
import type { Entry } from '../../workspace/analyse.ts';
import { commandsWith, runsScript, wordRange } from './command-arguments.ts';

/** What a shell expands in the words of a command, systemd hands on as it is (src/core/load-fragment.c, config_parse_exec). */
export const rule: EntryRule = {
  code: 'shell-pattern-in-command',
  effect: 'advice',
  severity: 'warning',
  scope: 'line',
  per: 'entry',
  parser: 'config_parse_exec',
  types: ['service', 'socket'],
  *check(entry) {
    for (const command of commandsWith(entry, /[*?~`]/)) {
      const isScript = runsScript(command);
      const found = command.words.slice(1).find(({ text }) => isPattern(text, command.path, isScript));
      if (!found) continue;
      yield {
        file: entry.file,
        range: wordRange(entry, found),
        message: sentences(
          say`"${shown(found.text)}" is passed to the program as it is: systemd uses no shell.`,
          remedy(found, entry.at.manager),
        ),
        fixes: fixes(found, entry),
      };
    }
  },
};

function isPattern(text: string, path: string, isScript: boolean): boolean {
  if (isOfHome(text)) return !EXPANDING.test(path);
  if (isScript) return false;
  return text.startsWith('`') || (HANDLING_FILES.test(path) && /^(?:\/|\.{1,2}\/)[^\s*?]*[*?]\S*$/.test(text));
}

function isOfHome(text: string): boolean {
  return /^~\/\S*$/.test(text);
}

/** Programs that put the home directory in for "~" themselves. */
const EXPANDING = /(?:^|\/)(?:ssh|autossh|sftp|scp|git|emacs|vim|nvim)$/;

/** Programs that do something with files, and read no patterns themselves. */
const HANDLING_FILES =
  /(?:^|\/)(?:rm|cp|mv|ls|cat|chown|chmod|chgrp|touch|ln|tar|g?zip|gunzip|bzip2|xz|head|tail|wc|stat|rmdir|mkdir|shred|setfacl|chattr|mount|umount|sha256sum|md5sum)$/;

function remedy({ text }: Word, manager: 'system' | 'user'): Message {
  if (!isOfHome(text)) return say`Write /bin/sh -c '…' around the command.`;
  return manager === 'user'
    ? say`Write %h${text.slice(1)} for the home directory.`
    : say`Write the path of the home directory out.`;
}

function fixes(word: Word, entry: Entry): Fix[] {
  if (!isOfHome(word.text) || entry.at.manager !== 'user') return [];
  const range = wordRange(entry, word, 0, 1);
  return [editFix(say`Write %h`, 'safe', entry.file, { range, newText: '%h' })];
}
