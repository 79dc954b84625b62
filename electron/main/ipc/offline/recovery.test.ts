// A whole recovery through the calls of the screens, with practice sticks and a real journal; and what goes wrong in one.
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { typedSheet } from '#e2e/support/answer-sheet.ts';
import { functionsRun } from '#e2e/support/functions-run.ts';
import type { View } from '#shared/contract/offline/view.ts';
import type { Fault } from '#shared/faults/fault.ts';
import { OfflineMachine } from '#e2e/support/offline-machine.ts';
import { expectPath } from '#e2e/support/paths.ts';
import { isGapLost } from '#shared/journal/air-gap.ts';
import { english } from '#shared/messages/en/catalogue.ts';
import type { SelfTestReport } from '#shared/self-test/self-test.ts';
import { readJournal } from '#core/journal/chain.ts';
import { readSignedPlan } from '#core/plan/approval.ts';
import { pinnedIdentities, planSha256 } from '#core/plan/plan-file.ts';
import { openBundle } from '#core/transfer/bundle.ts';
import { pairingCode } from '#core/transfer/pairing.ts';
import { encodeCertificate } from '#core/x509/certificate-writer.ts';
import type { PassphraseRequest } from '#services/app/app-services.ts';
import type { Typed } from '#services/app/confirmation.ts';
import { beginTurn } from '#services/offline/give-share.ts';
import { checkGap } from '#services/offline/gap-watch.ts';
import { dropSecretsWhileAway } from '#services/offline/left-alone.ts';
import { JournalFile } from '#services/journal/journal-file.ts';
import { exceptionSheet } from '#drill/machines.ts';
import { exchangeJwk, issueExchangeKey, makeExchangeParts, plainExtensions } from '#simulator/exchange-key-issuer.ts';
import { practiceIdentityPassphrase } from '#drill/practice-plan.ts';
import { practicePassphrase, writePracticeSticks } from '#drill/practice-sticks.ts';

const id = 'PRACTICE-2026-01';
const by: [string, string] = ['administrator', 'witness'];
const sheet = exceptionSheet('B6', 'something else');

const sticks = ['OWN', 'IN', 'OUT', 'C1', 'C2', 'C3'];
/** Made once by the program itself: identities and keys take their time. */
let template: string;
beforeAll(async () => {
  template = mkdtempSync(join(tmpdir(), 'lifeboat-set-'));
  const order = { kind: 'recovery', ceremony: id, texts: english.practiceSet } as const;
  await writePracticeSticks(template, { now: new Date(), appVersion: '0.1.0', ...order });
});
afterAll(() => rmSync(template, { recursive: true }));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lifeboat-recovery-'));
});
afterEach(async () => {
  for (const workspace of workspaces.splice(0)) await workspace.end();
  rmSync(folder, { recursive: true });
});
const workspaces: Workspace[] = [];

const parts = ['begin', 'open', 'adopt', 'pair', 'domain', 'key'] as const;
/** One run of the program on the machine of this test. */
class Workspace extends OfflineMachine {
  passphrase = practiceIdentityPassphrase;
  override answers: Typed = { first: by[0], second: by[1], reason: sheet.decision, ...typedSheet(sheet) };

  constructor() {
    super(folder);
    workspaces.push(this);
  }

  /** The passphrase is that of the stick, not that of the chosen custodian. */
  stick = 1;

  /** What a custodian waits for before they type. */
  whileTyping: Promise<undefined> | undefined;

  /** What the sheet of the last passphrase says that it signs. */
  signed: readonly string[] = [];

