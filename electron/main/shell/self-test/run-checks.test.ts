// The runner of the self-test: every check is asked, and no answer is taken for a proof that it is not.
import { describe, expect, it } from 'vitest';
import { Refusal } from '#shared/faults/fault.ts';
import { type SelfTestLine, selfTestLine } from '#shared/self-test/self-test.ts';
import * as englishScreens from '#shared/messages/en/screens/index.ts';
import * as germanScreens from '#shared/messages/de/screens/index.ts';
import { type Answer, type Check, failed, notAsked, passed, without } from './check.ts';
import { runChecks } from './run-checks.ts';
import { lineText, summaryText } from './self-test-lines.ts';

const context = {} as Parameters<Check['ask']>[0];
const check = (ask: () => Promise<Answer>, needsElectron = false): Check => ({ id: 'paper', needsElectron, ask });
const answering = (answer: Answer, needsElectron = false): Check => check(() => Promise.resolve(answer), needsElectron);

async function lines(checks: readonly Check[], isElectron = true, elapsed = () => 0): Promise<SelfTestLine[]> {
  return runChecks(checks, context, { isElectron, elapsedMs: elapsed, checkLimitMs: 20 });
}

describe('a check', () => {
  it('passes, fails or could not be asked, with what was seen', async () => {
    const answers = [passed('two'), passed(), failed('three'), notAsked('not-told')];
    expect(await lines(answers.map((answer) => answering(answer)))).toEqual([
      { check: 'paper', outcome: 'passed', detail: 'two' },
      { check: 'paper', outcome: 'passed', detail: null },
      { check: 'paper', outcome: 'failed', detail: 'three' },
      { check: 'paper', outcome: 'not-asked', reason: 'not-told', detail: null, rehearsed: null },
    ]);
  });

  it('that throws has failed, with the code of a refusal, and the next is asked all the same', async () => {
    const refused = check(() => Promise.reject(new Refusal({ code: 'SANDBOX_OFF' })));
    const broken = check(() => Promise.reject(new Error('no such window')));
    expect(await lines([refused, broken, answering(passed())])).toMatchObject([
      { outcome: 'failed', detail: 'SANDBOX_OFF' },
      { outcome: 'failed', detail: 'no such window' },
      { outcome: 'passed' },
    ]);
  });

  it('that never answers has failed', async () => {
    const silent = check(() => new Promise(() => undefined));
    expect(await lines([silent, answering(passed())])).toMatchObject([
      { outcome: 'failed', detail: 'no answer within 0.02 s' },
      { outcome: 'passed' },
    ]);
  });

  it('is not begun once the minute is nearly over', async () => {
    let now = 0;
    const slow = check(() => {
      now += 51_000;
      return Promise.resolve(passed());
    });
    const asked = await lines([slow, answering(passed())], true, () => now);
    expect(asked).toMatchObject([{ outcome: 'passed' }, { outcome: 'not-asked', reason: 'out-of-time' }]);
  });

  it('shows nothing unseen: what was seen is made harmless and short enough for the journal', async () => {
    const [line] = await lines([answering(failed(`\u202e${'x'.repeat(1000)}`))]);
    expect(selfTestLine.safeParse(line).success).toBe(true);
    expect(line?.detail).not.toContain('\u202e');
  });
});

describe('where Electron is missing', () => {
  it.each([
    [passed('a'), 'passed'],
    [failed('a'), 'failed'],
  ] as const)('a check that rests on it proves nothing, whatever it answers (%j)', async (answer, rehearsed) => {
    expect(await lines([answering(answer, true)], false)).toEqual([
      { check: 'paper', outcome: 'not-asked', reason: 'not-electron', detail: 'a', rehearsed },
    ]);
  });

  it('any other check counts, and another reason stays', async () => {
    const asked = await lines([answering(failed('a')), answering(notAsked('not-packaged'), true)], false);
    expect(asked).toMatchObject([{ outcome: 'failed' }, { outcome: 'not-asked', reason: 'not-packaged' }]);
  });
});

it('a list of what is wrong passes where it is empty, and names everything else', () => {
  expect(without([], 'seen')).toEqual(passed('seen'));
  expect(without(['a', 'b'], 'seen')).toEqual(failed('a; b'));
});

describe.each([
  ['en', englishScreens.selfTest],
  ['de', germanScreens.selfTest],
])('the lines in %s', (_language, texts) => {
  const line: SelfTestLine = { check: 'fuses', outcome: 'failed', detail: 'RunAsNode' };

  it('say what came of it, what was asked and what was seen', () => {
    expect(lineText(line, texts)).toBe(
      `${texts.outcomes.failed.padEnd(texts.outcomes['not-asked'].length)}  ${texts.checks.fuses} (RunAsNode)`,
    );
    const unknown = lineText(
      { ...line, outcome: 'not-asked', reason: 'not-packaged', detail: null, rehearsed: null },
      texts,
    );
    expect(unknown).toContain(`(${texts.reasons['not-packaged']})`);
  });

  it('end with the counts and what they mean', () => {
    const report = (lines: SelfTestLine[], electron: string | null) => ({
      at: '2026-11-27T00:00:00.000Z',
      app: { version: '1.0.0', build: 'offline' },
      electron,
      isPackaged: true,
      platform: 'linux',
      lines,
    });
    const good: SelfTestLine = { check: 'paper', outcome: 'passed', detail: null };
    expect(summaryText(report([line, good], '45.4.1'), texts)).toEqual(['', texts.counts(1, 1, 0), texts.someFailed]);
    expect(summaryText(report([good], '45.4.1'), texts).at(-1)).toBe(texts.allWell);
    expect(summaryText(report([good], null), texts).at(-1)).toBe(texts.nothingProven);
  });
});
