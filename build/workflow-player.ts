// Plays the jobs of a workflow as far as one machine can: each step's shell runs in a checkout, with the variables and artifacts that the
// service would give it. What a step needs, the steps before it must have left. The expressions are evaluated by the service's own library;
// `build/workflow-machine` stands for the programs that this machine lacks.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, copyFileSync, cpSync, existsSync, globSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { data, Evaluator, type Expr, Lexer, Parser } from '@actions/expressions';
import { parse } from 'yaml';
import { root } from './root.ts';
import type { Job, Step, Workflow } from './workflows.ts';

/** What the jobs are given: the secrets of the repository, and a folder that is theirs. */
interface Given {
  readonly secrets: Readonly<Record<string, string>>;
  readonly folder: string;
}

/** How a job ended. */
export interface PlayedJob {
  readonly job: string;
  readonly system: string;
  /** Where its steps ran. */
  readonly folder: string;
  /** The step that failed, with what it printed; undefined where all went well. */
  readonly failed?: string;
}

/** Plays all jobs in the order of their needs. A job whose need has failed does not run. */
export async function playWorkflow(content: string, given: Given): Promise<PlayedJob[]> {
  const { jobs } = parse(content) as Workflow;
  const played: PlayedJob[] = [];
  for (const [id, job] of Object.entries(jobs)) {
    const needed = played.filter((each) => each.job === job.needs);
    if (job.needs !== undefined && (needed.length === 0 || needed.some(({ failed }) => failed !== undefined))) continue;
    const systems = job.strategy?.matrix.system ?? [job['runs-on'] ?? ''];
    played.push(...(await Promise.all(systems.map((system) => playJob(id, job, system, given)))));
  }
  return played;
}

const osOf = (system: string): string => {
  if (system.startsWith('windows')) return 'Windows';
  return system.startsWith('macos') ? 'macOS' : 'Linux';
};

async function playJob(id: string, job: Job, system: string, given: Given): Promise<PlayedJob> {
  const folder = join(given.folder, `${id}-${system}`);
  mkdirSync(folder, { recursive: true });
  const contexts = {
    runner: { os: osOf(system) },
    matrix: { system },
    secrets: given.secrets,
    github: { token: 'a token', ref_name: 'v9.9.9' },
  };
  for (const step of job.steps ?? []) {
    const condition = step.if?.replace(/^\$\{\{|\}\}$/g, '');
    if (condition !== undefined && evaluated(condition, contexts) !== 'true') continue;
    const filled = (text: unknown): string =>
      String(text).replaceAll(/\$\{\{(.*?)\}\}/gs, (_all, expression: string) => evaluated(expression, contexts));
    const why = await playStep(step, filled, { folder, os: osOf(system), given }).catch((error: unknown) =>
      String(error),
    );
    if (why !== undefined) return { job: id, system, folder, failed: `${step.name ?? step.uses ?? ''}: ${why}` };
  }
  return { job: id, system, folder };
}

type Contexts = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** As the service writes the value of an expression. */
function evaluated(expression: string, contexts: Contexts): string {
  const dictionary = new data.Dictionary();
  for (const [name, values] of Object.entries(contexts)) {
    const pairs = Object.entries(values).map(([key, value]) => ({ key, value: new data.StringData(value) }));
    dictionary.add(name, new data.Dictionary(...pairs));
  }
  const cancelled = { name: 'cancelled', minArgs: 0, maxArgs: 0, call: () => new data.BooleanData(false) };
  const { tokens } = new Lexer(expression.trim()).lex();
  const parsed: Expr = new Parser(tokens, Object.keys(contexts), [cancelled]).parse();
  return new Evaluator(parsed, dictionary, new Map([['cancelled', cancelled]])).evaluate().coerceString();
}

interface Place {
  readonly folder: string;
  readonly os: string;
  readonly given: Given;
}
type Filled = (text: unknown) => string;

/** @returns why the step failed, if it did */
async function playStep(step: Step, filled: Filled, place: Place): Promise<string | undefined> {
  if (step.run !== undefined) return runShell(step.run, step.env ?? {}, filled, place);
  const action = (step.uses ?? '').replace(/@.*/, '');
  const input = (name: string): string => filled(step.with?.[name] ?? '');
  switch (action) {
    case 'actions/checkout':
      checkOut(place.folder);
      return undefined;
    case 'actions/setup-node':
      return existsSync(join(place.folder, input('node-version-file'))) ? undefined : 'no file of the version';
    case 'actions/upload-artifact':
      return upload(input('name'), input('path'), place);
    case 'actions/download-artifact':
      return download(input('name'), input('pattern'), input('path'), place);
    case 'actions/attest-build-provenance':
      return found(input('subject-path'), place.folder).length > 0 ? undefined : 'nothing to attest';
    default:
      return `nobody can play ${action}`;
  }
}

const machine = join(root, 'build', 'workflow-machine');

