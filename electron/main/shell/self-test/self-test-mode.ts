// `PROGRAM --self-test [--json]`: the app starts as ever, but hidden and with its own profile, tests itself, prints the result and ends.
// Exit codes: 0 everything that could be asked has passed, 3 something has failed or the start was refused, 1 the self-test itself broke.
import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { app } from 'electron';
import { visibleJson } from '#shared/formatting/visible-text.ts';
import { loadCatalogue } from '#shared/messages/load-catalogue.ts';
import { checksWith } from '#shared/self-test/outcomes.ts';
import type { SelfTestLine } from '#shared/self-test/self-test.ts';
import { commandLanguage } from '#cli/language.ts';
import { exitCodes, printError, processStreams } from '#cli/output.ts';
import { JournalFile } from '#services/journal/journal-file.ts';
import { seeToTheEnd, endAfterWriting } from '../ending.ts';
import type { UnseenRun } from '../run-app.ts';
import { without } from './check.ts';
import { secretsProcessCount } from './custody-presence.ts';
import { answerWithin, lineOf } from './run-checks.ts';
import {
  electronUnderneath,
  quitCheck,
  reportHead,
  selfTest,
  type SelfTestParts,
  selfTestPrefix,
} from './self-test.ts';
import { lineText, summaryText } from './self-test-lines.ts';

const marker = '--self-test';
const journalName = 'journal.jsonl';

/** What follows `--self-test`, or undefined where it is not asked for. */
export function selfTestArguments(argv: readonly string[]): readonly string[] | undefined {
  const at = argv.indexOf(marker);
  return at === -1 ? undefined : argv.slice(at + 1);
}

/** How an app is started to test itself. */
export class SelfTestMode implements UnseenRun {
  readonly #isJson: boolean;
  readonly #speaking: { readonly streams: ReturnType<typeof processStreams>; readonly language: 'en' | 'de' };
  /** Holds the profile of this run, so that nothing of a person's is read or written, and an open app is not in the way. */
  readonly #folder = mkdtempSync(join(tmpdir(), `${selfTestPrefix(process.pid)}profile-`));

  /** Must be made before the app asks for its instance lock, which is in the profile. */
  constructor(args: readonly string[]) {
    this.#isJson = args.includes('--json');
    const language = commandLanguage(args, process.env);
    this.#speaking = { streams: processStreams(language), language };
    app.setPath('userData', join(this.#folder, 'profile'));
  }

  /** Ends the program where it could not even start. */
  readonly end = async (error: unknown): Promise<void> => {
    const exitCode = await printError(this.#speaking, this.#isJson, error);
    this.#removeFolder();
    await endAfterWriting(exitCode);
  };

  /** Runs the checks and quits as a person would; the last check is asked when everything else has ended. */
  readonly run = async (parts: SelfTestParts): Promise<void> => {
    const { streams, language } = this.#speaking;
    const { selfTest: texts } = (await loadCatalogue(language)).screens;
    const report = reportHead(parts.build);
    const say = (line: SelfTestLine): void => {
      if (!this.#isJson) streams.out(`${lineText(line, texts)}\n`);
    };
    const lines = await selfTest(parts, say);
    const journal = await this.#openJournal();
    seeToTheEnd({ finish: () => journal.close(), cutOff: () => undefined });
    const printAndEnd = async (last: SelfTestLine): Promise<void> => {
      say(last);
      const whole = { ...report, lines: [...lines, last] };
      const text = this.#isJson ? visibleJson({ result: whole }) : summaryText(whole, texts).join('\n');
      streams.out(`${text}\n`, this.#isJson ? 'document' : undefined);
      await endAfterWriting(checksWith(whole, 'failed').length === 0 ? 0 : exitCodes.refused);
    };
    let isAsked = false;
    app.on('will-quit', (event) => {
      // Somebody else has something to finish first, and quits again afterwards.
      if (event.defaultPrevented) return;
      event.preventDefault();
      if (isAsked) return;
      isAsked = true;
      void this.#askAtQuit().then(printAndEnd).catch(this.end);
    });
    app.quit();
  };

  async #openJournal(): Promise<JournalFile> {
    await mkdir(this.#journals);
    return JournalFile.open(join(this.#journals, journalName), () => new Date().toISOString());
  }

  get #journals(): string {
    return join(this.#folder, 'journal');
  }

  /** Every other part of the program has ended by now; only what it has left can be seen. */
  async #askAtQuit(): Promise<SelfTestLine> {
    const answer = await answerWithin(async () => {
      const inJournals = await readdir(this.#journals);
      const inTemporary = (await readdir(tmpdir())).filter((name) => name.startsWith(selfTestPrefix(process.pid)));
      const left = [...inJournals, ...inTemporary].filter(
        (name) => name !== journalName && name !== basename(this.#folder),
      );
      const processes = secretsProcessCount();
      return without([
        ...left.map((name) => `left behind: ${name}`),
        ...(processes === 0 ? [] : [`${processes} custody processes`]),
      ]);
    });
    this.#removeFolder();
    return lineOf(quitCheck, answer, electronUnderneath() !== undefined);
  }

  /** On Windows the browser holds files of its profile until it has ended: there the system clears them away later. */
  #removeFolder(): void {
    try {
      rmSync(this.#folder, { recursive: true, force: true });
    } catch {
      // Nothing in it is anybody's.
    }
  }
}