  protected override async passphraseFor({ use, signs }: PassphraseRequest): Promise<string> {
    const { lead = [], facts = [] } = signs?.draw(english) ?? {};
    if (signs) this.signed = [...lead, ...facts.flatMap(({ lines }) => lines)];
    await this.whileTyping;
    return use === 'identity' ? this.passphrase : practicePassphrase(this.stick);
  }
  async begin(): Promise<void> {
    await this.startSession({ purpose: 'recovery', practice: true, id }, new Date().toISOString());
    cpSync(template, join(folder, 'set'), { recursive: true });
    this.plugIn(...sticks.map((name) => join(folder, 'set', `PRACTICE-${name}`)));
    this.appState.update({ practiceSet: join(folder, 'set') });
    await this.role('PRACTICE-OWN', 'own');
    await this.role('PRACTICE-IN', 'in');
    await this.role('PRACTICE-OUT', 'out');
  }
  async open(): Promise<void> {
    const plan = await this.file('PRACTICE-OWN', /plan/);
    const identity = await this.file('PRACTICE-OWN', /identity/);
    await this.calls.ceremony.open({ plan, identity });
  }
  get plan() {
    return readSignedPlan(readFileSync(join(folder, 'set', 'PRACTICE-OWN', 'PRACTICE-plan.dsse.json'))).plan;
  }
  async adopt(): Promise<void> {
    this.hears(planSha256(this.plan));
    await this.calls.ceremony.confirmPlan(null);
  }
  async pair(): Promise<void> {
    const pins = pinnedIdentities(this.plan);
    const of = (role: string) => pins.find((pin) => pin.role === role)!;
    const code = pairingCode(id, of('offline'), of('operator-1'));
    this.hears(code);
    this.answers = { ...this.answers, number: 'AB-'.repeat(16) };
    await this.calls.ceremony.pair(null);
  }
  async domain(): Promise<void> {
    await this.calls.securityDomain.load({ file: await this.file('PRACTICE-IN', /security-domain/) });
  }
  async key(): Promise<void> {
    await this.calls.volumes.askPracticeOperators({ language: 'en' });
    await this.load();
    await this.confirm();
  }
  async load(): Promise<void> {
    await this.calls.exchangeKey.load({ file: await this.file('PRACTICE-IN', /exchange-key\.bundle/) });
  }
  async confirm(): Promise<void> {
    this.hears(this.appState.state.key?.assessed?.event.certificateSha256 ?? '');
    await this.calls.exchangeKey.confirmWords(null);
  }
  custodian(at: number, stick = at): Promise<Fault | undefined> {
    this.stick = stick;
    this.ownKey = new RegExp(`[(]PRACTICE-C${stick}[)]`);
    return this.custodianTurn({ custodian: `C${at}`, copy: null });
  }
  async give(at: number): Promise<void> {
    expect(await this.custodian(at)).toBeUndefined();
  }
  /** A machine on which this, and all before it, is done. */
  static async upTo(last: (typeof parts)[number]): Promise<Workspace> {
    const workspace = new Workspace();
    await workspace.goTo(last);
    return workspace;
  }
  async goTo(last: (typeof parts)[number]): Promise<void> {
    for (const part of parts.slice(0, parts.indexOf(last) + 1)) await this[part]();
  }
}

/** What runs from the passphrase that a custodian has typed to the share that is in. */
async function opened(workspace: Workspace, custodian: number): Promise<ReadonlyMap<string, number>> {
  const typed = Promise.withResolvers<undefined>();
  workspace.whileTyping = typed.promise;
  const until = (phase: string) =>
    workspace.appState.untilSo(() => workspace.view.custodians.turn.phase === phase, new AbortController().signal);
  const giving = workspace.give(custodian);
  await until('passphrase');
  const ran = await functionsRun(async () => {
    typed.resolve(undefined);
    await until('accepted');
  });
  await giving;
  return ran;
}

const journalPath = (): string => {
  const [name = ''] = readdirSync(join(folder, 'ceremonies'));
  return join(folder, 'ceremonies', name, 'journal.jsonl');
};
const kinds = (): string[] => readJournal(readFileSync(journalPath())).entries.map(({ event }) => event.kind);

