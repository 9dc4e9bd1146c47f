import { basename } from 'node:path';

/**
 * The single executable: the language server, where it is called by the name that the package of npm has for it, for example through a link,
 * or `language-server` comes first; else the command line.
 */

const [program = '', called = '', first] = process.argv;
const byWord = first === 'language-server';
if (byWord) process.argv.splice(2, 1);

const byName = [program, called].some((path) => basename(path) === 'systemd-units-language-server');
if (byWord || byName) void import('./node.ts');
else void import('./cli.ts');