/** The checkout: what the jobs change is copied, the rest is what lies here. */
function checkOut(folder: string): void {
  const copied = ['build', 'package.json', 'package-lock.json', '.npmrc', '.nvmrc', 'CHANGELOG.md', 'LICENSE'];
  for (const name of copied)
    cpSync(join(root, name), join(folder, name), {
      recursive: true,
      filter: (from) => basename(from) !== 'node_modules',
    });
  for (const name of ['assets', 'e2e', 'electron', 'renderer', 'shared'])
    symlinkSync(join(root, name), join(folder, name));
  for (const task of ['build', 'smoke', 'test'])
    copyFileSync(join(machine, 'task.ts'), join(folder, 'build', `${task}.ts`));
  writeFileSync(join(folder, 'build', 'system-packages.mjs'), '');
}

/** Programs in the place of those that would change this machine or need another. */
const programs: Readonly<Record<string, string>> = {
  npm: `exec "$PLAYED_NODE" '${join(machine, 'npm.cjs')}' "$@"`,
  node: 'exec "$PLAYED_NODE" "$@"',
  sudo: 'exit 0',
  'xvfb-run': 'shift; DISPLAY=:99 exec "$@"',
  // The options of `gh release create`, as far as a release needs them: each file must be there.
  gh: `test "$1 $2" = "release create" && shift 3; test -n "$GH_TOKEN"
while test $# -gt 0; do case "$1" in
  --repo|--title) shift ;;
  --verify-tag|--draft) ;;
  --notes-file) shift; test -f "$1" || exit 1 ;;
  *) test -f "$1" || exit 1; echo "$1" >> released ;;
esac; shift; done`,
};

function programFolder(folder: string): string {
  const place = join(folder, 'programs');
  if (existsSync(place)) return place;
  mkdirSync(place);
  for (const [name, text] of Object.entries(programs)) {
    writeFileSync(join(place, name), `#!/bin/sh\nset -e\n${text}\n`);
    chmodSync(join(place, name), 0o755);
  }
  return place;
}

async function runShell(
  script: string,
  variables: Readonly<Record<string, string>>,
  filled: Filled,
  { folder, os, given }: Place,
): Promise<string | undefined> {
  // Windows has another shell there: one command is the same in both.
  if (os === 'Windows' && script.trim().includes('\n')) return 'more than one line for the shell of Windows';
  const env = {
    PATH: `${programFolder(given.folder)}:/usr/bin:/bin`,
    HOME: given.folder,
    GITHUB_REPOSITORY: 'somebody/fork',
    RUNNER_OS: os,
    NODE_OPTIONS: `--no-warnings --require=${join(machine, 'system.cjs')}`,
    PLAYED_NODE: process.execPath,
    PLAYED_ROOT: root,
    ...Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, filled(value)])),
  };
  const child = spawn('bash', ['-e', '-c', script], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => (said += bytes.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return code === 0 ? undefined : `exit ${String(code)}: ${said.slice(-1500)}`;
}

const linesOf = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '');

/** The files that patterns name; of a folder, all that is in it. */
function found(patterns: string, folder: string): string[] {
  const all = linesOf(patterns).flatMap((pattern) => globSync(pattern.trim(), { cwd: folder }));
  return all.flatMap((path) => {
    const whole = join(folder, path);
    if (!statSync(whole).isDirectory()) return [whole];
    return globSync('**/*', { cwd: whole })
      .map((name) => join(whole, name))
      .filter((file) => statSync(file).isFile());
  });
}

/** Paths in an artifact begin where all its patterns have been searched (actions/upload-artifact, src/shared/search.ts). */
function upload(name: string, patterns: string, { folder, given }: Place): string | undefined {
  const files = found(patterns, folder);
  if (files.length === 0) return 'no file to upload';
  const searched = linesOf(patterns).map((pattern) => {
    const parts = pattern.trim().split('/');
    const wild = parts.findIndex((part) => part.includes('*'));
    return resolve(folder, ...(wild === -1 ? parts : parts.slice(0, wild)));
  });
  const isOneFile = searched.length === 1 && files.length === 1 && files[0] === searched[0];
  const base = isOneFile ? dirname(searched[0] ?? '') : searched.reduce(commonFolder);
  for (const file of files) {
    const target = join(given.folder, 'artifacts', name, relative(base, file));
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(file, target);
  }
  return undefined;
}

function commonFolder(one: string, other: string): string {
  const others = other.split(sep);
  const parts = one.split(sep);
  const apart = parts.findIndex((part, at) => part !== others[at]);
  return parts.slice(0, apart === -1 ? parts.length : apart).join(sep);
}

/** By name into the folder itself, by pattern each artifact into a folder of its name. */
function download(name: string, pattern: string, path: string, { folder, given }: Place): string | undefined {
  const store = join(given.folder, 'artifacts');
  const names = name === '' ? globSync(pattern, { cwd: store }) : readdirSync(store).filter((each) => each === name);
  if (names.length === 0) return `there is no artifact ${name}${pattern}`;
  for (const each of names) cpSync(join(store, each), join(folder, path, name === '' ? each : ''), { recursive: true });
  return undefined;
}
