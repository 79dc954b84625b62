// `npm run api`: what services and core offer, from their declarations and doc comments, as one page for each folder in out/api.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { root } from './root.ts';

const modules = ['services', 'core'];

/** Source files of the modules, without tests and what tests are made of. */
function sourceFiles(): string[] {
  const folders = modules.map((name) => join(root, 'electron', 'main', name));
  return folders
    .flatMap((folder) => ts.sys.readDirectory(folder, ['.ts'], ['**/*.test.ts', '**/testdata/**']))
    .toSorted();
}

/** Files as a page has them: what each is for, and what it exports, with its doc comments. */
export function sectionsOf(files: readonly string[]): Map<string, string> {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile.bind(ts.sys)) as { config: object };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const program = ts.createProgram(files, {
    ...options,
    ...{ noEmit: false, declaration: true, emitDeclarationOnly: true, types: ['node'] },
  });
  const sections = new Map<string, string>();
  for (const file of files) {
    const source = program.getSourceFile(file);
    const opening = /^(?:\/\/[^\n]*\n)+/u.exec(source?.text ?? '')?.[0] ?? '';
    const lead = opening.replace(/^\/\/ ?/gmu, '').trim();
    const write = (_: string, declarations: string): void => {
      const exported = declarations.replace(/^import [^;]*;\n/gmu, '').trim();
      sections.set(file, `## ${basename(file)}\n\n${lead}\n\n\`\`\`ts\n${exported}\n\`\`\`\n`);
    };
    program.emit(source, write, undefined, true);
  }
  return sections;
}

function writePages(): void {
  const out = join(root, 'out', 'api');
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const main = join(root, 'electron', 'main');
  const folders = Map.groupBy(sectionsOf(sourceFiles()), ([path]) =>
    relative(main, dirname(path)).replaceAll('\\', '/'),
  );
  for (const [folder, files] of folders) {
    const page = [`# ${folder}\n`, ...files.map(([, section]) => section)].join('\n');
    writeFileSync(join(out, `${folder.replaceAll('/', '-')}.md`), page);
  }
  console.error(`${folders.size} pages are in ${relative(root, out)}.`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) writePages();