describe('a recovery', () => {
  it('is one journal from the plan to the message that the upload succeeded', async () => {
    const workspace = await Workspace.upTo('key');
    expect(workspace.view.exchangeKey).toMatchObject({ phase: 'confirmed', exception: null });
    await workspace.give(2);
    await workspace.give(1);
    expect(workspace.view.custodians).toMatchObject({ have: 2, required: 2 });
    expect(workspace.view.custodians.accepted.map(({ who }) => who)).toEqual([
      'PRACTICE custodian-2',
      'PRACTICE custodian-1',
    ]);
    await workspace.calls.blob.build(null);
    expect(workspace.view.blob).toMatchObject({ phase: 'built', data: 3 });
    // Both milestones of this side, by its own journal.
    const { milestones = [] } = workspace.view.recoveryTime ?? {};
    expect(milestones.map(({ call, doneUtc }) => [call, doneUtc !== null])).toEqual([
      ['exchange-key', true],
      ['blob', true],
    ]);
    await workspace.calls.blob.export(null);
    const { blob } = workspace.view;
    const key = workspace.appState.state.ceremony?.state.exchangeKey?.certificateSha256;
    expect(workspace.signed).toEqual(
      expect.arrayContaining([id, workspace.plan.target.uri, key, blob.phase === 'built' && blob.sha256]),
    );
    const out = join(folder, 'set', 'PRACTICE-OUT');
    const [name = ''] = readdirSync(out);
    const { payload } = openBundle(readFileSync(join(out, name)), 'restore-blob', pinnedIdentities(workspace.plan));
    expect(payload).toMatchObject({ seq: 2, challenge: 'ab'.repeat(16), practice: true });
    // The words are read from main's own view; a page has the hash when both sides have agreed on it.
    expect(workspace.view.recovery?.sent).toMatchObject({ name, copies: 1, isReadBack: false, payloadSha256: null });
    await workspace.calls.blob.confirmReadBack(null);
    expect(workspace.view.recovery?.sent).toMatchObject({ isReadBack: true });
    await workspace.calls.volumes.askPracticeOperators({ language: 'en' });
    await workspace.calls.ceremony.takeOutcome({ file: await workspace.file('PRACTICE-IN', /outcome/) });
    expect(workspace.view.recovery?.outcome).toMatchObject({ call: 'upload', verdict: 'succeeded' });
    await workspace.calls.session.finish(null);
    await workspace.calls.ceremony.exportRecords(null);
    expect(readdirSync(out)).toContain(`journal-offline-${id}.jsonl`);
    // A stick that was full or pulled out has some of them: it gets the rest, and what is there stays.
    const plan = readdirSync(out).find((each) => each.startsWith('plan-')) ?? '';
    rmSync(join(out, plan));
    await workspace.calls.ceremony.exportRecords(null);
    expect(readdirSync(out)).toContain(plan);
    expect(kinds()).toEqual([
      'journal-opened',
      'wall-clock',
      'air-gap',
      'read-back',
      'plan-adopted',
      'challenge-issued',
      'peer-paired',
      'challenge-noted',
      'security-domain-loaded',
      'bundle-accepted',
      'exchange-key-verified',
      'read-back',
      'share-accepted',
      'share-accepted',
      'build-approved',
      'blob-intended',
      'blob-built',
      'bundle-written',
      'file-written',
      'read-back',
      'bundle-accepted',
      'journal-closed',
      'journal-signed',
    ]);
    expect(readdirSync(folder)).not.toContain('sessions');
    await workspace.calls.session.leave(null);
    expect(workspace.view).toMatchObject({ ceremony: { phase: 'none' }, earlierCeremonies: [] });
  });

  it('takes a share and an exchange key along the paths of CONTRIBUTING, and assesses the key once', async () => {
    const workspace = await Workspace.upTo('domain');
    await workspace.calls.volumes.askPracticeOperators({ language: 'en' });
    const arrival = await functionsRun(() => workspace.load());
    await workspace.confirm();
    await workspace.give(2);
    const turn = await functionsRun(() => workspace.give(1));
    const build = await functionsRun(() => workspace.calls.blob.build(null));
    const sending = await functionsRun(() => workspace.calls.blob.export(null));
    expectPath('The path of an exchange key', { arrival, build, sending });
    expectPath('The path of a share', { turn, build });
  });

  it('opens a share in five files that decide, and shows it twice', async () => {
    const workspace = await Workspace.upTo('key');
    await workspace.give(2);
    const ran = await opened(workspace, 1);
    const ofOurs = [...ran.keys()].filter((name) => /^(?:ipc|secrets|services)[/](?!.*[.]test[.]ts)/.test(name));
    // What asks in the view of main, the journal, what looks for a token by the clock, and what makes the next view of its state.
    const isApart =
      /^(?:ipc[/]turns|services[/]app|services[/]journal|services[/]offline[/](?:app-state|ceremony|find-token|view-of|volume-register))/;
    const path = ofOurs.filter((name) => !isApart.test(name));
    const files = new Set(path.map((name) => name.split(':')[0]).filter((file) => file?.startsWith('services')));
    expect([...files].sort()).toEqual([
      'services/offline/custodian-turn.ts',
      'services/offline/give-share.ts',
      'services/offline/recovery-session.ts',
      'services/offline/replies.ts',
      // Whether the stick is there.
      'services/offline/with-stick.ts',
    ]);
    expect(path.length).toBeLessThanOrEqual(51);
    expect(ran.get('services/offline/view-of.ts: viewOf')).toBe(2);
  });

  it('goes on after a power cut: shares are gone, everything else is as the journal has it', async () => {
    const workspace = await Workspace.upTo('key');
    await workspace.give(1);
    await workspace.end();
    const again = new Workspace();
    const [earlier] = again.view.earlierCeremonies;
    expect(earlier).toMatchObject({ id, practice: true, damage: null, shares: 1, exchangeKey: true, blob: false });
    await again.calls.ceremony.resume({ journal: earlier?.journal ?? '' });
    expect(again.view).toMatchObject({
      ceremony: { phase: 'running', id, purpose: 'recovery' },
      exchangeKey: { phase: 'confirmed' },
      custodians: { have: 0 },
      securityDomain: { phase: 'none' },
    });
    expect(kinds()).toContain('shares-gone');
    again.plugIn(...['IN', 'OUT', 'C1', 'C3'].map((stick) => join(folder, 'set', `PRACTICE-${stick}`)));
    await again.role('PRACTICE-IN', 'in');
    await again.domain();
    await again.give(1);
    await again.give(3);
    await again.calls.blob.build(null);
    const last = await again.restarted();
    expect(last.view.blob).toMatchObject({ phase: 'built', data: 3 });
    last.plugIn(join(folder, 'set', 'PRACTICE-OUT'));
    await last.role('PRACTICE-OUT', 'out');
    await last.calls.blob.export(null);
    expect(last.view.recovery?.sent).toMatchObject({ copies: 1 });
  });

  it('tells again after a restart which members of the security domain nobody knew', async () => {
    const workspace = await Workspace.upTo('adopt');
    const unknownMembers = ['SharedKeys.note', 'region'];
    const sha256 = workspace.plan.securityDomain?.sha256 ?? '';
    const loaded = { kind: 'security-domain-loaded', sha256, required: 2, custodians: 3, unknownMembers } as const;
    await workspace.appState.recovery('test').append(loaded);
    const again = await workspace.restarted();
    expect(again.view).toMatchObject({ securityDomain: { phase: 'none' }, recovery: { unknownMembers } });
  });

  it('keeps what people read and wrote before there was a journal', async () => {
    const workspace = await Workspace.upTo('begin');
    const right = new Date(Date.now() + 60_000).toISOString();
    await workspace.calls.session.noteException({ step: 'M2', check: null });
    await workspace.setClock(right);
    await workspace.open();
    const events = readJournal(readFileSync(journalPath())).entries.map(({ event }) => event);
    expect(events.map(({ kind }) => kind)).toEqual([
      'journal-opened',
      'wall-clock',
      'wall-clock',
      'air-gap',
      'exception',
    ]);
    expect(events.at(-1)).toMatchObject({ number: 1, step: 'M2', check: null });
    expect(workspace.view.exceptions).toMatchObject([{ number: 1, step: 'M2' }]);
    expect(workspace.view.clock).toMatchObject({ phase: 'set' });
  });

  it('notes a self-test that ran before there was a journal, and goes on from a journal that has one', async () => {
    const workspace = new Workspace();
    const report: SelfTestReport = {
      at: '2026-01-02T03:04:05.678Z',
      app: { version: '0.1.0', build: 'offline' },
      electron: '45.4.1',
      isPackaged: true,
      platform: 'linux',
      lines: [
        { check: 'switches', outcome: 'passed', detail: '11 switches' },
        { check: 'crash-dumps', outcome: 'failed', detail: 'a crashed process is written to core' },
        { check: 'quit', outcome: 'not-asked', reason: 'at-quit', detail: null, rehearsed: null },
      ],
    };
    const noted = {
      kind: 'self-test',
      ranAt: report.at,
      app: report.app,
      electron: '45.4.1',
      passed: 1,
      failed: ['crash-dumps'],
      notAsked: ['quit'],
    };
    const events = () =>
      readJournal(readFileSync(journalPath())).entries.flatMap(({ event }) =>
        event.kind === 'self-test' ? event : [],
      );
    expect(await workspace.appState.keepSelfTest(report)).toEqual({ report, isInJournal: false });
    await workspace.begin();
    await workspace.open();
    expect(events()).toEqual([noted]);
    expect(workspace.appState.selfTest).toEqual({ report, isInJournal: true });
    // One that runs while the journal is open goes into it at once.
    const later = { ...report, at: '2026-01-02T04:05:06.789Z' };
    expect(await workspace.appState.keepSelfTest(later)).toEqual({ report: later, isInJournal: true });
    await workspace.end();
    const again = new Workspace();
    const [earlier] = again.view.earlierCeremonies;
    expect(earlier).toMatchObject({ id, damage: null });
    await again.calls.ceremony.resume({ journal: earlier?.journal ?? '' });
    expect(again.view).toMatchObject({ ceremony: { phase: 'running', id, purpose: 'recovery' }, alarm: null });
    // This run of the program has tested nothing: it neither claims to have, nor notes it twice.
    expect(again.appState.selfTest).toBeNull();
    expect(events()).toEqual([noted, { ...noted, ranAt: later.at }]);
    await again.adopt();
  });

  it('tells a gap that was open when it was looked at first from one that was lost', async () => {
    const workspace = new Workspace();
    workspace.waysOut = [{ kind: 'interface', name: 'eth0' }];
    await workspace.begin();
    await workspace.open();
    await workspace.end();
    const again = new Workspace();
    again.waysOut = workspace.waysOut;
    await checkGap(again.appState);
    await again.resume();
    const gaps = (): boolean[] =>
      readJournal(readFileSync(journalPath())).entries.flatMap(({ event }) =>
        event.kind === 'air-gap' ? [isGapLost(event)] : [],
      );
    expect(gaps()).toEqual([false, false]);
    again.waysOut = [];
    await checkGap(again.appState);
    again.waysOut = workspace.waysOut;
    await checkGap(again.appState);
    expect(gaps()).toEqual([false, false, false, true]);
  });

  it('is refused to a second program while the first has the journal', async () => {
    await Workspace.upTo('open');
    const other = new Workspace();
    const journal = other.view.earlierCeremonies[0]?.journal ?? '';
    expect(await faultOfPromise(() => other.calls.ceremony.resume({ journal }))).toMatchObject({
      code: 'JOURNAL_IN_USE',
    });
  });

  it('names the damage of a torn journal, and goes on once it is closed off by an exception', async () => {
    const workspace = await Workspace.upTo('open');
    await workspace.end();
    appendFileSync(journalPath(), '{"at":"2026-');
    const again = new Workspace();
    const [earlier] = again.view.earlierCeremonies;
    expect(earlier?.damage).toMatchObject({ code: 'JOURNAL_TORN_LINE' });
    const journal = earlier?.journal ?? '';
    const resumed = () => again.calls.ceremony.resume({ journal });
    expect(await faultOfPromise(resumed)).toMatchObject({ code: 'JOURNAL_TORN_LINE' });
    await again.calls.ceremony.closeOff({ journal });
    await again.resume();
    expect(again.view.exceptions).toMatchObject([{ number: 1, happened: 'PRACTICE: something else' }]);
    await again.adopt();
    expect(again.view.recovery?.planSha256).toBe(planSha256(again.plan));
  });
});

