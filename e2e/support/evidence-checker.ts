// The independent checker of evidence for many packages in one process of Python: starting that again takes longer than the checking.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '#build/root.ts';

const checker = join(root, 'assets', 'evidence-checker', 'check-evidence.py');

/** Python as the checker starts itself: without this machine's settings. */
const isolated = ['-I', '-S', '-B', '-X', 'utf8', '-c'];
const loaded = `
import contextlib, importlib.util, io, json, sys
spec = importlib.util.spec_from_file_location('check_evidence', sys.argv[1])
checker = importlib.util.module_from_spec(spec)
spec.loader.exec_module(checker)
`;
/**
 * Runs the checker as it is there for each line of arguments. What depends on its arguments alone, and takes longest, it remembers: packages
 * that are compared differ in a few bytes.
 */
const script = `${loaded}
import functools
remember = functools.lru_cache(maxsize=1 << 16)
checker.holds_key = remember(checker.holds_key)
checker.Curve.verifies_raw = remember(checker.Curve.verifies_raw)
for line in sys.stdin:
    out, error = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(error):
        code = checker.run(json.loads(line))
    print(json.dumps({'code': code, 'out': out.getvalue(), 'error': error.getvalue()}), flush=True)
`;

/**
 * What a part of the checker makes of a value.
 * @param expression Python, in which `checker` is the checker and `given` the value
 */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- who asks knows the form of the answer
export function askChecker<Answer>(expression: string, given: unknown = null): Answer {
  const code = `${loaded}\ngiven = json.load(sys.stdin)\nprint(json.dumps(${expression}))`;
  const input = JSON.stringify(given);
  return JSON.parse(
    execFileSync('python3', [...isolated, code, checker], { input, encoding: 'utf8', maxBuffer: 1 << 28 }),
  ) as Answer;
}

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
  const child = spawn('python3', [...isolated, script, checker], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
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
