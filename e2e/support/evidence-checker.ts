// The independent checker of evidence for many packages in one process of Python: starting that again takes longer than the checking.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '#build/root.ts';

const checker = join(root, 'assets', 'evidence-checker', 'check-evidence.py');

/**
 * Runs the file as it is there, as a program and with nothing left of the run before. What openssl says of the same files it is asked once:
 * most of a package is like that of the row before. A refusal is a call of one of three functions; one in a loop over a table of rules counts
 * once for each rule. An empty list of arguments asks which of them no run has come to.
 */
const script = `
import ast, contextlib, io, json, os, subprocess, sys, traceback
path = sys.argv[1]
with open(path, encoding='utf-8') as file:
    source = file.read()
program = compile(source, path, 'exec')
refusing = {'fail', 'same', 'same_members'}
def calls_in(node):
    return [each for each in ast.walk(node) if isinstance(each, ast.Call) and getattr(each.func, 'id', '') in refusing]
unreached = {}
for function in [each for each in ast.parse(source).body if isinstance(each, (ast.FunctionDef, ast.ClassDef)) and each.name not in refusing]:
    tables = {each.targets[0].id: each.value for each in ast.walk(function)
              if isinstance(each, ast.Assign) and isinstance(each.targets[0], ast.Name) and isinstance(each.value, ast.Dict)}
    rules = {}
    for loop in [each for each in ast.walk(function) if isinstance(each, ast.For)]:
        table = tables.get(getattr(getattr(getattr(loop.iter, 'func', None), 'value', None), 'id', None))
        if table:
            rules.update({call.lineno: [key.value for key in table.keys] for call in calls_in(loop)})
    for call in calls_in(function):
        for rule in rules.get(call.lineno, [None]):
            unreached[call.lineno, rule] = (call.end_lineno, f'{function.name}: {rule or ast.get_source_segment(source, call)}')
def reach(error):
    frames = [each for each in traceback.walk_tb(error.__traceback__) if each[0].f_code.co_filename == path]
    frames = [each for each in frames if each[0].f_code.co_name not in refusing]
    frame, line = frames[-1]
    names = {None, frame.f_locals.get('rule'), frame.f_locals.get('part')}
    for first, rule in [each for each, (last, _) in unreached.items() if each[0] <= line <= last and each[1] in names]:
        del unreached[first, rule]
run, known = subprocess.run, {}
def run_once(command, cwd, **options):
    def read(name):
        with open(os.path.join(cwd, name), 'rb') as file:
            return file.read()
    asked = (*command, *((name, read(name)) for name in sorted(os.listdir(cwd))))
    if asked not in known:
        known[asked] = run(command, cwd=cwd, **options)
    return known[asked]
subprocess.run = run_once
for line in sys.stdin:
    if json.loads(line) == []:
        print(json.dumps([text for _, text in unreached.values()]), flush=True)
        continue
    out, error, code = io.StringIO(), io.StringIO(), 0
    sys.argv = [path, *json.loads(line)]
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(error):
        try:
            exec(program, {'__name__': '__main__', '__file__': path})
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
            if isinstance(end.code, str):
                print(end.code, file=sys.stderr)
            if type(end.__context__).__name__ == 'NotGood':
                reach(end.__context__)
        except BaseException:
            code = 1
            traceback.print_exc()
    print(json.dumps({'code': code, 'out': out.getvalue(), 'error': error.getvalue()}), flush=True)
`;

export interface Checked {
  /** As the program's exit code. */
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

export interface EvidenceChecker {
  /** @param args as on its command line; one at a time */
  check(args: readonly string[]): Promise<Checked>;
  /** The refusals that no package has led to until now: the function, and the rule or the text of the call. */
  unreached(): Promise<readonly string[]>;
  /** Ends the process. */
  end(): Promise<void>;
}

export function evidenceChecker(): EvidenceChecker {
  const child = spawn('python3', ['-c', script, checker], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ask = async (args: readonly string[]): Promise<unknown> => {
    child.stdin.write(`${JSON.stringify(args)}\n`);
    const answer = await answers.next();
    if (answer.done === true) throw new Error('the checker has ended');
    return JSON.parse(answer.value);
  };
  return {
    check: async (args) => (await ask(args)) as Checked,
    unreached: async () => (await ask([])) as readonly string[],
    end: async () => {
      child.stdin.end();
      await ended;
    },
  };
}