describe('the plan of a recovery', () => {
  it('must be of this ceremony, and the identity must be the one that it names', async () => {
    const workspace = await Workspace.upTo('begin');
    await workspace.end();
    const other = new Workspace();
    await other.beginSession({ purpose: 'recovery', practice: true, id: 'PRACTICE-OTHER' });
    await other.setClock(new Date().toISOString());
    other.plugIn(join(folder, 'set', 'PRACTICE-OWN'));
    await other.role('PRACTICE-OWN', 'own');
    expect(await faultOfPromise(other.open())).toMatchObject({ code: 'PLAN_MISMATCH', what: 'ceremony' });
    expect(readdirSync(folder)).not.toContain('ceremonies');
  });

  it('is opened with an identity whose passphrase is known, or not at all', async () => {
    const workspace = await Workspace.upTo('begin');
    workspace.passphrase = 'not the passphrase';
    // A wrong one is typed again in place, until people leave.
    expect(await faultOfPromise(workspace.open())).toMatchObject({ code: 'CONFIRMATION_NOT_GIVEN' });
    expect(workspace.refusedWith).toEqual({ code: 'IDENTITY_NOT_OPENED' });
    expect(workspace.signed).toEqual(
      expect.arrayContaining([expect.stringContaining('Nothing is signed now'), 'PRACTICE-plan.dsse.json']),
    );
    expect(readdirSync(folder)).not.toContain('ceremonies');
  });

  it('is not adopted on wrong words; the second time only an exception leads on', async () => {
    const workspace = await Workspace.upTo('open');
    workspace.hears('0'.repeat(64));
    const compare = () => workspace.calls.ceremony.confirmPlan(null);
    expect(await faultOfPromise(compare)).toMatchObject({ code: 'WORDS_WRONG', triesLeft: 1 });
    expect(await faultOfPromise(compare)).toMatchObject({ code: 'WORDS_LOCKED' });
    expect(workspace.view.recovery).toMatchObject({
      planWords: { phase: 'locked' },
      failures: [{ check: 'read-back-plan' }],
    });
    await workspace.calls.session.noteException({ step: 'B6', check: 'read-back-plan' });
    expect(workspace.view.recovery).toMatchObject({ planWords: { phase: 'asking', triesLeft: 2 }, failures: [] });
    await workspace.adopt();
    expect(workspace.view.recovery?.challenge).toMatch(/^[0-9a-f]{32}$/);
  });

  it('is paired on wrong words by nobody; the second time only an exception leads on', async () => {
    const workspace = await Workspace.upTo('adopt');
    workspace.hears('0'.repeat(64));
    workspace.answers = { ...workspace.answers, number: 'AB-'.repeat(16) };
    const pair = () => workspace.calls.ceremony.pair(null);
    expect(await faultOfPromise(pair)).toMatchObject({ code: 'WORDS_WRONG', triesLeft: 1 });
    expect(await faultOfPromise(pair)).toMatchObject({ code: 'WORDS_LOCKED' });
    expect(workspace.view.recovery).toMatchObject({ failures: [{ check: 'pairing', step: 'M9' }] });
  });

  it('is compared a second time and no third, whether or not the program was started anew in between', async () => {
    const workspace = await Workspace.upTo('open');
    const compare = (at: Workspace) => () => {
      at.hears('0'.repeat(64));
      return at.calls.ceremony.confirmPlan(null);
    };
    expect(await faultOfPromise(compare(workspace))).toMatchObject({ code: 'WORDS_WRONG', triesLeft: 1 });
    const again = await workspace.restarted();
    expect(again.view.recovery).toMatchObject({ planWords: { phase: 'asking', triesLeft: 1 } });
    expect(await faultOfPromise(compare(again))).toMatchObject({ code: 'WORDS_LOCKED' });
    expect(again.view.recovery).toMatchObject({ failures: [{ check: 'read-back-plan' }] });
  });

  it('that was adopted just before the power went out still gets the number that bundles must answer', async () => {
    const workspace = await Workspace.upTo('adopt');
    await workspace.end();
    const lines = readFileSync(journalPath(), 'utf8').trimEnd().split('\n');
    expect(lines.at(-1)).toContain('challenge-issued');
    writeFileSync(journalPath(), `${lines.slice(0, -1).join('\n')}\n`);
    const again = new Workspace();
    await again.resume();
    expect(again.view.recovery).toMatchObject({ planWords: { phase: 'agreed' } });
    expect(again.view.recovery?.challenge).toMatch(/^[0-9a-f]{32}$/);
    expect(kinds().filter((kind) => kind === 'challenge-issued')).toHaveLength(1);
  });

  it('is begun once on a machine', async () => {
    const workspace = await Workspace.upTo('open');
    await workspace.end();
    const again = new Workspace();
    await again.beginSession({ purpose: 'recovery', practice: true, id });
    await again.setClock(new Date().toISOString());
    again.plugIn(join(folder, 'set', 'PRACTICE-OWN'));
    await again.role('PRACTICE-OWN', 'own');
    expect(await faultOfPromise(again.open())).toMatchObject({ code: 'CEREMONY_BEGUN', isClosed: false });
  });

  it('says who answers: two people of it, and not the same twice', async () => {
    const workspace = await Workspace.upTo('open');
    const ask = (first: string, second: string) => () => {
      workspace.answers = { words: planSha256(workspace.plan), first, second };
      return workspace.calls.ceremony.confirmPlan(null);
    };
    expect(await faultOfPromise(ask('witness', 'witness'))).toEqual({ code: 'TWO_PEOPLE_NEEDED' });
    expect(await faultOfPromise(ask('witness', 'nobody'))).toEqual({ code: 'PERSON_NOT_IN_PLAN', person: 'nobody' });
  });
});

