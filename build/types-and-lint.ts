// Types and lint in one process: the compiler sees each file once, in the program of its own room, and the lint asks the same programs.
// Run apart, each room would be compiled again for every room that imports it, and once more for the lint.
import { dirname, join, relative } from 'node:path';
import { ESLint } from 'eslint';
import ts from 'typescript';
import { modules } from './modules.ts';
import { root } from './root.ts';

const configs = modules.map((workspace) =>
  join(root, workspace.endsWith('.json') ? workspace : `${workspace}/tsconfig.json`),
);

const host: ts.FormatDiagnosticsHost = {
  getCanonicalFileName: (name) => name,
  getCurrentDirectory: () => root,
  getNewLine: () => '\n',
};

function programOf(config: string): ts.Program {
  const refused = (diagnostic: ts.Diagnostic): never => {
    throw new Error(ts.formatDiagnostic(diagnostic, host));
  };
  const parsed = ts.getParsedCommandLineOfConfigFile(
    config,
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: refused },
  );
  if (parsed === undefined) throw new Error(`${config} cannot be read`);
  parsed.errors.forEach(refused);
  return ts.createProgram({ rootNames: parsed.fileNames, options: parsed.options });
}

/** What the compiler says of the files of a room itself; what it imports from another room is said there. */
function typeErrors(config: string, program: ts.Program): readonly ts.Diagnostic[] {
  const workspace = dirname(config);
  const own = program
    .getRootFileNames()
    .filter((name) => !relative(workspace, name).startsWith('..'))
    .flatMap((name) => program.getSourceFile(name) ?? []);
  return [
    ...program.getOptionsDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...own.flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]),
  ];
}

let faults = 0;
const programs: ts.Program[] = [];
for (const config of configs) {
  const program = programOf(config);
  programs.push(program);
  const found = typeErrors(config, program);
  faults += found.length;
  if (found.length > 0) console.log(ts.formatDiagnostics(found, host));
}

const eslint = new ESLint({
  cwd: root,
  overrideConfigFile: join(root, 'build', 'eslint.config.ts'),
  overrideConfig: { languageOptions: { parserOptions: { programs, projectService: false, project: null } } },
});
const results = await eslint.lintFiles(['.']);
for (const { errorCount, warningCount } of results) faults += errorCount + warningCount;
const formatter = await eslint.loadFormatter('stylish');
console.log(await formatter.format(results));
process.exitCode = faults === 0 ? 0 : 1;
