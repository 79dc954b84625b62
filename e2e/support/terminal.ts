// Runs a program on a pseudo-terminal, as a person would sit before it: waits for a prompt, types, and keeps all that is shown.
import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Text that must be shown, then what is typed. */
export type Exchange = readonly [waitFor: string, type: string];

export interface TerminalRun {
  readonly code: number | null;
  /** Everything that stood on the screen. */
  readonly screen: string;
  /** Command lines and environments of the program and of all that it started, before something was typed and after. */
  readonly processes: string;
  /** Characters that were typed, without the line itself. */
  readonly typed: number;
}

/** Python has pseudo-terminals in its standard library; Node has none. */
const driver = `
import glob, json, os, pty, select, sys
exchanges, answers, argv = json.loads(sys.argv[1]), json.loads(sys.argv[2]), sys.argv[3:]
typed = 0
def type_in(text):
    global typed
    typed += len(text)
    os.write(fd, text.encode())
pid, fd = pty.fork()
if pid == 0: os.execv(argv[0], argv)
def family():
    seen, text = [pid], b''
    for stat in glob.glob('/proc/[0-9]*/stat') * 3:
        try:
            fields = open(stat).read().rsplit(')', 1)[1].split()
            child = int(stat.split('/')[2])
            if int(fields[1]) in seen and child not in seen: seen.append(child)
        except OSError: pass
    for one in seen:
        for part in ('cmdline', 'environ'):
            try: text += open('/proc/%d/%s' % (one, part), 'rb').read() + b'\\n'
            except OSError: pass
    return text.decode('utf8', 'replace').replace('\\0', ' ')
screen, processes, at = b'', '', 0
while True:
    ready, _, _ = select.select([fd], [], [], 30)
    # It waits for something that nobody types.
    if not ready:
        os.kill(pid, 9)
        break
    try: data = os.read(fd, 4096)
    except OSError: break
    if not data: break
    screen += data
    while exchanges and exchanges[0][0].encode() in screen[at:]:
        wait, keys = exchanges.pop(0)
        at = screen.index(wait.encode(), at) + len(wait.encode())
        processes += family()
        type_in(keys)
        processes += family()
    question = screen[at:].decode('utf8', 'replace').replace('\\r', '').split('\\n')[-1]
    for label, value in answers.items():
        if question in (label + ': ', label + ' (several: with commas between them): '):
            at = len(screen)
            type_in(value + '\\r')
            break
status = os.waitpid(pid, 0)[1]
print(json.dumps({'code': os.waitstatus_to_exitcode(status), 'screen': screen.decode('utf8', 'replace'), 'processes': processes, 'typed': typed}))
`;

/** @param answers what is typed at a question, whenever it comes */
export async function onTerminal(
  command: readonly string[],
  exchanges: readonly Exchange[],
  answers: Readonly<Record<string, string>> = {},
): Promise<TerminalRun> {
  const child = spawn('python3', ['-c', driver, JSON.stringify(exchanges), JSON.stringify(answers), ...command], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  await once(child, 'close');
  return JSON.parse(Buffer.concat(chunks).toString()) as TerminalRun;
}