describe('what comes on a stick', () => {
  it('is a failed check where a security domain is not the one of the plan', async () => {
    const workspace = await Workspace.upTo('adopt');
    const path = join(folder, 'set', 'PRACTICE-IN', 'PRACTICE-security-domain.json');
    const text = readFileSync(path, 'utf8');
    rmSync(path);
    writeFileSync(path, `${text}\n`);
    expect(await faultOfPromise(workspace.domain())).toMatchObject({ code: 'PLAN_MISMATCH', what: 'security domain' });
    expect(workspace.view.recovery?.failures).toMatchObject([{ check: 'security-domain', step: 'B2' }]);
    writeFileSync(path, text);
    expect(await faultOfPromise(workspace.domain())).toMatchObject({
      code: 'JOURNAL_OUT_OF_ORDER',
      rules: ['failed-check-stands'],
    });
    await workspace.calls.session.noteException({ step: 'B6', check: 'security-domain' });
    await workspace.domain();
    expect(workspace.view.securityDomain.phase).toBe('loaded');
  });

  it('is not an exchange key by itself: only a bundle that is the next one for this machine', async () => {
    const workspace = await Workspace.upTo('domain');
    const domain = await workspace.file('PRACTICE-IN', /security-domain/);
    expect(await faultOfPromise(() => workspace.calls.exchangeKey.load({ file: domain }))).toMatchObject({
      code: 'BUNDLE_NAME',
    });
    expect(workspace.view.recovery?.failures).toEqual([]);
    await workspace.calls.volumes.askPracticeOperators({ language: 'en' });
    const stick = join(folder, 'set', 'PRACTICE-IN');
    const name = readdirSync(stick).find((each) => each.includes('exchange-key')) ?? '';
    const bytes = readFileSync(join(stick, name));
    const inSignature = bytes.indexOf('"sig":"') + 40;
    bytes.write(bytes.toString('latin1', inSignature, inSignature + 1) === 'A' ? 'B' : 'A', inSignature, 'latin1');
    writeFileSync(join(stick, name), bytes);
    expect(await faultOfPromise(workspace.load())).toMatchObject({ code: 'BUNDLE_SIGNATURE_WRONG' });
    expect(workspace.view.recovery?.failures).toMatchObject([{ check: 'exchange-key-bundle', step: 'B5' }]);
  });
});

