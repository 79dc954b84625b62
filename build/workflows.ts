// Checks the workflows: by the parser of the service that runs them, and by our own rules about rights, hashes and time.
import { readdirSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'yaml';
import { root } from './root.ts';

// The parser imports its own JSON without naming the type, as a bundler lets it; Node wants the type.
registerHooks({
  load: (url, context, next) =>
    next(url, url.endsWith('.json') ? { ...context, importAttributes: { type: 'json' } } : context),
});
const { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } = await import('@actions/workflow-parser');

/** A whole commit of an action, and the version that it is: a tag can be moved. */
const pinned = /^[\w.-]+\/[\w.-]+(?:\/[\w./-]+)?@[0-9a-f]{40}$/;
const pinnedLine = /^\s*-?\s*uses:\s*(\S+)(?:\s+# v\d+\.\d+\.\d+)?\s*$/;

export interface Step {
  readonly name?: string;
  readonly if?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
export interface Job {
  readonly 'runs-on'?: string;
  readonly needs?: string;
  readonly 'timeout-minutes'?: number;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly strategy?: { readonly matrix: { readonly system: readonly string[] } };
  readonly steps?: readonly Step[];
}
export interface Workflow {
  readonly on: unknown;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

/** What the service itself would refuse. */
async function refusals(name: string, content: string): Promise<string[]> {
  const { context, value } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
  if (value !== undefined) await convertWorkflowTemplate(context, value);
  return context.errors.getErrors().map(({ message }) => message);
}

/** What the service would run, and we do not want. */
function ownRules(content: string): string[] {
  const workflow = parse(content) as Workflow;
  const wrong: string[] = [];
  const granted = Object.entries(workflow.permissions ?? { all: 'unnamed' });
  if (granted.length !== 1 || granted[0]?.join(':') !== 'contents:read')
    wrong.push('the whole workflow may do more than read');
  if (JSON.stringify(workflow.on).includes('pull_request_target')) wrong.push('runs foreign code with our rights');
  for (const [id, { steps = [], permissions = {}, 'timeout-minutes': limit }] of Object.entries(workflow.jobs)) {
    const mayWrite = Object.values(permissions).includes('write');
    if (limit === undefined) wrong.push(`${id}: no time limit`);
    for (const { uses, run = '', with: inputs } of steps) {
      if (uses !== undefined && !pinned.test(uses)) wrong.push(`${id}: ${uses} is not pinned to a commit`);
      if (uses?.startsWith('actions/checkout@') === true && inputs?.['persist-credentials'] !== false) {
        wrong.push(`${id}: the checkout leaves its credentials behind`);
      }
      // Dependencies run in every command of ours, and would have these rights.
      if (mayWrite && (/\b(?:npm|npx|node)\b/.test(run) || uses?.startsWith('actions/checkout@') === true))
        wrong.push(`${id}: a job that may write runs code of the project`);
      // What is between the braces is put into the script as text: a branch can be named like a command.
      if (run.includes('${{')) wrong.push(`${id}: an expression inside a script`);
    }
  }
  for (const line of content.split('\n').filter((each) => /^\s*-?\s*uses:/.test(each))) {
    if (!pinnedLine.test(line) || !line.includes('# v')) wrong.push(`without its version: ${line.trim()}`);
  }
  return wrong;
}

/** Everything that is wrong with a workflow; empty where nothing is. */
export const problemsOf = async (name: string, content: string): Promise<string[]> => {
  const refused = await refusals(name, content);
  // What cannot be parsed has no rights to look at.
  return refused.length > 0 ? refused : ownRules(content);
};

const folder = join(root, '.github', 'workflows');
export const workflowFiles = (): string[] => readdirSync(folder).map((name) => join(folder, name));

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const file of workflowFiles()) {
    for (const problem of await problemsOf(file, readFileSync(file, 'utf8'))) {
      console.error(`${file}: ${problem}`);
      process.exitCode = 1;
    }
  }
}
