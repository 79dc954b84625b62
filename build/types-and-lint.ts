// Types and lint in one process, module by module: the compiler sees a module's files once, and the lint asks the same program. Run apart,
// each module would be compiled once more for the lint; with all programs at a time, the collector of garbage walks through them all again
// and again.
import { readdirSync } from 'node:fs';
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

/** The files of a module itself, which are checked in its program; what it imports from another module is checked there. */
const ownFiles = (config: string, program: ts.Program): readonly string[] =>
  program.getRootFileNames().filter((name) => !relative(dirname(config), name).startsWith('..'));

function typeErrors(program: ts.Program, files: readonly string[]): readonly ts.Diagnostic[] {
  const sources = files.flatMap((name) => program.getSourceFile(name) ?? []);
  return [
    ...program.getOptionsDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...sources.flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]),
  ];
}

const lintWith = (program: ts.Program): ESLint =>
  new ESLint({
    cwd: root,
    overrideConfigFile: join(root, 'build', 'eslint.config.ts'),
    overrideConfig: {
      languageOptions: { parserOptions: { programs: [program], projectService: false, project: null } },
    },
  });

const isTypeScript = (path: string): boolean => /[.]tsx?$/u.test(path);

/** Every source file of the project, whether a module has it or not. */
const sources = readdirSync(root, { withFileTypes: true })
  .filter(({ name }) => !['node_modules', 'out', 'dist', '.git'].includes(name))
  .flatMap((entry) =>
    entry.isDirectory()
      ? readdirSync(join(root, entry.name), { recursive: true, encoding: 'utf8' }).map((path) => join(entry.name, path))
      : [entry.name],
  )
  .filter(isTypeScript)
  .map((path) => join(root, path));

let faults = 0;
const checked = new Set<string>();

/** One module; its program goes before the next one comes. */
async function check(config: string): Promise<void> {
  const program = programOf(config);
  const files = ownFiles(config, program).filter((name) => !checked.has(name));
  for (const name of files) checked.add(name);
  const found = typeErrors(program, files);
  if (found.length > 0) console.log(ts.formatDiagnostics(found, host));
  const eslint = lintWith(program);
  const results = await eslint.lintFiles(files.filter(isTypeScript));
  console.log(await (await eslint.loadFormatter('stylish')).format(results));
  faults += results.reduce((sum, { errorCount, warningCount }) => sum + errorCount + warningCount, found.length);
}

for (const config of configs) await check(config);
const unchecked = sources.filter((path) => !checked.has(path));
for (const path of unchecked) console.log(`${relative(root, path)} is in no module: no tsconfig.json has it`);
faults += unchecked.length;
process.exitCode = faults === 0 ? 0 : 1;