describe('an exchange key that is refused', () => {
  async function toKey(certificateDer: Buffer, privateKey: KeyObject): Promise<Workspace> {
    const workspace = await Workspace.upTo('begin');
    const answer = { key_format: 'jwk', transfer_key: JSON.stringify(exchangeJwk({ certificateDer, privateKey })) };
    const path = join(folder, 'set', 'PRACTICE-OPERATORS', 'PRACTICE-exchange-key-answer.json');
    writeFileSync(path, JSON.stringify(answer));
    await workspace.open();
    await workspace.adopt();
    await workspace.pair();
    await workspace.domain();
    await workspace.calls.volumes.askPracticeOperators({ language: 'en' });
    await workspace.load();
    return workspace;
  }
  const yesterday = new Date(Date.now() - 86_400_000);

  it('of another HSM is an incident: no share is taken, and nothing but an exception leads on', async () => {
    const { certificateDer, privateKey } = issueExchangeKey('practice-stranger.managedhsm.practice.invalid', yesterday);
    const workspace = await toKey(certificateDer, privateKey);
    expect(workspace.view.exchangeKey).toMatchObject({ phase: 'refused', unattested: false });
    expect(workspace.view.recovery?.failures).toMatchObject([{ check: 'exchange-key', fault: 'EXCHANGE_NAME_OTHER' }]);
    const accept = () => workspace.calls.exchangeKey.acceptUnattested(null);
    expect(await faultOfPromise(accept)).toMatchObject({ code: 'CALL_OUT_OF_ORDER' });
    const begin = () => workspace.calls.custodians.begin({ custodian: 'C1', copy: null });
    expect(await faultOfPromise(begin)).toMatchObject({ needs: 'an exchange key' });
  });

  it('without attestation is accepted by two people and a reason, read back, and says so for ever', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const parts = makeExchangeParts('transfer-key', privateKey, yesterday, plainExtensions);
    const workspace = await toKey(encodeCertificate(parts), privateKey);
    expect(workspace.view.exchangeKey).toMatchObject({ phase: 'refused', unattested: true });
    expect(workspace.view.recovery?.failures).toMatchObject([{ check: 'exchange-key', fault: 'ATTESTATION_ABSENT' }]);
    await workspace.calls.exchangeKey.acceptUnattested(null);
    const exception = { reason: sheet.decision, approvers: ['PRACTICE administrator', 'PRACTICE witness'] };
    expect(workspace.view.exchangeKey).toMatchObject({ phase: 'unconfirmed', exception });
    await workspace.confirm();
    const again = await workspace.restarted();
    expect(again.view.exchangeKey).toMatchObject({ phase: 'confirmed', exception });
    expect(again.view.exceptions).toMatchObject([{ number: 1, check: 'exchange-key' }]);
  });
});

