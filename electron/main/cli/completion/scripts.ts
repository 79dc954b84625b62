// The scripts by which shells complete commands. Each finds the place by the words that were typed, and offers what may be there: behind
// an option its values, behind a hyphen the options, else commands or files.
import type { OptionWord, Place } from './places.ts';

/** The shells for which there is a script. */
export const shells = ['bash', 'zsh', 'fish', 'powershell'] as const;
export type Shell = (typeof shells)[number];

/** The script of one shell, line by line. */
export const completionScript = (shell: Shell, places: readonly Place[]): readonly string[] => scripts[shell](places);

const scripts: Readonly<Record<Shell, (places: readonly Place[]) => readonly string[]>> = {
  bash,
  zsh,
  fish,
  powershell,
};

const pathsOf = (places: readonly Place[]): readonly string[] =>
  places.flatMap(({ path }) => (path === '' ? [] : [path]));

/** Options that take one of a few values, by the place and the option. */
const choicesOf = (places: readonly Place[]): readonly (readonly [where: string, values: readonly string[]])[] =>
  places.flatMap(({ path, options }) =>
    options.filter(({ values }) => values.length > 0).map(({ word, values }) => [`${path} ${word}`, values] as const),
  );

/** What bash and zsh have in common: sets `place`, `values`, `plain` and `dashed`. */
const found = (places: readonly Place[]): readonly string[] => [
  `    case "$place $each" in`,
  `      ${pathsOf(places)
    .map((path) => `'${path}'`)
    .join('|')}) place="$place $each" ;;`,
  '    esac',
  '  done',
  '  case "$place $previous" in',
  ...choicesOf(places).map(([where, values]) => `    '${where}') values='${values.join(' ')}' ;;`),
  '  esac',
  '  case "$place" in',
  ...places.map(({ path, words, options }) => `    '${path}') plain='${listed(words)}' dashed='${listed(options)}' ;;`),
  '  esac',
];

const listed = (words: readonly { readonly word: string }[]): string => words.map(({ word }) => word).join(' ');

function bash(places: readonly Place[]): readonly string[] {
  return [
    '_lifeboat() {',
    `  local word="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}"`,
    `  local place='' each values='' plain='' dashed=''`,
    `  for each in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do`,
    ...found(places),
    '  [[ $word == -* ]] && plain=$dashed',
    `  COMPREPLY=($(compgen -W "\${values:-$plain}" -- "$word"))`,
    '}',
    'complete -o default -F _lifeboat lifeboat',
  ];
}

function zsh(places: readonly Place[]): readonly string[] {
  return [
    '#compdef lifeboat',
    '_lifeboat() {',
    '  local word=${words[CURRENT]} previous=${words[CURRENT-1]}',
    `  local place='' each values='' plain='' dashed=''`,
    '  for each in ${words[2,CURRENT-1]}; do',
    ...found(places),
    '  [[ $word == -* ]] && plain=$dashed',
    '  if [[ -n $values ]]; then compadd -- ${=values}',
    '  elif [[ -n $plain ]]; then compadd -- ${=plain}',
    '  else _files; fi',
    '}',
    // A file of the function path is run when it is first needed; a script that is read declares itself.
    'if [[ $funcstack[1] == _lifeboat ]]; then _lifeboat "$@"; else compdef _lifeboat lifeboat; fi',
  ];
}

function fish(places: readonly Place[]): readonly string[] {
  const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  const at = (path: string): string => `complete -c lifeboat -n ${quoted(`__lifeboat_at "${path}"`)}`;
  const value = ({ takesValue, values }: OptionWord): string =>
    values.length > 0 ? ` -x -a ${quoted(values.join(' '))}` : takesValue ? ' -r' : '';
  return [
    'function __lifeboat_at',
    `    set -l place ''`,
    '    for each in (commandline -opc)[2..-1]',
    `        if contains -- "$place $each" ${pathsOf(places).map(quoted).join(' ')}`,
    '            set place "$place $each"',
    '        end',
    '    end',
    '    test "$place" = "$argv[1]"',
    'end',
    ...places.flatMap(({ path, words, options }) => [
      ...words.map(({ word, about }) => `${at(path)} -f -a ${word} -d ${quoted(about)}`),
      ...options.map((option) => `${at(path)} -l ${option.word.slice(2)}${value(option)} -d ${quoted(option.about)}`),
    ]),
  ];
}

function powershell(places: readonly Place[]): readonly string[] {
  const list = (words: readonly string[]): string => `@(${words.map((word) => `'${word}'`).join(', ')})`;
  const names = (words: readonly { readonly word: string }[]): string => list(words.map(({ word }) => word));
  return [
    'Register-ArgumentCompleter -Native -CommandName lifeboat -ScriptBlock {',
    '  param($word, $line, $cursor)',
    '  $places = @{',
    ...places.map(
      ({ path, words, options }) => `    '${path}' = @{ plain = ${names(words)}; dashed = ${names(options)} }`,
    ),
    '  }',
    '  $values = @{',
    ...choicesOf(places).map(([where, values]) => `    '${where}' = ${list(values)}`),
    '  }',
    `  $place = ''; $previous = ''`,
    '  foreach ($each in ($line.CommandElements | Select-Object -Skip 1)) {',
    '    if ($each.Extent.StartOffset -ge $cursor -or ($word -and $each.Extent.EndOffset -ge $cursor)) { break }',
    '    if ($places.ContainsKey("$place $each")) { $place = "$place $each" }',
    '    $previous = "$each"',
    '  }',
    '  $found = if ($values.ContainsKey("$place $previous")) { $values["$place $previous"] }',
    `    elseif ($word -like '-*') { $places[$place].dashed } else { $places[$place].plain }`,
    '  $found | Where-Object { $_ -like "$word*" } |',
    `    ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }`,
    '}',
  ];
}
