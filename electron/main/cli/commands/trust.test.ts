import { hash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { line } from '#e2e/support/command-line.ts';
import { type CommandRun, runCommand } from '#e2e/support/command-run.ts';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { serverChain } from '#e2e/support/server-chains.ts';
import { fingerprintWords } from '#shared/formatting/fingerprint.ts';
import { type Plan, planSchema } from '#shared/plan/plan.ts';
import type { StepNeed } from '#shared/plan/step-needs.ts';
import { emergencyFiles } from '#core/evidence/testdata/sample-emergency.ts';
import { endOf } from '#core/journal/chain.ts';
import { asPractice, recoveryPlan } from '#core/plan/testdata/sample-plan.ts';
import { verifyApprovedPlan } from '#core/plan/approval.ts';
import { journalOpened, planAdopted } from '#core/plan/facts.ts';
import { readObservation } from '#core/transfer/contents.ts';
import { readPublicIdentity } from '#core/transfer/identity.ts';
import { fetched } from '#core/transfer/session.ts';
import { observed } from '#core/transfer/testdata/samples.ts';
import { exchangeJwk, issueExchangeKey } from '#simulator/exchange-key-issuer.ts';
import { adopted, offlineRecovery, recoveryBegun, sheet } from '#core/journal/testdata/recovery.ts';
import { JournalFile } from '#services/journal/journal-file.ts';
import { registerBundle } from './bundle.ts';
import { registerEvidence } from './evidence.ts';
import { registerIdentity } from './identity.ts';
import { registerJournal } from './journal.ts';
import { registerPlan } from './plan.ts';

const sha256 = (text: string): string => hash('sha256', text);
const place = mkdtempSync(join(tmpdir(), 'lifeboat-trust-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));
const at = (...path: string[]): string => join(place, ...path);
const words = at('passphrase');

interface Answer extends CommandRun {
  /** Members that the journey goes on with; others are compared whole. */
  readonly result: {
    readonly spki: string;
    readonly planSha256: string;
    readonly challenge: string;
    readonly code: string;
    readonly name: string;
    readonly aside: string;
    readonly stepNeeds: readonly StepNeed[];
    readonly timeline: { readonly restored: number; readonly steps: readonly object[] };
  };
  readonly fault: { readonly code: string } & Record<string, unknown>;
}

/** Runs one command; `json` is the default, because that is what scripts read. */
async function run(line: readonly string[], json = true): Promise<Answer> {
  const { exit, text } = await runCommand(
    (program, context) => {
      for (const register of [registerIdentity, registerPlan, registerJournal, registerBundle, registerEvidence])
        register(program, context);
    },
    [...line, ...(json ? ['--json'] : [])],
  );
  return { exit, text, ...((json ? JSON.parse(text) : {}) as Pick<Answer, 'result' | 'fault'>) };
}
/** The journal of operator 2's machine, which has noted its fetches and says in each where it ended. @returns the options that name it and the last one */
async function secondMachine(
  file: string,
  planFile: string,
  planHash: string,
  ...fetches: string[]
): Promise<string[]> {
  const approved = verifyApprovedPlan(readFileSync(planFile), planHash);
  const journal = await JournalFile.open(file, () => new Date().toISOString());
  if (!journal.state.opened) {
    const self = readPublicIdentity(readFileSync(publicHalf('operator-2')));
    await journal.append(journalOpened(approved.plan, self, { version: '0.1.0', build: 'test' }));
    await journal.append(planAdopted(approved));
  }
  for (const fetch of fetches) {
    const observation = readObservation(readFileSync(fetch));
    await journal.append(fetched(observation));
    writeFileSync(fetch, JSON.stringify({ ...observation, journal: endOf(journal.head) }));
  }
  await journal.close();
  return ['--journal', file, '--observation', fetches.at(-1) ?? ''];
}
async function good(...line: string[]): Promise<Answer['result']> {
  const { exit, result, text } = await run(line);
  expect(text).not.toContain('"fault"');
  expect(exit).toBe(0);
  return result;
}
async function refused(code: string, ...line: string[]): Promise<Answer['fault']> {
  const { exit, fault } = await run(line);
  expect(fault.code).toBe(code);
  expect(exit).toBeGreaterThan(1);
  return fault;
}

const ceremony = 'PRACTICE-2026-10-14-01';
const host = 'recovered-hsm.managedhsm.practice.invalid';
const exchangeKey = issueExchangeKey(host, new Date());
const answer = Buffer.from(
  JSON.stringify({ key_format: 'jwk', transfer_key: JSON.stringify(exchangeJwk(exchangeKey)) }),
).toString('base64');

const roles = ['operator-1', 'operator-2', 'offline', 'witness'] as const;
const identity = (role: string): string => at('identities', `${role}.identity.json`);
const publicHalf = (role: string): string => at('identities', `${role}.public.json`);
const signWith = (role: string): string[] => ['--identity', identity(role), '--password-file', words];
const spki: Record<string, string> = {};
let planHash = '';
let usePlan: string[] = [];
let pairCode = '';
let challenge = '';

beforeAll(async () => {
  writeFileSync(words, 'correct horse battery staple\n');
  for (const folder of ['identities', 'inside', 'outside', 'stick', 'back']) mkdirSync(at(folder));
  for (const role of roles) {
    const made = await good(
      ...line`identity create --role ${role} --holder ${`Holder of ${role}`} --out ${at('identities')}
        --password-file ${words}`,
    );
    spki[role] = made.spki;
  }
});

describe('the commands of a ceremony', () => {
  it('make identities that are shown without their passphrase and never made twice', async () => {
    expect(await good('identity', 'show', publicHalf('offline'))).toEqual(
      await good('identity', 'show', identity('offline')),
    );
    await good(...line`identity create --role offline --holder X --out ${at('back')} --password-file ${words}`);
    await refused(
      'FILE_EXISTS',
      ...line`identity create --role offline --holder X --out ${at('identities')} --password-file ${words}`,
    );
    await refused('NEW_PASSPHRASE_MISSING', ...line`identity create --role offline --holder X --out ${at('inside')}`);
    await refused('JSON_SYNTAX', 'identity', 'show', words);
  });

  it('begin a plan from a template that does not pass for a plan', async () => {
    await good(
      ...line`plan new --kind recovery --ceremony ${ceremony} --custodians 5 --required 3 --practice
        --out ${at('template.json')}`,
    );
    const fault = await refused('PLAN_INVALID', 'plan', 'check', at('template.json'));
    const problems = (fault['problems'] as unknown[]).length;
    expect(problems).toBeGreaterThan(15);
    const { text } = await run(['plan', 'check', at('template.json')], false);
    expect(text.match(/^ {2}- /gmu)).toHaveLength(problems);
    expect(JSON.parse(readFileSync(at('template.json'), 'utf8'))).toMatchObject({
      grade: 'full',
      creation: { sku: 'Standard_B1' },
      travel: { rooms: 0, sites: [] },
    });
    await good(
      ...line`plan new --kind recovery --ceremony MHSM-DR-2026-10-14-01 --custodians 3 --required 2
        --out ${at('production.json')}`,
    );
    const members = Object.keys(JSON.parse(readFileSync(at('production.json'), 'utf8')) as object);
    expect(members.sort()).toEqual(Object.keys(planSchema.shape).sort());
    await refused(
      'USAGE',
      ...line`plan new --kind recovery --ceremony ${ceremony} --custodians 2 --required 3
        --out ${at('other.json')}`,
    );
    await refused(
      'USAGE',
      ...line`plan new --kind recovery --ceremony ../x --custodians 3 --required 2 --out ${at('other.json')}`,
    );
  });

  it('approve a plan by two people', async () => {
    const plan: Plan = {
      ...asPractice(recoveryPlan, ceremony),
      identities: recoveryPlan.identities.map((each) => ({ ...each, spki: spki[each.role] ?? '' })),
    };
    writeFileSync(at('plan.json'), JSON.stringify(plan, null, 2));
    // Nothing is wrong with it, and steps will ask for what it does not have.
    const { stepNeeds, timeline } = await good('plan', 'check', at('plan.json'));
    expect(stepNeeds).toContainEqual({ path: 'versions.bootMediumSha256', step: 'M3', need: 'boot-medium' });
    expect(stepNeeds).toContainEqual({ path: 'people[3].phone', step: 'B7', need: 'telephone' });
    expect(timeline.restored).toBeGreaterThan(60);
    expect(timeline.steps).toContainEqual(
      expect.objectContaining({
        document: 'recovery-online',
        step: 'C21',
        endsAt: timeline.restored,
        isCritical: true,
      }),
    );
    expect(timeline.steps).toContainEqual(expect.objectContaining({ step: 'B12.1', isCritical: false }));
    await good('plan', 'approve', at('plan.json'), ...signWith('operator-1'), '--out', at('plan-1.json'));
    await refused(
      'BUNDLE_SIGNER_TWICE',
      ...line`plan approve ${at('plan-1.json')} ${signWith('operator-1')} --out ${at('plan-x.json')}`,
    );
    const shown = await good('plan', 'approve', at('plan-1.json'), ...signWith('witness'), '--out', at('plan-2.json'));
    expect(shown).toMatchObject({ usable: true, approvers: ['operator-1', 'witness'] });
    for (const [file, next] of [
      ['plan-1.json', 'lifeboat plan approve'],
      ['plan-2.json', 'lifeboat journal begin'],
    ] as const) {
      expect((await run(['plan', 'check', at(file)], false)).text).toContain(next);
    }
    planHash = shown.planSha256;
    usePlan = ['--plan', at('plan-2.json'), '--plan-sha256', planHash];
    await good('plan', 'show', at('plan-2.json'));
    expect((await run(['plan', 'show', at('plan-2.json')], false)).text).toContain('Quorum          2 of 3');
    await refused(
      'PLAN_APPROVALS_SHORT',
      ...line`journal begin ${at('no.jsonl')} --plan ${at('plan-1.json')} --plan-sha256 ${planHash}
        --identity ${publicHalf('offline')}`,
    );
    await refused(
      'PLAN_MISMATCH',
      ...line`journal begin ${at('no.jsonl')} --plan ${at('plan-2.json')} --plan-sha256 ${'0'.repeat(64)}
        --identity ${publicHalf('offline')}`,
    );
  });

  it('begin a journal on each machine and pair them by typed words', async () => {
    const inside = await good(
      ...line`journal begin ${at('inside', 'j.jsonl')} ${usePlan} --identity ${publicHalf('offline')}`,
    );
    const outside = await good(
      ...line`journal begin ${at('outside', 'j.jsonl')} ${usePlan} --identity ${publicHalf('operator-1')}`,
    );
    challenge = inside.challenge;
    const both = line`identity pair --ceremony ${ceremony} --offline ${publicHalf('offline')}
        --online ${publicHalf('operator-1')}`;
    pairCode = (await good(...both)).code;
    await refused('PAIRING_CODE_WRONG', ...both, '--typed', fingerprintWords('0'.repeat(64)).join(' '));
    const typed = ['--typed', fingerprintWords(pairCode).join(' ')];
    await good(...both, ...typed, '--journal', at('inside', 'j.jsonl'), '--challenge', outside.challenge);
    await good(...both, ...typed, '--journal', at('outside', 'j.jsonl'), '--challenge', challenge);
  });

  it('carry the key that two people chose, where the operators saw different ones twice', async () => {
    mkdirSync(at('differ'));
    for (const machine of ['inside', 'outside'])
      writeFileSync(at('differ', `${machine}.jsonl`), readFileSync(at(machine, 'j.jsonl')));
    const note = async (...events: readonly Parameters<JournalFile['append']>[0][]): Promise<void> => {
      const journal = await JournalFile.open(at('differ', 'outside.jsonl'), () => new Date().toISOString());
      for (const event of events) await journal.append(event);
      await journal.close();
    };
    const tlsChain = await serverChain({ names: [host] });
    const another = JSON.stringify({
      key_format: 'jwk',
      transfer_key: JSON.stringify(exchangeJwk(issueExchangeKey(host, new Date()))),
    });
    const fetchedAt = (minute: number): void => {
      for (const observer of ['operator-1', 'operator-2'] as const) {
        const seen = observer === 'operator-1' ? answer : Buffer.from(another).toString('base64');
        const fetch = { ...observed(observer), answer: seen, tlsChain, fetchedAt: `2026-10-14T09:0${minute}:00Z` };
        writeFileSync(at('differ', `${observer}.json`), JSON.stringify(fetch));
      }
    };
    const create = [
      ...['bundle', 'create', 'exchange-key', ...usePlan, ...signWith('operator-1')],
      ...['--journal', at('differ', 'outside.jsonl'), '--out', at('differ'), '--observations'],
      ...[at('differ', 'operator-1.json'), at('differ', 'operator-2.json')],
    ];
    const chosen = [...create, '--key', 'operator-2', '--key-exception', 'EX-1'];
    await note(...recoveryBegun(`https://${host}`));
    fetchedAt(1);
    await refused('FETCHES_DIFFER', ...create);
    await refused('KEY_CHOICE_NEEDLESS', ...chosen);
    fetchedAt(2);
    await refused('FETCHES_DIFFER_AGAIN', ...create);
    await refused('USAGE', ...create, '--key', 'operator-2');
    await refused('USAGE', ...create, '--key-exception', 'EX-1');
    const misread = async (...line: string[]) => faultOfPromise(run(line));
    expect(await misread(...create, '--key', 'operator-2', '--key-exception', 'EX-0')).toMatchObject({ code: 'USAGE' });
    expect(await refused('EXCEPTION_UNFIT', ...chosen)).toMatchObject({ number: 1, step: 'C9', problem: 'unknown' });
    const decidedBy = ['Person operator-1', 'Person operator-2'];
    await note({ kind: 'exception', number: 1, check: 'second-observer', ...sheet, step: 'C9', decidedBy });
    const second = at('differ', 'operator-2.json');
    const ofSecond = await secondMachine(at('differ', 'second.jsonl'), usePlan[1]!, planHash, second);
    const { name: draft } = await good(...chosen);
    expect(await good('bundle', 'show', at('differ', draft))).toMatchObject({
      payload: { body: { decision: { key: 'operator-2', exception: 1, decidedBy, reason: sheet.decision } } },
    });

    const sign = ['bundle', 'countersign', at('differ', draft), ...usePlan, ...signWith('operator-2')];
    sign.push('--out', at('differ'));
    // A fetch that this machine made, and that the draft does not hold, is signed by nobody.
    const mine = JSON.parse(readFileSync(second, 'utf8')) as object;
    writeFileSync(at('differ', 'later.json'), JSON.stringify({ ...mine, requestId: 'r-later' }));
    const later = await secondMachine(at('differ', 'later.jsonl'), usePlan[1]!, planHash, at('differ', 'later.json'));
    await refused('BUNDLE_NOT_MY_OBSERVATION', ...sign, ...later);
    sign.push(...ofSecond);
    for (const unseen of [[], ['--key-exception', 'EX-2']])
      expect(await refused('KEY_DECISION_UNSEEN', ...sign, ...unseen)).toMatchObject({ exception: 1, decidedBy });
    expect(await misread(...sign, '--key-exception', 'one')).toMatchObject({ code: 'USAGE' });
    const { name } = await good(...sign, '--key-exception', '1');
    const verify = ['bundle', 'verify', at('differ', name), ...usePlan, '--journal'];
    const sender = [at('differ', 'outside.jsonl'), '--identity', publicHalf('operator-1')];
    expect(await good(...verify, ...sender)).toMatchObject({ noted: 'sent' });
    const receiver = [at('differ', 'inside.jsonl'), '--identity', publicHalf('offline')];
    expect(await good(...verify, ...receiver, '--extract', at('differ', 'answer.json'))).toMatchObject({
      noted: 'judged',
    });
  });

  it('carry an exchange key over with both signatures, once', async () => {
    const journal = await JournalFile.open(at('outside', 'j.jsonl'), () => new Date().toISOString());
    for (const event of recoveryBegun(`https://${host}`)) await journal.append(event);
    const tlsChain = await serverChain({ names: [host] });
    const second = { ...observed('operator-2'), answer, tlsChain };
    const first = { ...observed('operator-1'), answer, tlsChain };
    await journal.append(fetched(first));
    writeFileSync(at('operator-1.json'), JSON.stringify({ ...first, journal: endOf(journal.head) }));
    writeFileSync(at('operator-2.json'), JSON.stringify(second));
    await journal.close();
    const ofSecond = await secondMachine(at('second.jsonl'), usePlan[1]!, planHash, at('operator-2.json'));
    const draft = (
      await good(
        ...line`bundle create exchange-key ${usePlan} ${signWith('operator-1')}
          --journal ${at('outside', 'j.jsonl')} --out ${at('outside')} --observations ${at('operator-1.json')}
          ${at('operator-2.json')}`,
      )
    ).name;
    await refused('BUNDLE_SIGNATURES_SHORT', 'bundle', 'verify', at('outside', draft), ...usePlan);
    const sign = ['bundle', 'countersign', at('outside', draft), ...usePlan, ...signWith('operator-2')];
    // The first operator's journal says that the second has fetched, and so may any file: the second machine's own says it, or nobody signs.
    const invented = ['--observation', at('operator-2.json'), '--out', at('stick')];
    await refused('BUNDLE_FETCH_NOT_NOTED', ...sign, '--journal', at('outside', 'j.jsonl'), ...invented);
    const unfetched = await secondMachine(at('unfetched.jsonl'), usePlan[1]!, planHash);
    await refused('BUNDLE_FETCH_NOT_NOTED', ...sign, ...unfetched.slice(0, 2), ...invented);
    // The same fetch with the end of another journal: the evidence would contradict what was signed.
    writeFileSync(at('other-end.json'), JSON.stringify(second));
    const ended = ['--journal', at('second.jsonl'), '--observation', at('other-end.json'), '--out', at('stick')];
    await refused('BUNDLE_FETCH_NOT_NOTED', ...sign, ...ended);
    sign.push(...ofSecond);
    const { name } = await good(...sign, '--out', at('stick'));
    expect([draft, name]).toEqual([expect.stringMatching(/\.draft\.json$/), expect.stringMatching(/\.bundle\.json$/)]);
    const noted = ['--journal', at('outside', 'j.jsonl')];
    const { aside } = await good('bundle', 'set-aside', at('outside', draft), ...noted);
    expect(aside).toMatch(/\.draft\.json\.not-noted-[0-9a-f]{16}$/);
    const bundle = at('stick', name);
    expect(await good('bundle', 'show', bundle)).toMatchObject({ verified: false });
    expect(
      await good(
        ...line`bundle verify ${bundle} ${usePlan} --journal ${at('outside', 'j.jsonl')}
          --identity ${publicHalf('operator-1')}`,
      ),
    ).toMatchObject({ noted: 'sent' });
    const inside = ['--journal', at('inside', 'j.jsonl'), '--identity', publicHalf('offline')];
    expect(await good('bundle', 'verify', bundle, ...usePlan, ...inside, '--extract', at('answer.json'))).toMatchObject(
      { noted: 'judged', seq: 1 },
    );
    expect(readFileSync(at('answer.json'), 'utf8')).toContain('"key_format":"jwk"');
    await refused('BUNDLE_SEQUENCE', 'bundle', 'verify', bundle, ...usePlan, ...inside);
    await refused('USAGE', 'bundle', 'verify', bundle, ...usePlan, '--journal', at('inside', 'j.jsonl'));
    await refused('BUNDLE_NAME', 'bundle', 'show', at('plan-2.json'));
  });

  it('tell the outcome, and the journals agree', async () => {
    const name = (
      await good(
        ...line`bundle create outcome ${usePlan} ${signWith('operator-1')}
          --journal ${at('outside', 'j.jsonl')} --out ${at('stick')} --call upload --verdict unknown --request-id r
          --detail InProgress`,
      )
    ).name;
    expect(await good('journal', 'diff', at('inside', 'j.jsonl'), at('outside', 'j.jsonl'))).toMatchObject({
      agree: false,
    });
    await refused(
      'RESTORE_BLOB_INVALID',
      ...line`bundle create restore-blob ${usePlan} ${signWith('offline')}
        --journal ${at('inside', 'j.jsonl')} --out ${at('back')} --blob ${at('plan.json')}`,
    );
    const inside = [at('stick', name), ...usePlan, '--journal', at('inside', 'j.jsonl')];
    const told = await run(['bundle', 'verify', ...inside, '--identity', publicHalf('offline')], false);
    expect(told.exit).toBe(3);
    expect(told.text).toContain('InProgress');
    expect(told.text).toContain('OUTCOME_UNKNOWN');
    expect(told.text).toContain('the check “outcome” failed: two people decide');
    const close = ['journal', 'close', at('inside', 'j.jsonl'), ...usePlan, '--by'];
    expect(await refused('JOURNAL_OUT_OF_ORDER', ...close, 'Person administrator', 'Person witness')).toMatchObject({
      rules: ['failed-check-stands'],
    });
    const decided = at('outcome-sheet.json');
    writeFileSync(decided, JSON.stringify(sheet));
    const except = ['journal', 'except', at('inside', 'j.jsonl'), '--sheet', decided, '--plan', at('plan-2.json')];
    await good(...except, '--check', 'outcome');
    expect(await good('journal', 'diff', at('inside', 'j.jsonl'), at('outside', 'j.jsonl'))).toMatchObject({
      agree: true,
    });
    expect(await good('journal', 'verify', at('inside', 'j.jsonl'))).toMatchObject({ closed: false, exceptions: 1 });
    await good('journal', 'show', at('inside', 'j.jsonl'));
    expect((await run(['journal', 'show', at('inside', 'j.jsonl')], false)).text).toContain('bundle-accepted');
  });

  it('pack the evidence, and check it again', async () => {
    mkdirSync(at('journals'));
    writeFileSync(at('journals', 'inside.jsonl'), readFileSync(at('inside', 'j.jsonl')));
    writeFileSync(at('journals', 'outside.jsonl'), readFileSync(at('outside', 'j.jsonl')));
    const bundles = ['0001-exchange-key', '0002-outcome'].map((each) =>
      at('stick', `lifeboat-${ceremony}-${each}.bundle.json`),
    );
    const build = line`evidence build --plan ${at('plan-2.json')} ${signWith('witness')} --out ${at('evidence')}
        --bundles ${bundles}`;
    writeFileSync(at('journals', 'second.jsonl'), readFileSync(at('second.jsonl')));
    const two = ['--journals', at('journals', 'inside.jsonl'), at('journals', 'outside.jsonl')];
    const whole = [...two, at('journals', 'second.jsonl')];
    // Nobody has closed these journals, and nothing was restored: the package is made, and its end is no good one.
    const made = await run([...build, ...whole]);
    expect(made).toMatchObject({ exit: 5 });
    await refused('FILE_EXISTS', ...build, ...whole);
    // Machines give their journals the same name.
    const folders = ['a', 'b', 'c'].map((name, index) => {
      mkdirSync(at('same', name), { recursive: true });
      writeFileSync(at('same', name, 'journal.jsonl'), readFileSync(whole.slice(1)[index] ?? ''));
      return at('same', name);
    });
    const again = build.with(build.indexOf(at('evidence')), at('same', 'evidence'));
    expect(await run([...again, '--journals', ...folders])).toMatchObject({ exit: 5 });
    expect(readdirSync(at('same', 'evidence', 'journals')).toSorted()).toEqual(
      ['journal-2.jsonl', 'journal-3.jsonl', 'journal.jsonl'].toSorted(),
    );
    await refused('EVIDENCE_JOURNAL_MISSING', ...build, ...two);
    await refused('EVIDENCE_JOURNAL_MISSING', ...build, '--journals', at('journals', 'inside.jsonl'));
    expect(await run(['evidence', 'verify', at('evidence'), '--plan-sha256', planHash])).toMatchObject({
      exit: 5,
      result: {
        ceremony,
        practice: true,
        incomplete: ['offline', 'operator-1', 'operator-2'].map((role) => ({ code: 'EVIDENCE_END_UNSIGNED', role })),
      },
    });
    const { text: told } = await run(['evidence', 'verify', at('evidence')], false);
    expect(told.startsWith('PRACTICE evidence of ')).toBe(true);
    for (const line of ['NO RESTORE WAS MADE.', 'Rests on people:', 'The package is incomplete'])
      expect(told).toContain(line);
    await refused('EVIDENCE_CONTRADICTS', 'evidence', 'verify', at('evidence'), '--plan-sha256', '0'.repeat(64));
    const { text: notThere } = await run(['evidence', 'verify', at('nowhere')], false);
    expect(notThere).toContain('only read');
    expect(notThere).not.toMatch(/writ/iu);
    const mistyped = await run(['evidence', 'verify', at('evidence'), '--plan-sha256', '0'.repeat(64)], false);
    expect(mistyped.text).toContain(`What was typed from paper does not match this package: plan on paper. Typed: 000`);
    expect(mistyped.text).not.toContain('contradicts itself');
    // The end of a journal as it is printed: in groups, in capitals.
    const head = sha256(readFileSync(at('inside', 'j.jsonl'), 'utf8').trimEnd().split('\n').at(-1)!).toUpperCase();
    const printed = `offline=${head.match(/.{4}/gu)!.join(' ')}`;
    const paper = ['--journal-head', printed, '--journal-head'];
    const sides = ['evidence', 'verify', at('evidence'), ...paper];
    expect(await faultOfPromise(run([...sides, 'inside=00']))).toMatchObject({ code: 'USAGE' });
    await refused('EVIDENCE_CONTRADICTS', ...sides, `operator-1=${head}`);
    await refused('EVIDENCE_JOURNAL_MISSING', ...sides, `witness=${head}`);
    const { result: report } = await run(['evidence', 'verify', at('evidence'), '--journal-head', printed]);
    expect(report).toMatchObject({
      proven: expect.arrayContaining([{ id: 'journal-as-on-paper', value: 'journals/inside.jsonl' }]) as unknown,
    });
    writeFileSync(at('evidence', 'added.txt'), 'x');
    await refused('EVIDENCE_FILE_UNLISTED', 'evidence', 'verify', at('evidence'));
    await refused('FILE_NOT_FOUND', 'evidence', 'verify', at('nowhere'));
    // Two people say that the second operator's journal is lost: the package is made, and is not whole.
    const lost = at('lost-sheet.json');
    writeFileSync(lost, JSON.stringify({ ...sheet, step: 'Z1R' }));
    await good('journal', 'except', at('journals', 'outside.jsonl'), '--sheet', lost, '--plan', at('plan-2.json'));
    const incomplete = {
      exit: 5,
      result: {
        incomplete: expect.arrayContaining([
          expect.objectContaining({ code: 'EVIDENCE_INCOMPLETE', role: 'operator-2' }),
        ]) as unknown,
      },
    };
    expect(await run([...build.with(build.indexOf(at('evidence')), at('incomplete')), ...two])).toMatchObject(
      incomplete,
    );
    expect(await run(['evidence', 'verify', at('incomplete')])).toMatchObject(incomplete);
    expect((await run(['evidence', 'verify', at('incomplete')], false)).text).toContain('The package is incomplete');
  });

  it('pack the evidence of an emergency, which nobody signs, and check it again', async () => {
    const options = [...emergencyFiles()].map(([path, bytes]) => {
      mkdirSync(dirname(at('both', path)), { recursive: true });
      writeFileSync(at('both', path), bytes);
      return [`--${dirname(path)}`, at('both', path)] as const;
    });
    const build = ['evidence', 'build', '--emergency', '--out', at('of-emergency')];
    await refused('USAGE', ...build, '--plan', at('plan-2.json'));
    await refused('USAGE', 'evidence', 'build', '--out', at('of-emergency'));
    await refused('EVIDENCE_JOURNAL_MISSING', ...build, '--lists', at('both', 'lists', 'inventory.json'));
    expect(await good(...build, ...options.flat())).toMatchObject({ practice: true, planSha256: null, signers: [] });
    const verify = ['evidence', 'verify', at('of-emergency')];
    expect((await run(verify, false)).text).toContain('NO PLAN');
    await refused('EVIDENCE_PLAN_MISSING', ...verify, '--plan-sha256', '0'.repeat(64));
    await refused('EVIDENCE_JOURNAL_MISSING', ...verify, '--journal-head', `operator-2=${'0'.repeat(64)}`);
    await refused('EVIDENCE_CONTRADICTS', ...verify, '--journal-head', `operator-1=${'0'.repeat(64)}`);
  });

  it('close a journal', async () => {
    await secondMachine(at('ended.jsonl'), at('plan-2.json'), planHash);
    const close = ['journal', 'close', at('ended.jsonl'), ...usePlan, '--by', 'Person administrator', 'Person witness'];
    expect(await good(...close)).toMatchObject({ closed: true });
  });

  it('say of a journal that its ceremony was given up', async () => {
    const by = ['Person administrator', 'Person witness'];
    const journal = await JournalFile.open(at('given-up.jsonl'), () => '2026-10-14T09:00:00.000Z');
    const [opened] = offlineRecovery;
    if (opened !== undefined) await journal.append(opened);
    await journal.append({ ...adopted, ceremonyKind: 'activation' });
    await journal.append({ kind: 'exception', number: 1, check: null, ...sheet, decidedBy: by });
    await journal.append({ kind: 'given-up', by, exception: 1, reason: 'A copy cannot be read' });
    await journal.close();
    expect(await good('journal', 'verify', at('given-up.jsonl'))).toMatchObject({
      closed: true,
      givenUp: { by, exception: 1 },
    });
    expect((await run(['journal', 'verify', at('given-up.jsonl')], false)).text).toContain(
      'THE CEREMONY WAS GIVEN UP (EX-1): A copy cannot be read.',
    );
  });

  it('refuse a damaged journal and another passphrase', async () => {
    writeFileSync(at('torn.jsonl'), readFileSync(at('inside', 'j.jsonl')).subarray(0, -5));
    await refused('JOURNAL_TORN_LINE', 'journal', 'verify', at('torn.jsonl'));
    writeFileSync(at('sheet.json'), JSON.stringify(sheet, null, 2));
    const except = ['journal', 'except', at('torn.jsonl'), '--plan', at('plan-2.json'), '--sheet'];
    writeFileSync(at('bad-sheet.json'), JSON.stringify({ ...sheet, decision: '' }));
    await refused('JOURNAL_EVENT_FORM', ...except, at('bad-sheet.json'));
    expect(await good(...except, at('sheet.json'))).toMatchObject({
      closedOff: true,
    });
    expect(await good(...except, at('sheet.json'))).toMatchObject({
      closedOff: false,
      number: 2,
    });
    // By its parts, as a terminal asks for them.
    const byParts = ['journal', 'except', at('torn.jsonl'), '--plan', at('plan-2.json'), '--step', sheet.step];
    await refused('USAGE', ...byParts);
    const { expected, happened, options, decision, affectsTrust, followUp } = sheet;
    const parts = { expected, happened, options, decision, 'affects-trust': affectsTrust, 'follow-up': followUp };
    const given = Object.entries(parts).flatMap(([name, value]) => [`--${name}`, value]);
    const people = ['--decided-by', ...sheet.decidedBy, '--initials', ...sheet.initials];
    expect(await good(...byParts, ...given, ...people)).toMatchObject({ closedOff: false, number: 3 });
    await refused('JOURNAL_OUT_OF_ORDER', ...except, at('sheet.json'), '--check', 'no-such-check');
    writeFileSync(at('strange-sheet.json'), JSON.stringify({ ...sheet, decidedBy: ['Person witness', 'Mallory'] }));
    await refused('PERSON_NOT_IN_PLAN', ...except, at('strange-sheet.json'));
    expect(await good('journal', 'verify', at('torn.jsonl'))).toMatchObject({ exceptions: 3 });
    writeFileSync(at('wrong'), 'another passphrase\n');
    await refused(
      'IDENTITY_NOT_OPENED',
      ...line`plan approve ${at('plan-1.json')} --identity ${identity('witness')}
        --password-file ${at('wrong')} --out ${at('plan-y.json')}`,
    );
  });
});