describe('a custodian of a recovery', () => {
  it('gives their own share and nobody else’s', async () => {
    const workspace = await Workspace.upTo('key');
    expect(await workspace.custodian(1, 2)).toMatchObject({ code: 'KEY_OF_OTHER_CUSTODIAN' });
    expect(workspace.view.custodians.have).toBe(0);
    await workspace.give(2);
    const again = () => workspace.calls.custodians.begin({ custodian: 'C2', copy: null });
    expect(await faultOfPromise(again)).toMatchObject({
      code: 'CALL_OUT_OF_ORDER',
      needs: 'a custodian of the plan',
    });
  });

  it('begins again when the gap opens: shares are dropped, and the journal says it', async () => {
    const workspace = await Workspace.upTo('key');
    await workspace.give(1);
    workspace.waysOut = [{ kind: 'interface', name: 'eth0' }];
    await checkGap(workspace.appState);
    expect(workspace.view).toMatchObject({
      alarm: { code: 'AIR_GAP_LOST', sharesDropped: 1 },
      custodians: { have: 0, accepted: [] },
    });
    expect(kinds().at(-1)).toBe('air-gap');
    workspace.waysOut = [];
    await checkGap(workspace.appState);
    await workspace.give(1);
    await workspace.give(2);
    await workspace.calls.blob.build(null);
    expect(workspace.view.blob.phase).toBe('built');
  });

  it('is alone at the screen, and what they type is dropped once the gap has opened', async () => {
    const workspace = await Workspace.upTo('key');
    const typed = Promise.withResolvers<undefined>();
    workspace.whileTyping = typed.promise;
    const { appState } = workspace;
    const giving = workspace.give(1);
    await appState.untilSo(() => workspace.view.custodians.turn.phase === 'passphrase', new AbortController().signal);
    // Past the queue of calls, in which it would wait.
    expect(await faultOfPromise(() => beginTurn(appState, 'C2', null))).toMatchObject({
      needs: 'nobody at the screen',
    });
    const shown: string[] = [];
    Object.assign(appState.world, { tell: ({ custodians: { turn } }: View) => shown.push(turn.phase) });
    workspace.waysOut = [{ kind: 'interface', name: 'eth0' }];
    await checkGap(appState);
    typed.resolve(undefined);
    await giving;
    const over = shown.slice(shown.indexOf('nobody'));
    expect([over.length > 1, new Set(over)]).toEqual([true, new Set(['nobody'])]);
  });

  it('stays given in practice on a connected machine, whatever other way out appears', async () => {
    const workspace = new Workspace();
    workspace.waysOut = [{ kind: 'interface', name: 'wlan0' }];
    await workspace.goTo('key');
    await workspace.give(1);
    workspace.waysOut = [...workspace.waysOut, { kind: 'interface', name: 'tun0' }];
    await checkGap(workspace.appState);
    expect(workspace.view.airGap).toMatchObject({ phase: 'open', waysOut: [{ name: 'wlan0' }, { name: 'tun0' }] });
    expect(workspace.view.custodians.have).toBe(1);
    await workspace.give(2);
    await workspace.calls.blob.build(null);
    expect(workspace.view.blob).toMatchObject({ phase: 'built' });
  });

  it('begins again where its journal could not be told that the shares are gone', async () => {
    const workspace = await Workspace.upTo('key');
    await workspace.give(1);
    const lock = `${journalPath()}.lock`;
    renameSync(lock, `${lock}-away`);
    await dropSecretsWhileAway(workspace.appState, 'screen-locked');
    expect(workspace.view).toMatchObject({ alarm: { code: 'CEREMONY_JOURNAL_STOPPED' } });
    renameSync(`${lock}-away`, lock);
    await workspace.give(1);
    expect(kinds().slice(-2)).toEqual(['shares-gone', 'share-accepted']);
    workspace.answers = { first: 'witness', second: 'administrator' };
    renameSync(lock, `${lock}-away`);
    expect(await faultOfPromise(() => workspace.calls.custodians.restart(null))).toMatchObject({
      code: 'JOURNAL_IN_USE',
    });
    expect(workspace.appState.holdsShares).toBe(false);
    renameSync(`${lock}-away`, lock);
  });

  it('begins again when everything is dropped, or a process has ended', async () => {
    const workspace = await Workspace.upTo('key');
    await workspace.give(1);
    workspace.answers = { first: 'witness', second: 'witness' };
    expect(await faultOfPromise(() => workspace.calls.custodians.restart(null))).toEqual({ code: 'TWO_PEOPLE_NEEDED' });
    expect(workspace.view.custodians).toMatchObject({ have: 1 });
    workspace.answers = { first: 'witness', second: 'administrator' };
    await workspace.calls.custodians.restart(null);
    expect(workspace.view.custodians).toMatchObject({ have: 0, accepted: [] });
    expect(kinds().at(-1)).toBe('shares-gone');
    await workspace.give(1);
    await workspace.give(2);
    workspace.appState.world.host.stopAll();
    expect(await faultOfPromise(() => workspace.calls.blob.build(null))).toMatchObject({
      code: 'CUSTODY_STOPPED',
    });
    expect(workspace.view).toMatchObject({ custodians: { have: 0 }, blob: { phase: 'none' } });
    await workspace.give(3);
    await workspace.give(2);
    await workspace.calls.blob.build(null);
    expect(workspace.view.blob.phase).toBe('built');
  });
});

