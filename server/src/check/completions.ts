import { pageCodes } from '../core/findings/page.ts';
import { type Argument, type Language, render } from '../core/text/message.ts';
import {
  ALWAYS,
  COMMANDS,
  type CommandEntry,
  choicesOf,
  OPTIONS,
  type OptionEntry,
  type OptionName,
  SHELLS,
} from './options.ts';

export type Shell = (typeof SHELLS)[number];

/** The completions for a shell: a script that it reads when it starts, or that stands where it looks for completions. */
export function completions(shell: Shell, language: Language): string {
  switch (shell) {
    case 'bash':
      return bash();
    case 'zsh':
      return zsh(language);
    case 'fish':
      return fish(language);
  }
}

const commands: readonly [string, CommandEntry][] = Object.entries(COMMANDS);

function optionsOf({ options }: CommandEntry): readonly OptionName[] {
  return [...options, ...ALWAYS];
}

/** Whether an option takes several words with commas between them. */
function isList(name: OptionName): boolean {
  const { argument }: OptionEntry = OPTIONS[name];
  return argument?.toString().endsWith(',…') ?? false;
}

/** The words that may stand behind an option, or where a command has its operands; undefined: files, folders, or anything. */
function wordsFor(name: OptionName, command: CommandEntry): readonly string[] | undefined {
  return name === 'select' || name === 'ignore' ? pageCodes() : choicesOf(name, command);
}

function operandsOf({ takes }: CommandEntry): readonly string[] | undefined {
  if (takes === 'code') return pageCodes();
  return takes === 'shell' ? SHELLS : undefined;
}

function bash(): string {
  const words = (list: readonly string[]) => `COMPREPLY=($(compgen -W '${list.join(' ')}' -- "$current")); return`;
  // Of a list the last item is completed, behind those before it.
  const items = (list: readonly string[]) =>
    `COMPREPLY=($(compgen -P "$before" -W '${list.join(' ')}' -- "\${current##*,}")); return`;
  const values = commands.flatMap(([name, command]) =>
    optionsOf(command).flatMap((option) => {
      const { takes, type }: OptionEntry = OPTIONS[option];
      if (type === 'boolean') return [];
      const choices = wordsFor(option, command);
      const act = choices
        ? (isList(option) ? items : words)(choices)
        : takes === 'folder'
          ? 'COMPREPLY=($(compgen -d -- "$current")); return'
          : 'return';
      return `    ${name}:--${option}) ${act} ;;`;
    }),
  );
  const rest = commands.map(([name, command]) => {
    const operands = operandsOf(command);
    const options = words(optionsOf(command).map((option) => `--${option}`));
    const other = operands ? `\n      ${words(operands)}` : '';
    return `    ${name})\n      if [[ $current == -* ]]; then ${options}; fi${other} ;;`;
  });
  const names = commands.map(([name]) => name);
  return `# Completions of systemd-units for bash.
_systemd_units() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD - 1]} command='' word before=''
  COMPREPLY=()
  # Readline takes "=" for a word of its own.
  if [[ $current == '=' ]]; then current=''
  elif [[ $previous == '=' ]]; then previous=\${COMP_WORDS[COMP_CWORD - 2]}; fi
  if [[ $current == *,* ]]; then before=\${current%,*},; fi
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD - 1}"; do
    case $word in
    ${names.join(' | ')}) command=$word; break ;;
    esac
  done
  case $command:$previous in
${values.join('\n')}
  esac
  case $command in
${rest.join('\n')}
    '') ${words([...names, ...ALWAYS.map((option) => `--${option}`)])} ;;
  esac
}
# Where nothing is completed, names of files are.
complete -o default -F _systemd_units systemd-units
`;
}

function zsh(language: Language): string {
  const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  const plain = (text: Argument) => render(text, language).replace(/[\\[\]:]/g, '\\$&');
  const option = (name: OptionName, command: CommandEntry): string => {
    const { about, argument, multiple, short, takes, type }: OptionEntry = OPTIONS[name];
    const again = multiple ? '*' : '';
    if (type === 'boolean') {
      const both = short === undefined ? '' : ` ${quoted(`-${short}[${plain(about)}]`)}`;
      return quoted(`${again}--${name}[${plain(about)}]`) + both;
    }
    const choices = wordsFor(name, command);
    const act = choices
      ? `(${choices.join(' ')})`
      : takes === 'folder'
        ? '_files -/'
        : takes === 'file'
          ? '_files'
          : ' ';
    return quoted(`${again}--${name}=[${plain(about)}]:${plain(argument ?? name)}:${act}`);
  };
  const cases = commands.map(([name, command]) => {
    const operands = operandsOf(command);
    const last = quoted(`*:${plain(command.operands)}:${operands ? `(${operands.join(' ')})` : '_files'}`);
    const lines = [...optionsOf(command).map((one) => option(one, command)), last];
    return `    ${name})\n      _arguments -s ${lines.map((line) => `\\\n        ${line}`).join(' ')} ;;`;
  });
  return `#compdef systemd-units
# Completions of systemd-units for zsh.
_systemd_units() {
  local curcontext=$curcontext state line
  typeset -A opt_args
  local -a commands=(
${commands.map(([name, { about }]) => `    ${quoted(`${name}:${plain(about)}`)}`).join('\n')}
  )
  _arguments -C ${ALWAYS.map((name) => option(name, COMMANDS.check)).join(' ')} '1:command:->command' '*::operand:->operand'
  case $state in
  command) _describe command commands ;;
  operand)
    case $words[1] in
${cases.join('\n')}
    esac ;;
  esac
}
if [ "$funcstack[1]" = _systemd_units ]; then _systemd_units "$@"; else compdef _systemd_units systemd-units; fi
`;
}

function fish(language: Language): string {
  const quoted = (text: string) => `'${text.replace(/[\\']/g, '\\$&')}'`;
  const lines = commands.flatMap(([name, command]) => {
    const behind = `-n ${quoted(`__fish_seen_subcommand_from ${name}`)}`;
    const operands = operandsOf(command);
    return [
      `complete -c systemd-units -n __fish_use_subcommand -f -a ${name} -d ${quoted(render(command.about, language))}`,
      ...(operands ? [`complete -c systemd-units ${behind} -f -a ${quoted(operands.join(' '))}`] : []),
      ...command.options.map((option) => {
        const { about, takes, type }: OptionEntry = OPTIONS[option];
        const choices = wordsFor(option, command);
        const value = choices
          ? ` -x -a ${quoted(isList(option) ? `(__fish_append , ${choices.join(' ')})` : choices.join(' '))}`
          : takes === 'folder'
            ? " -x -a '(__fish_complete_directories)'"
            : takes === 'file'
              ? ' -r -F'
              : type === 'string'
                ? ' -x'
                : '';
        return `complete -c systemd-units ${behind} -l ${option}${value} -d ${quoted(render(about, language))}`;
      }),
    ];
  });
  const always = ALWAYS.map((option) => {
    const { about, short }: OptionEntry = OPTIONS[option];
    return `complete -c systemd-units${short === undefined ? '' : ` -s ${short}`} -l ${option} -d ${quoted(render(about, language))}`;
  });
  return `# Completions of systemd-units for fish.\n${[...lines, ...always].join('\n')}\n`;
}
