// The independent checker of evidence for many packages in one process of Python: starting that again takes longer than the checking.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '#build/root.ts';

const checker = join(root, 'assets', 'evidence-checker', 'check-evidence.py');

/**
 * Runs the file as it is there, as a program and with nothing left of the run before. What openssl says of the same files it is asked once:
 * most of a package is like that of the row before.
 */
const script = `
import contextlib, io, json, os, subprocess, sys, traceback
path = sys.argv[1]
with open(path, encoding='utf-8') as file:
    program = compile(file.read(), path, 'exec')
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
    out, error, code = io.StringIO(), io.StringIO(), 0
    sys.argv = [path, *json.loads(line)]
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(error):
        try:
            exec(program, {'__name__': '__main__', '__file__': path})
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
            if isinstance(end.code, str):
                print(end.code, file=sys.stderr)
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
  /** Ends the process. */
  end(): Promise<void>;
}

export function evidenceChecker(): EvidenceChecker {
  const child = spawn('python3', ['-c', script, checker], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    check: async (args) => {
      child.stdin.write(`${JSON.stringify(args)}\n`);
      const answer = await answers.next();
      if (answer.done === true) throw new Error('the checker has ended');
      return JSON.parse(answer.value) as Checked;
    },
    end: async () => {
      child.stdin.end();
      await ended;
    },
  };
}