describe('the bundle of the blob', () => {
  it('is signed once, and copied to as many sticks as people bring', async () => {
    const workspace = await Workspace.upTo('key');
    await workspace.give(1);
    await workspace.give(2);
    await workspace.calls.blob.build(null);
    await workspace.calls.blob.export(null);
    expect(await faultOfPromise(() => workspace.calls.blob.export(null))).toMatchObject({
      code: 'FILE_EXISTS',
    });
    const second = join(folder, 'SECOND-OUT');
    mkdirSync(second);
    workspace.appState.world.volumes.addFolder(second);
    workspace.appState.world.volumes.release('out');
    workspace.appState.update();
    await workspace.role('SECOND-OUT', 'out');
    // Nobody is asked for the passphrase again: the same bytes go to the second stick.
    workspace.passphrase = 'not the passphrase';
    await workspace.calls.blob.export(null);
    const [name = ''] = readdirSync(second);
    const first = readFileSync(join(folder, 'set', 'PRACTICE-OUT', name));
    expect(readFileSync(join(second, name)).equals(first)).toBe(true);
    expect(workspace.view.recovery?.sent?.copies).toBe(2);
    expect(kinds().filter((kind) => kind === 'bundle-written')).toHaveLength(1);
  });
});

it('makes its own practice set, for a ceremony and for a drill', async () => {
  const workspace = new Workspace();
  await workspace.beginSession({ purpose: 'recovery', practice: true, id });
  await workspace.calls.volumes.makePracticeSet({ language: 'de', reWrap: false });
  expect(workspace.view.volumes.map(({ name }) => name)).toEqual(sticks.map((name) => `PRACTICE-${name}`));
  expect(readFileSync(join(folder, 'set', 'PRACTICE-sheet.txt'), 'utf8')).toContain('Wörter des Plans (32)');
});

/** Another program that only looks: what is written here is a journal that anybody can open and check. */
it('leaves a journal that others can open', async () => {
  const workspace = await Workspace.upTo('open');
  await workspace.end();
  const journal = await JournalFile.open(journalPath(), () => new Date().toISOString());
  expect(journal.state.opened).toMatchObject({ ceremony: id, practice: true, machine: 'offline' });
  await journal.close();
});
