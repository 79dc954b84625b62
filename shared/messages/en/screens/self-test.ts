// English: what the program asserts about itself on this laptop.
import type { NotAskedReason, SelfTestCheck, SelfTestOutcome } from '../../../self-test/self-test.ts';

export const selfTest = {
  title: 'Self-test on this laptop',
  intro:
    'The program tests its own walls here, on this laptop, with a hidden window and a folder of its own. It takes up to a minute. No file of yours is opened or changed.',
  running: 'The checks are running …',
  again: 'Run again',
  close: 'Close',
  table: 'Results of the self-test',
  check: 'Check',
  result: 'Result',
  seen: 'Seen',
  outcomes: { passed: 'passed', failed: 'FAILED', 'not-asked': 'could not be asked here' } satisfies Readonly<
    Record<SelfTestOutcome, string>
  >,
  reasons: {
    'not-electron': 'this is not Electron, so the answer would prove nothing',
    'not-packaged': 'the program was started from the source',
    'not-told': 'the system does not tell',
    'at-quit': 'only --self-test asks it, as the program ends',
    'out-of-time': 'the minute was over',
  } satisfies Readonly<Record<NotAskedReason, string>>,
  checks: {
    'program-files': 'Only the packed archive is started, on the Electron it was built for',
    fuses: 'All nine fuses are set as built',
    switches: 'No switch weakens the program, and each such switch is refused at the start',
    sandbox: 'Pages run in the sandbox',
    'context-isolation': 'Pages are isolated from the bridge to the program',
    'no-node': 'Nothing of Node is in a page',
    'screens-served': 'The screens are served from the program itself',
    'changed-file-refused': 'A changed file of a screen is refused',
    'page-reach': 'A page reaches no loopback, no name, no file and no other scheme',
    'session-reach': 'The session refuses all of that even where a page does not',
    permissions: 'Every permission is refused',
    'custody-absent': 'The program has no process that opens custodians’ keys',
    'custody-keys': 'A process of its own opens PBES2, scrypt, PKCS#12 and RC2 keys and computes OAEP',
    'custody-end': 'Such a process ends when it is told, also before it has started',
    'custody-environment': 'Such a process inherits no environment',
    'custody-sockets': 'Such a process has no network socket',
    paper: 'A PDF is printed and read back',
    media: 'Files on media are seen by their full names',
    'journal-lock': 'A journal is locked while it is open, and released when it is closed',
    'crash-dumps': 'A crash writes no memory to a disk',
    'process-memory': 'The system lets no program read the memory of another',
    quit: 'After quitting, locks and temporary files are gone',
  } satisfies Readonly<Record<SelfTestCheck, string>>,
  counts: (passed: number, failed: number, notAsked: number): string =>
    `${passed} passed, ${failed} failed, ${notAsked} could not be asked here`,
  allWell: 'Every check that can be asked on this laptop has passed.',
  someFailed: 'A check failed. Use no keys on this laptop before somebody has found out why.',
  nothingProven: 'This is the preview, not Electron. Most checks can only be asked of the installed program.',
  notRun: 'The program was not asked to test itself on this machine.',
  kept: 'The result is in the journal.',
  keptLater: 'The result is written into the journal as soon as a ceremony opens one.',
};
