// The actions of the tools, as a screen of either app asks for them: over real files, with dialogs and passphrases answered here.
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { noRehearsal } from '#e2e/support/no-rehearsal.ts';
import { serverChain } from '#e2e/support/server-chains.ts';
import { testApp } from '#e2e/support/ceremony-beginning.ts';
import { answerTo, typedSheet } from '#e2e/support/answer-sheet.ts';
import { faultOfPromise } from '#e2e/support/faults.ts';
import type { JournalEvent } from '#shared/journal/events.ts';
import type { ToolsHandlers } from '#shared/contract/tools/contract.ts';
import type { PickedKind } from '#shared/contract/tools/picked.ts';
import { type Fault, refuse } from '#shared/faults/fault.ts';
import { english } from '#shared/messages/en/catalogue.ts';
import { givesKeys } from '#shared/plan/kind.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { sheet as exceptionSheet } from '#core/journal/testdata/recovery.ts';
import { emergencyFiles } from '#core/evidence/testdata/sample-emergency.ts';
import { endOf } from '#core/journal/chain.ts';
import { approveAgain, approvePlan, verifyApprovedPlan } from '#core/plan/approval.ts';
import { readAnyPlan } from '#core/plan/any-plan.ts';
import { maxRevocationListBytes } from '#core/exchange-key/revocation-list.ts';
import { encodePlan, planSha256 } from '#core/plan/plan-file.ts';
import { asNewKeys, recoveryPlan } from '#core/plan/testdata/sample-plan.ts';
import { encodePublicIdentity, readPublicIdentity, type Signer } from '#core/transfer/identity.ts';
import type { Observation } from '#core/transfer/payload.ts';
import { fetched as noteOf } from '#core/transfer/session.ts';
import { payloadOf } from '#core/transfer/testdata/payloads.ts';
import { answerWith, everyone, offline, otherCertificate, witness } from '#core/transfer/testdata/samples.ts';
import type { AppServices } from '#services/app/app-services.ts';
import type { Typed } from '#services/app/confirmation.ts';
import { PickedFiles } from '#services/app/picked-files.ts';
import { PlanWords } from '#services/app/plan-words.ts';
import { JournalFile } from '#services/journal/journal-file.ts';
import { registerOf } from '#shared/register/testdata/registers.ts';
import { journalOfEvents } from '#core/journal/testdata/journal-lines.ts';
import { encodeRegister } from '#core/register/register-file.ts';
import { journalOpened, planAdopted } from '#core/plan/facts.ts';
import { OwnSettings } from '#services/app/app-settings.ts';
import { RefusalLog } from '#services/app/refusal-log.ts';
import { toolsCalls } from './calls.ts';

const root = mkdtempSync(join(tmpdir(), 'lifeboat-tools-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const passphrase = 'correct horse battery staple';
const at = '2026-10-14T10:00:00.000Z';
let place = '';
let count = 0;
let files: PickedFiles;
let asked: string[];
/** What people type on sheets, by field; undefined where they turn back. */
let people: Typed | undefined;
let tools: ToolsHandlers;
/** What the sheet of the last passphrase says that it signs. */
let signed: readonly string[];
/** What is typed first in place of the passphrase, and what happens meanwhile. */
let mistyped: string[];
let whileTyping: () => void;

beforeEach(() => {
  place = join(root, String((count += 1)));
  mkdirSync(place);
  files = new PickedFiles();
  asked = [];
  people = {};
  signed = [];
  mistyped = [];
  whileTyping = () => undefined;
  tools = toolsCalls(services());
});

function services(change: Partial<AppServices> = {}): AppServices {
  return {
    side: 'online',
    version: '0.1.0',
    practiceOnly: false,
    printStyle: '',
    manualPictures: { en: {}, de: {} },
    now: () => new Date(at),
    files,
    settings: new OwnSettings(join(place, 'settings.json'), 'online', () => undefined),
    programFile: join(place, 'program.cjs'),
    refusals: new RefusalLog(() => new Date(at)),
    rehearsal: noRehearsal(),
    // What would be on paper.
    press: { pdf: (html: string) => Promise.resolve(Buffer.from(html, 'utf8')) } as AppServices['press'],
    planWords: new PlanWords(),
    confirm: async (question) => {
      if (people === undefined) return refuse({ code: 'CONFIRMATION_NOT_GIVEN' });
      const typed = people;
      asked.push(question.draw(english).title);
      // Words of the plan, as they are on its cover.
      return answerTo(question, () => ({ words: planOnPaper(), secret: passphrase, ...typed }));
    },
    askPassphrase: ({ who, use, tries = 1, problem, signs }) => {
      asked.push(`${use} of ${'name' in who ? who.name : ''}${problem ? `, try ${tries}: ${problem.code}` : ''}`);
      signed = (signs?.draw(english).facts ?? []).flatMap(({ label, lines }) => [label, ...lines]);
      whileTyping();
      return Promise.resolve(Buffer.from(mistyped.shift() ?? passphrase));
    },
    pickFile: () => Promise.resolve(undefined),
    pickFiles: () => Promise.resolve([join(place, 'a'), join(place, 'b')]),
    pickFolder: () => Promise.resolve(place),
    ...change,
  };
}

const planOnPaper = (): string =>
  existsSync(join(place, 'plan.json')) ? readAnyPlan(readFileSync(join(place, 'plan.json'))).planSha256 : '';

const token = (path: string, kind: PickedKind): string => files.remember(join(place, path), kind).token;
const folder = (name = ''): string => token(name, 'folder');

/** A machine at work: its identity made here, an approved plan that names it, and a journal that is begun and paired. */
async function machine(role: 'operator-1' | 'operator-2' | 'offline' = 'operator-1', kind: Plan['kind'] = 'recovery') {
  people = { holder: `Person ${role}` };
  await tools.identities.create({ role, folder: folder() });
  const self = readPublicIdentity(readFileSync(join(place, `${role}.public.json`)));
  const spki = self.spkiDer.toString('base64');
  const identities = recoveryPlan.identities.map((each) => (each.role === role ? { ...each, spki } : each));
  const plan: Plan = { ...(givesKeys(kind) ? asNewKeys(recoveryPlan, kind) : recoveryPlan), kind, identities };
  return { self, plan, ...approved(plan) };
}

/** Approved by the witness and by another identity, whichever the plan still has. */
function approved(plan: Plan) {
  const other = everyone.find(
    ({ role, spkiDer }) =>
      role !== 'witness' && plan.identities.some((each) => each.spki === spkiDer.toString('base64')),
  );
  if (other === undefined) throw new Error('nobody else approves');
  const bytes = approveAgain(approvePlan(plan, witness), other);
  writeFileSync(join(place, 'plan.json'), bytes);
  return { approvedPlan: verifyApprovedPlan(bytes, planSha256(plan)) };
}

async function begin(self: { role: Signer['role']; keyId: string }, plan: ReturnType<typeof approved>['approvedPlan']) {
  const peer = self.role === 'offline' ? 'operator-1' : 'offline';
  const pinned = plan.plan.identities.find(({ role }) => role === peer);
  const { keyId } = readPublicIdentity(
    Buffer.from(
      JSON.stringify({ format: 'lifeboat-public-identity', holder: 'P', role: peer, spki: pinned?.spki, v: 1 }),
    ),
  );
  const journal = await JournalFile.open(join(place, 'journal.jsonl'), () => at);
  await journal.append(journalOpened(plan.plan, self, testApp));
  await journal.append(planAdopted(plan));
  await journal.append({ kind: 'challenge-issued', challenge: 'a'.repeat(32) });
  await journal.append({ kind: 'peer-paired', role: peer, keyId });
  await journal.append({ kind: 'challenge-noted', challenge: 'b'.repeat(32) });
  await journal.close();
}

/** Calls may answer at once or later. */
const refusalOf = (action: unknown): Promise<Fault> => faultOfPromise(Promise.resolve(action));

const onSheet: Typed = { ...typedSheet(exceptionSheet), step: 'B6' };

describe('identities', () => {
  it('makes an encrypted file and a public one, and asks for a passphrase that nobody else sees', async () => {
    people = { holder: 'Ada Lovelace' };
    const made = await tools.identities.create({ role: 'witness', folder: folder() });
    expect(made.files.map(({ name }) => name)).toEqual(['witness.identity.json', 'witness.public.json']);
    // On one sheet.
    expect(asked).toEqual(['Make an identity']);
    expect(readFileSync(join(place, 'witness.identity.json'), 'utf8')).not.toContain(passphrase);
    const shown = await tools.identities.show({ identity: token('witness.public.json', 'identity') });
    expect(shown).toEqual(made.identity);
  });

  it('asks for no passphrase where a file stands in the way, and makes nothing of a short one', async () => {
    writeFileSync(join(place, 'witness.public.json'), 'mine');
    const order = { role: 'witness', folder: folder() } as const;
    people = { holder: 'Ada Lovelace' };
    expect(await refusalOf(tools.identities.create(order))).toMatchObject({ code: 'FILE_EXISTS' });
    expect(asked).toEqual([]);
    rmSync(join(place, 'witness.public.json'));
    people = { holder: 'Ada Lovelace', secret: 'short' };
    expect(await refusalOf(tools.identities.create(order))).toMatchObject({ code: 'IDENTITY_PASSPHRASE_SHORT' });
    expect(readdirSync(place)).toEqual([]);
  });
});

describe('plans', () => {
  const template = {
    kind: 'recovery',
    practice: false,
    ceremony: 'MHSM-DR-9',
    date: '2026-10-14',
    custodians: 3,
    required: 2,
  } as const;

  const begun = () => tools.plans.beginDraft({ template, folder: folder() });

  it('begins a draft whose blanks are named all together, never over another', async () => {
    const { draft, problems } = await begun();
    expect(draft.name).toBe('plan-MHSM-DR-9.draft.json');
    expect(problems.length).toBeGreaterThan(10);
    expect(new Set(problems.map(({ rule }) => rule))).toEqual(new Set(['left-blank']));
    expect(await refusalOf(begun())).toMatchObject({ code: 'FILE_EXISTS' });
  });

  it('makes, opens and writes nothing of production in a preview', async () => {
    const { draft, sha256, plan } = await begun();
    const preview = toolsCalls(services({ practiceOnly: true }));
    const refused = { code: 'PREVIEW_IS_PRACTICE' };
    expect(await refusalOf(preview.plans.beginDraft({ template, folder: folder() }))).toEqual(refused);
    expect(await refusalOf(preview.plans.openDraft({ draft: draft.token }))).toEqual(refused);
    expect(await refusalOf(preview.plans.keepDraft({ draft: draft.token, seen: sha256, plan }))).toEqual(refused);
    writeFileSync(join(place, 'plan.json'), JSON.stringify(plan));
    const revise = preview.plans.reviseDraft({ plan: token('plan.json', 'plan'), folder: folder() });
    expect(await refusalOf(revise)).toEqual(refused);
  });

  it('keeps what is typed in the file, so that it is there after a restart', async () => {
    const { draft, sha256, plan } = await begun();
    const kept = await tools.plans.keepDraft({ draft: draft.token, seen: sha256, plan: { ...plan, place: 'Room 1' } });
    expect(kept.problems.some(({ path }) => path === 'place')).toBe(false);
    expect(readdirSync(place)).toEqual([draft.name]);
    files = new PickedFiles();
    tools = toolsCalls(services());
    const again = await tools.plans.openDraft({ draft: token(draft.name, 'draft') });
    expect([again.plan.place, again.sha256]).toEqual(['Room 1', kept.sha256]);
  });

  it('takes the place of a draft alone, whatever file a token names and whoever knows its hash', async () => {
    const { plan } = await begun();
    const journal = Buffer.from('{"kind":"journal-opened"}\n');
    writeFileSync(join(place, 'operator-1.jsonl'), journal);
    const seen = createHash('sha256').update(journal).digest('hex');
    const kept = tools.plans.keepDraft({ draft: token('operator-1.jsonl', 'draft'), seen, plan });
    expect(await refusalOf(kept)).toMatchObject({ code: 'DRAFT_FORM' });
    expect(readFileSync(join(place, 'operator-1.jsonl'))).toEqual(journal);
  });

  it('writes over nothing that somebody else wrote into the draft meanwhile', async () => {
    const { draft, sha256, plan } = await begun();
    const order = { draft: draft.token, seen: sha256, plan: { ...plan, place: 'Room 1' } };
    await tools.plans.keepDraft(order);
    const elsewhere = readFileSync(join(place, draft.name));
    const changed = { code: 'DRAFT_CHANGED', name: draft.name };
    expect(await refusalOf(tools.plans.keepDraft({ ...order, plan }))).toEqual(changed);
    expect(await refusalOf(tools.plans.writePlan({ draft: draft.token, seen: sha256, folder: folder() }))).toEqual(
      changed,
    );
    const from = { kind: 'identity', file: draft.token } as const;
    expect(await refusalOf(tools.plans.fillDraft({ draft: draft.token, seen: sha256, from }))).toEqual(changed);
    expect(readFileSync(join(place, draft.name))).toEqual(elsewhere);
  });

  it('takes no other file for a draft, and writes into none', async () => {
    writeFileSync(join(place, 'plan.json'), JSON.stringify(recoveryPlan));
    const plan = token('plan.json', 'draft');
    expect(await refusalOf(tools.plans.openDraft({ draft: plan }))).toMatchObject({ code: 'DRAFT_FORM' });
    expect(await refusalOf(tools.plans.openDraft({ draft: token('plan.json', 'plan') }))).toEqual({
      code: 'FILE_TOKEN_UNKNOWN',
    });
  });

  it('fills the draft from what files know, and from nothing else', async () => {
    const { draft, sha256 } = await begun();
    writeFileSync(join(place, 'operator-1.public.json'), encodePublicIdentity(everyone[0] ?? offline));
    const seen = { draft: draft.token, seen: sha256 };
    const file = token('operator-1.public.json', 'identity');
    const { view, changed } = await tools.plans.fillDraft({ ...seen, from: { kind: 'identity', file } });
    expect([view.plan.people.find(({ id }) => id === 'operator-1')?.name, changed]).toEqual([everyone[0]?.holder, 2]);
    writeFileSync(join(place, 'register.json'), encodeRegister(registerOf(5, 3)));
    const register = { kind: 'register', file: token('register.json', 'data') } as const;
    const filled = await tools.plans.fillDraft({ ...seen, seen: view.sha256, from: register });
    expect(filled.view.plan.quorum).toEqual({ custodians: 5, required: 3 });
    const wrong = { kind: 'security-domain', file: token('register.json', 'data') } as const;
    expect(await refusalOf(tools.plans.fillDraft({ ...seen, seen: filled.view.sha256, from: wrong }))).toMatchObject({
      code: 'SECURITY_DOMAIN_VERSION_UNKNOWN',
    });
    const json = { kind: 'certificate', custodian: 'C1', file: token('register.json', 'data') } as const;
    expect(await refusalOf(tools.plans.fillDraft({ ...seen, seen: filled.view.sha256, from: json }))).toMatchObject({
      code: 'TOKEN_FILE_FORM',
    });
  });

  it('writes who owes it what, as a page and as a text, of the draft as it was seen', async () => {
    const { draft, sha256 } = await begun();
    const order = { draft: draft.token, seen: sha256, language: 'en', paper: 'a4' } as const;
    const written = await tools.plans.saveOpenPoints(order);
    const [pdf, text] = written?.map(({ name }) => readFileSync(join(place, name))) ?? [];
    expect(written?.map(({ name }) => name.replace(/\d+/g, 'N'))).toEqual([
      'open-points-MHSM-DR-N-N.pdf',
      'open-points-MHSM-DR-N-N.txt',
    ]);
    for (const file of [pdf, text]) expect(file?.toString()).toContain('An Azure administrator can look it up');
    expect(text?.toString()).toContain('- C1: SHA-256 of the certificate\n');
    const seen = '0'.repeat(64);
    expect(await refusalOf(tools.plans.saveOpenPoints({ ...order, seen }))).toMatchObject({ code: 'DRAFT_CHANGED' });
  });

  it('becomes a plan once nothing is missing, and each version has a name of its own', async () => {
    writeFileSync(join(place, 'plan.json'), JSON.stringify(recoveryPlan));
    const { draft, sha256, problems } = await tools.plans.reviseDraft({
      plan: token('plan.json', 'plan'),
      folder: folder(),
    });
    expect(problems).toEqual([]);
    const order = { draft: draft.token, seen: sha256, folder: folder() };
    const first = await tools.plans.writePlan(order);
    const second = await tools.plans.writePlan(order);
    expect([first.file.name, second.file.name]).toEqual([
      `plan-${recoveryPlan.ceremony}.json`,
      `plan-${recoveryPlan.ceremony}-2.json`,
    ]);
    expect(first.view.planSha256).toBe(first.file.sha256);
    expect((await tools.plans.load({ plan: second.plan.token })).plan).toEqual(first.view.plan);
    const { plan } = await tools.plans.openDraft({ draft: draft.token });
    const kept = await tools.plans.keepDraft({ draft: draft.token, seen: sha256, plan: { ...plan, place: 'FILL IN' } });
    expect(await refusalOf(tools.plans.writePlan({ ...order, seen: kept.sha256 }))).toMatchObject({
      code: 'PLAN_INVALID',
      problems: [{ path: 'place', rule: 'left-blank' }],
    });
  });
});

describe('drafts of a register', () => {
  const begun = async () => {
    writeFileSync(join(place, 'plan.json'), JSON.stringify(recoveryPlan));
    return tools.custody.beginDraft({ plan: token('plan.json', 'plan'), folder: folder() });
  };

  it('take the place of a draft of a register alone', async () => {
    const { register } = await begun();
    const plan = readFileSync(join(place, 'plan.json'));
    const order = { draft: token('plan.json', 'draft'), seen: createHash('sha256').update(plan).digest('hex') };
    expect(await refusalOf(tools.custody.keepDraft({ ...order, register }))).toMatchObject({ code: 'DRAFT_FORM' });
    expect(readFileSync(join(place, 'plan.json'))).toEqual(plan);
  });

  it('begin with what the plan knows, are kept, and say what needs attention', async () => {
    const { draft, sha256, register, problems, health } = await begun();
    expect([draft.name, problems]).toEqual(['custody-register-lost-hsm.draft.json', []]);
    expect(health?.findings.length).toBeGreaterThan(3);
    const order = { draft: draft.token, seen: sha256, register: { ...register, reviewedOn: 'yesterday' } };
    const kept = await tools.custody.keepDraft(order);
    expect([kept.problems.length, kept.health]).toEqual([1, null]);
    expect(await refusalOf(tools.custody.keepDraft(order))).toEqual({ code: 'DRAFT_CHANGED', name: draft.name });
    files = new PickedFiles();
    tools = toolsCalls(services());
    const again = await tools.custody.openDraft({ draft: token(draft.name, 'draft') });
    expect(again.register.reviewedOn).toBe('yesterday');
    expect(await refusalOf(tools.plans.openDraft({ draft: token(draft.name, 'draft') }))).toMatchObject({
      code: 'DRAFT_FORM',
    });
  });

  it('become a register under a new name, which becomes the next draft', async () => {
    const { draft, sha256, register } = await begun();
    const {
      file,
      register: written,
      view,
    } = await tools.custody.writeRegister({
      draft: draft.token,
      seen: sha256,
      folder: folder(),
    });
    expect(file.name).toMatch(/^custody-register-lost-hsm-20261014T\d{6}Z\.json$/);
    expect(view.required).toBe(2);
    rmSync(join(place, draft.name));
    const next = await tools.custody.reviseDraft({ register: written.token, folder: folder() });
    expect(next.register).toEqual(register);
    const wrong = { ...next.register, required: 9 };
    const kept = await tools.custody.keepDraft({ draft: next.draft.token, seen: next.sha256, register: wrong });
    const again = { draft: next.draft.token, seen: kept.sha256, folder: folder() };
    expect(await refusalOf(tools.custody.writeRegister(again))).toMatchObject({ code: 'REGISTER_INVALID' });
    const from = { kind: 'security-domain', file: written.token } as const;
    expect(
      await refusalOf(tools.custody.fillDraft({ draft: next.draft.token, seen: kept.sha256, from })),
    ).toMatchObject({ code: 'SECURITY_DOMAIN_VERSION_UNKNOWN' });
  });

  it('write who owes them what, as a page and as a text, as they were seen', async () => {
    const { draft, sha256, register } = await begun();
    const people = register.people.map((each, at) => (at === 0 ? { ...each, name: 'FILL IN' } : each));
    const order = { draft: draft.token, seen: sha256, register: { ...register, people } };
    const kept = await tools.custody.keepDraft(order);
    const saving = { draft: draft.token, language: 'de', paper: 'a4' } as const;
    const written = await tools.custody.saveOpenPoints({ ...saving, seen: kept.sha256 });
    expect(written?.map(({ name }) => name.replace(/\d+/g, 'N'))).toEqual([
      'open-points-lost-hsm-N.pdf',
      'open-points-lost-hsm-N.txt',
    ]);
    for (const { name } of written ?? []) {
      expect(readFileSync(join(place, name)).toString()).toContain('Vor- und Nachname');
    }
    expect(await refusalOf(tools.custody.saveOpenPoints({ ...saving, seen: sha256 }))).toMatchObject({
      code: 'DRAFT_CHANGED',
    });
  });

  it('of production are neither made nor opened in a preview', async () => {
    const { draft, sha256, register } = await begun();
    const preview = toolsCalls(services({ practiceOnly: true }));
    const refused = { code: 'PREVIEW_IS_PRACTICE' };
    const again = preview.custody.beginDraft({ plan: token('plan.json', 'plan'), folder: folder() });
    expect(await refusalOf(again)).toEqual(refused);
    expect(await refusalOf(preview.custody.openDraft({ draft: draft.token }))).toEqual(refused);
    const kept = preview.custody.keepDraft({ draft: draft.token, seen: sha256, register });
    expect(await refusalOf(kept)).toEqual(refused);
    const written = preview.custody.writeRegister({ draft: draft.token, seen: sha256, folder: folder() });
    expect(await refusalOf(written)).toEqual(refused);
  });
});

describe('bundles', () => {
  it('makes a plan’s bundle, notes it as sent, and sets aside what lies in the way of the next', async () => {
    const { self, approvedPlan } = await machine();
    await begin(self, approvedPlan);
    mkdirSync(join(place, 'stick'));
    const order = () => ({
      content: { type: 'plan' } as const,
      plan: token('plan.json', 'plan'),
      journal: token('journal.jsonl', 'journal'),
      identity: token('operator-1.identity.json', 'identity'),
      folder: folder('stick'),
    });
    const sent = await tools.bundles.create(order());
    expect(sent.bundle).toMatchObject({ type: 'plan', seq: 1, noted: 'sent' });
    expect(sent.file.sha256).toMatch(/^[0-9a-f]{64}$/);
    const next = sent.file.name.replace('-0001-', '-0002-');
    writeFileSync(join(place, 'stick', next), 'something else');
    expect(await refusalOf(tools.bundles.create(order()))).toMatchObject({
      code: 'BUNDLE_IN_THE_WAY',
      name: next,
    });
    const aside = { folder: folder('stick'), name: next, journal: token('journal.jsonl', 'journal') };
    expect((await tools.bundles.setAside(aside)).name).toMatch(/not-noted/);
    expect(await refusalOf(tools.bundles.setAside({ ...aside, name: sent.file.name }))).toEqual({
      code: 'BUNDLE_NOTED',
      name: sent.file.name,
    });
    expect(await refusalOf(tools.bundles.setAside({ ...aside, name: '../journal.jsonl' }))).toMatchObject({
      code: 'BUNDLE_NAME',
    });
    expect((await tools.bundles.create(order())).bundle.seq).toBe(2);
  });

  it('asks for a passphrase again in place where it is wrong', async () => {
    const { self, approvedPlan } = await machine();
    await begin(self, approvedPlan);
    mistyped = ['wrong one', 'wrong two'];
    await tools.bundles.create({
      content: { type: 'plan' },
      plan: token('plan.json', 'plan'),
      journal: token('journal.jsonl', 'journal'),
      identity: token('operator-1.identity.json', 'identity'),
      folder: folder(),
    });
    const typed = 'identity of Person operator-1';
    expect(asked.filter((each) => each.startsWith(typed))).toEqual([
      typed,
      `${typed}, try 2: IDENTITY_NOT_OPENED`,
      `${typed}, try 3: IDENTITY_NOT_OPENED`,
    ]);
  });

  it('says by name, hash and value what is signed, and signs no other file', async () => {
    const { self, approvedPlan } = await machine('offline', 'activation');
    await begin(self, approvedPlan);
    const hashes = payloadOf('activation-certificates').body.certificates.map(({ certificate }, n) => {
      const bytes = Buffer.from(certificate, 'base64');
      writeFileSync(join(place, `c${n}.der`), bytes);
      return createHash('sha256').update(bytes).digest('hex');
    });
    const order = {
      content: {
        type: 'activation-certificates' as const,
        certificates: hashes.map((_, n) => token(`c${n}.der`, 'data')),
      },
      plan: token('plan.json', 'plan'),
      journal: token('journal.jsonl', 'journal'),
      identity: token('offline.identity.json', 'identity'),
      folder: folder(),
    };
    whileTyping = () => writeFileSync(join(place, 'c1.der'), readFileSync(join(place, 'c0.der')));
    expect(await refusalOf(tools.bundles.create(order))).toEqual({ code: 'FILE_CHANGED', name: 'c1.der' });
    expect(signed).toEqual(expect.arrayContaining(['c0.der', ...hashes]));
    expect(readdirSync(place).filter((name) => name.endsWith('.bundle.json'))).toEqual([]);
    const outcome = { type: 'outcome', call: 'upload', verdict: 'failed', requestId: 'r-1', detail: 'no' } as const;
    whileTyping = () => undefined;
    await refusalOf(tools.bundles.create({ ...order, content: outcome }));
    expect(signed).toEqual(expect.arrayContaining(['Upload', 'Failed', 'r-1', 'no']));
  });

  it('carries certificates, security domain and outcome of either side', async () => {
    const { self, approvedPlan } = await machine('offline', 'activation');
    await begin(self, approvedPlan);
    for (const [n, { certificate }] of payloadOf('activation-certificates').body.certificates.entries()) {
      writeFileSync(join(place, `c${n}.der`), Buffer.from(certificate, 'base64'));
    }
    const common = {
      plan: token('plan.json', 'plan'),
      journal: token('journal.jsonl', 'journal'),
      folder: folder(),
      identity: token('offline.identity.json', 'identity'),
    };
    const certificates = [0, 1, 2].map((n) => token(`c${n}.der`, 'data'));
    const sent = await tools.bundles.create({ content: { type: 'activation-certificates', certificates }, ...common });
    expect(sent.bundle).toMatchObject({ type: 'activation-certificates', noted: 'sent' });
    // The offline side sends no outcome: a claim to do so is refused before anything is written.
    const outcome = { type: 'outcome', call: 'upload', verdict: 'succeeded', requestId: 'r', detail: 'd' } as const;
    expect(await refusalOf(tools.bundles.create({ content: outcome, ...common }))).toMatchObject({
      code: 'BUNDLE_SIGNER_ROLE',
    });
  });
});

/** The journal of operator 2's machine, which has fetched the key. */
async function noteOwnFetch(
  keyId: string,
  approvedPlan: ReturnType<typeof approved>['approvedPlan'],
  own: Observation,
) {
  const journal = await JournalFile.open(join(place, 'second.jsonl'), () => at);
  await journal.append(journalOpened(approvedPlan.plan, { role: 'operator-2', keyId }, testApp));
  await journal.append(planAdopted(approvedPlan));
  if (typeof own.answer === 'string') await journal.append(noteOf(own));
  await journal.close();
  return endOf(journal.head);
}

describe('the second observer', () => {
  /** Operator 2's machine, with a draft that operator 1 made, and what this machine itself fetched. */
  async function atTheSecondMachine(second: object = {}, lists: readonly string[] = []) {
    const { self, plan } = await machine('operator-1');
    people = { holder: 'Person operator-2' };
    await tools.identities.create({ role: 'operator-2', folder: folder() });
    const spki = readPublicIdentity(readFileSync(join(place, 'operator-2.public.json'))).spkiDer.toString('base64');
    const both: Plan = {
      ...plan,
      identities: plan.identities.map((each) => (each.role === 'operator-2' ? { ...each, spki } : each)),
    };
    const { approvedPlan } = approved(both);
    await begin(self, approvedPlan);
    const { first, second: fetched } = payloadOf('exchange-key').body;
    const tlsChain = await serverChain({ names: [new URL(recoveryPlan.target.uri).host] });
    const own = { ...fetched, answer: first.answer, tlsChain, ...second };
    const journal = await noteOwnFetch(
      readPublicIdentity(readFileSync(join(place, 'operator-2.public.json'))).keyId,
      approvedPlan,
      own,
    );
    writeFileSync(join(place, 'own.json'), JSON.stringify({ ...own, journal }));
    for (const [name, observation] of Object.entries({ first, second: { ...fetched, journal } })) {
      writeFileSync(join(place, `${name}.json`), JSON.stringify({ ...observation, answer: first.answer, tlsChain }));
    }
    mkdirSync(join(place, 'stick'));
    const byPlan = { plan: token('plan.json', 'plan') };
    const made = await tools.bundles.create({
      content: {
        type: 'exchange-key',
        first: token('first.json', 'observation'),
        second: token('second.json', 'observation'),
        choice: null,
        revocationLists: lists.map((name) => token(name, 'data')),
      },
      ...byPlan,
      journal: token('journal.jsonl', 'journal'),
      identity: token('operator-1.identity.json', 'identity'),
      folder: folder('stick'),
    });
    return {
      made,
      seen: made.bundle.payloadSha256,
      order: {
        ...byPlan,
        draft: token(`stick/${made.file.name}`, 'bundle'),
        own: token('own.json', 'observation'),
        journal: token('second.jsonl', 'journal'),
        exception: null,
      },
    };
  }

  it('gets no draft with a revocation list that is larger than any', async () => {
    const name = join(place, 'list.crl');
    writeFileSync(name, Buffer.alloc(maxRevocationListBytes + 1));
    const tooLarge = { code: 'FILE_TOO_LARGE', name, limit: maxRevocationListBytes };
    expect(await refusalOf(atTheSecondMachine({}, ['list.crl']))).toEqual(tooLarge);
  });

  it('sees the draft, signs it after a comparison by machine, and makes it a bundle', async () => {
    const { made, order } = await atTheSecondMachine();
    expect(made.bundle.noted).toBe('draft');
    const seen = await tools.bundles.readDraft(order);
    expect(seen.observations.map(({ observer }) => observer)).toEqual(['operator-1', 'operator-2']);
    const identity = token('operator-2.identity.json', 'identity');
    const signing = { ...order, seen: seen.bundle.payloadSha256, identity, folder: folder('stick') };
    expect(await refusalOf(tools.bundles.countersign({ ...signing, seen: 'e'.repeat(64) }))).toEqual({
      code: 'FILE_CHANGED',
      name: made.file.name,
    });
    const signed = await tools.bundles.countersign(signing);
    expect(signed.bundle.signers.map(({ role }) => role)).toEqual(['operator-1', 'operator-2']);
    expect(signed.bundle.payloadSha256).toBe(made.bundle.payloadSha256);
    expect(readdirSync(join(place, 'stick')).sort()).toEqual([signed.file.name, made.file.name].sort());
  });

  it.each([
    ['another fetch in my name', { requestId: 'r-other' }, 'BUNDLE_NOT_MY_OBSERVATION'],
    ['no observation', { answer: 7 }, 'OBSERVATION_FORM'],
    ['another key', { answer: answerWith(otherCertificate).toString('base64') }, 'BUNDLE_OBSERVERS_DISAGREE'],
  ])('signs nothing for %s', async (_, second, code) => {
    const { order, seen } = await atTheSecondMachine(second);
    expect(await refusalOf(tools.bundles.readDraft(order))).toMatchObject({ code });
    const identity = token('operator-2.identity.json', 'identity');
    const signing = { ...order, seen, identity, folder: folder('stick') };
    asked.length = 0;
    expect(await refusalOf(tools.bundles.countersign(signing))).toMatchObject({ code });
    expect(asked).toEqual([]);
    expect(readdirSync(join(place, 'stick'))).toHaveLength(1);
  });

  it('signs nothing that another machine’s journal says, or that its own does not', async () => {
    const { order: parts, seen } = await atTheSecondMachine();
    const order = { ...parts, seen };
    const identity = token('operator-2.identity.json', 'identity');
    for (const journal of ['journal.jsonl', 'unfetched.jsonl']) {
      if (journal === 'unfetched.jsonl') {
        const lines = readFileSync(join(place, 'second.jsonl'), 'utf8').split('\n').slice(0, 2);
        writeFileSync(join(place, journal), `${lines.join('\n')}\n`);
      }
      const invented = { ...order, journal: token(journal, 'journal'), identity, folder: folder('stick') };
      asked.length = 0;
      expect(await refusalOf(tools.bundles.countersign(invented))).toEqual({ code: 'BUNDLE_FETCH_NOT_NOTED' });
      expect(asked).toEqual([]);
    }
    // Nor the same fetch with the end of another journal: the evidence would contradict it.
    const ended = JSON.parse(readFileSync(join(place, 'own.json'), 'utf8')) as object;
    writeFileSync(
      join(place, 'ended.json'),
      JSON.stringify({ ...ended, journal: { events: 3, head: 'c'.repeat(64) } }),
    );
    const told = { ...order, own: token('ended.json', 'observation'), identity, folder: folder('stick') };
    expect(await refusalOf(tools.bundles.countersign(told))).toEqual({ code: 'BUNDLE_FETCH_NOT_NOTED' });
    // What was noted by this machine is signed by its own identity, and by nobody else's.
    const foreign = { ...order, identity: token('operator-1.identity.json', 'identity'), folder: folder('stick') };
    expect(await refusalOf(tools.bundles.countersign(foreign))).toEqual({
      code: 'IDENTITY_FOREIGN',
      role: 'operator-1',
    });
    expect(readdirSync(join(place, 'stick'))).toHaveLength(1);
  });
});

describe('a file that was exchanged since it was shown', () => {
  const [emergencyJournal = Buffer.alloc(0)] = [...emergencyFiles()].flatMap(([path, bytes]) =>
    path.startsWith('journals/offline') ? bytes : [],
  );

  it('is no plan that anybody signs', async () => {
    writeFileSync(join(place, 'plan.json'), encodePlan(recoveryPlan));
    const plan = token('plan.json', 'plan');
    const shown = await tools.plans.load({ plan });
    writeFileSync(join(place, 'plan.json'), encodePlan({ ...recoveryPlan, place: 'Room 2' }));
    const order = { plan, seen: shown.planSha256, identity: token('nobody.identity.json', 'identity') };
    expect(await refusalOf(tools.plans.approve(order))).toEqual({ code: 'FILE_CHANGED', name: 'plan.json' });
    expect(asked).toEqual([]);
  });

  it('is no register that takes proofs', async () => {
    writeFileSync(join(place, 'register.json'), encodeRegister(registerOf(5, 3)));
    const chosen = token('register.json', 'data');
    const shown = await tools.custody.check({ register: chosen, on: null });
    writeFileSync(join(place, 'register.json'), encodeRegister({ ...registerOf(5, 3), reviewedOn: '2020-01-01' }));
    const order = { register: chosen, seen: shown.sha256, proofs: [token('none.jsonl', 'journal')], folder: folder() };
    expect(await refusalOf(tools.custody.prove(order))).toEqual({ code: 'FILE_CHANGED', name: 'register.json' });
  });

  it('is no journal that takes a note of a paper made from another', async () => {
    const lines = Buffer.from(emergencyJournal).toString('utf8').split('\n').slice(0, -2);
    const write = (count: number) =>
      writeFileSync(join(place, 'journal.jsonl'), `${lines.slice(0, count).join('\n')}\n`);
    write(lines.length);
    const pdf = () => {
      // While the paper is made.
      write(lines.length - 1);
      return Promise.resolve(Buffer.from('%PDF'));
    };
    const own = toolsCalls(services({ press: { pdf } as unknown as AppServices['press'] }));
    const order = { document: 'record', plan: null, journal: token('journal.jsonl', 'journal'), data: null } as const;
    const style = { side: null, custodian: null, language: 'en', paper: 'a4' } as const;
    expect(await refusalOf(own.papers.savePdf({ ...order, ...style }))).toEqual({
      code: 'FILE_CHANGED',
      name: 'journal.jsonl',
    });
    expect(readdirSync(place).filter((name) => name.endsWith('.pdf'))).toEqual([]);
  });
});

describe('journals', () => {
  it('are read page by page, the latest first', async () => {
    const { self, approvedPlan } = await machine();
    await begin(self, approvedPlan);
    const journal = await JournalFile.open(join(place, 'journal.jsonl'), () => at);
    for (let n = 0; n < 60; n += 1) await journal.append({ kind: 'note', by: 'Person w', text: `note ${n}` });
    await journal.close();
    const first = await tools.journals.read({ journal: token('journal.jsonl', 'journal'), page: 0 });
    expect(first).toMatchObject({ events: 65, damage: null, role: 'operator-1', challenge: 'a'.repeat(32) });
    expect(first.page.map(({ n }) => n)).toEqual(Array.from({ length: 50 }, (_, n) => 65 - n));
    const second = await tools.journals.read({ journal: token('journal.jsonl', 'journal'), page: 1 });
    expect(second.page.at(-1)?.event.kind).toBe('journal-opened');
  });

  it('take an exception with people of the plan, and of nobody else', async () => {
    const { self, approvedPlan } = await machine();
    await begin(self, approvedPlan);
    const order = { journal: token('journal.jsonl', 'journal'), plan: token('plan.json', 'plan'), check: null };
    people = { ...onSheet, decidedBy: 'Mallory' };
    expect(await refusalOf(tools.journals.except(order))).toEqual({ code: 'PERSON_NOT_IN_PLAN', person: 'Mallory' });
    people = onSheet;
    const { journal, kept } = await tools.journals.except(order);
    expect([journal.exceptions, kept]).toEqual([1, null]);
    // A check that did not fail cannot be left.
    expect(await refusalOf(tools.journals.except({ ...order, check: 'exchange-key' }))).toMatchObject({
      code: 'JOURNAL_OUT_OF_ORDER',
    });
    writeFileSync(join(place, 'plan.json'), approvePlan({ ...approvedPlan.plan, place: 'Elsewhere' }, witness));
    expect(await refusalOf(tools.journals.except(order))).toMatchObject({ code: 'PLAN_MISMATCH' });
  });

  it('show a damaged end, and close it off by an exception that keeps what stood there', async () => {
    const { self, approvedPlan } = await machine();
    await begin(self, approvedPlan);
    const path = join(place, 'journal.jsonl');
    truncateSync(path, readFileSync(path).length - 10);
    const before = await tools.journals.read({ journal: token('journal.jsonl', 'journal'), page: 0 });
    expect(before).toMatchObject({ events: 4, damage: { code: 'JOURNAL_TORN_LINE', lastGood: 4 } });
    people = onSheet;
    const { journal, kept } = await tools.journals.except({
      journal: token('journal.jsonl', 'journal'),
      plan: token('plan.json', 'plan'),
      check: null,
    });
    expect(journal).toMatchObject({ events: 6, damage: null, exceptions: 1 });
    expect(readdirSync(place)).toContain(kept);
  });
});

describe('evidence', () => {
  const none = { journals: [], bundles: [], documents: [], service: [], certificates: [], verdicts: [], lists: [] };

  it('is collected, signed and checked again; a second package of one ceremony is refused', async () => {
    const { self, approvedPlan, plan } = await machine();
    await begin(self, approvedPlan);
    writeFileSync(join(place, 'scan.pdf'), 'scan');
    const order = () => ({
      ...none,
      signed: { plan: token('plan.json', 'plan'), identity: token('operator-1.identity.json', 'identity') },
      folder: folder(),
      journals: [token('journal.jsonl', 'journal')],
      documents: [token('scan.pdf', 'data')],
    });
    const { name, report } = await tools.evidence.build(order());
    expect(name).toBe(`evidence-${plan.ceremony}`);
    expect(report.signers).toEqual([{ role: 'operator-1', holder: 'Person operator-1' }]);
    const again = await tools.evidence.verify({
      journalHeads: {},
      folder: token(name, 'evidence'),
      planSha256: report.planSha256,
    });
    expect(again.manifestSha256).toBe(report.manifestSha256);
    asked.length = 0;
    expect(await refusalOf(tools.evidence.build(order()))).toMatchObject({ code: 'FILE_EXISTS' });
    expect(asked).toEqual([]);
  });

  it('of an emergency is collected from both machines, checked, and signed by nobody', async () => {
    const sample = emergencyFiles();
    const picked = [...sample].map(([path, bytes]) => {
      const [kind = '', name = ''] = path.split('/');
      writeFileSync(join(place, name), bytes);
      return [kind, token(name, kind === 'journals' ? 'journal' : 'data')] as const;
    });
    const of = (kind: string) => picked.flatMap(([each, chosen]) => (each === kind ? [chosen] : []));
    const chosen = {
      ...none,
      journals: of('journals'),
      documents: of('documents'),
      service: of('service'),
      certificates: of('certificates'),
      verdicts: of('verdicts'),
      lists: of('lists'),
    };
    const { name, report } = await tools.evidence.build({ ...chosen, signed: null, folder: folder() });
    expect(name).toBe('evidence-PRACTICE-EMERGENCY-20261014-0912-4F2A');
    expect(report).toMatchObject({ signers: [], planSha256: null, practice: true });
    expect(asked).toEqual([]);
    const swapped = { ...chosen, journals: [...chosen.journals, ...chosen.journals] };
    expect(await refusalOf(tools.evidence.build({ ...swapped, signed: null, folder: folder() }))).toMatchObject({
      code: 'FILE_EXISTS',
    });
    const bundle = { ...chosen, signed: null, folder: folder(), bundles: [token('record.txt', 'bundle')] };
    expect(await refusalOf(tools.evidence.build(bundle))).toMatchObject({ code: 'EVIDENCE_PATH' });
  });

  it('holds no secret and no two files of one name', async () => {
    await machine();
    const identity = token('operator-1.identity.json', 'identity');
    const order = { ...none, signed: { plan: token('plan.json', 'plan'), identity }, folder: folder() };
    writeFileSync(join(place, 'key.pem'), '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n');
    expect(await refusalOf(tools.evidence.build({ ...order, lists: [token('key.pem', 'data')] }))).toMatchObject({
      code: 'SECRET_IN_OUTPUT',
    });
    writeFileSync(join(place, 'a.txt'), 'a');
    const twice = [token('a.txt', 'data'), token('a.txt', 'data')];
    expect(await refusalOf(tools.evidence.build({ ...order, lists: twice }))).toMatchObject({
      code: 'FILE_EXISTS',
    });
    expect(readdirSync(place).filter((name) => name.startsWith('evidence'))).toEqual([]);
  });
});

describe('pairing', () => {
  it('notes the other machine and the number that it gave out', async () => {
    const { self, approvedPlan, plan } = await machine();
    await begin(self, approvedPlan);
    writeFileSync(join(place, 'offline.public.json'), encodePublicIdentity(offline));
    const pair = {
      ceremony: plan.ceremony,
      offline: token('offline.public.json', 'identity'),
      online: token('operator-1.public.json', 'identity'),
    };
    const { code } = await tools.pairing.show(pair);
    const journal = token('journal.jsonl', 'journal');
    people = { words: code, number: 'c'.repeat(32) };
    await tools.pairing.compare({ pair, journal });
    const { page } = await tools.journals.read({ journal, page: 0 });
    expect(page[0]?.event).toEqual({ kind: 'challenge-noted', challenge: 'c'.repeat(32) });
  });
});

describe('the register of custody', () => {
  const register = registerOf(5, 3);
  const write = (name: string, copies: readonly (1 | 2)[]): void => {
    const opened = {
      kind: 'session-opened',
      ceremony: 'MHSM-D1-1',
      machine: 'offline',
      purpose: 'share-check',
    } as const;
    const certificateSha256 = register.custodians[0]?.certificateSha256 ?? '';
    const events: readonly JournalEvent[] = [
      { ...opened, practice: false, app: { version: '0.1.0', build: 'test' } },
      {
        ...{ kind: 'security-domain-loaded', required: 3, custodians: 5 },
        sha256: register.securityDomainSha256 ?? '',
      },
      ...copies.map((copy) => ({ kind: 'custodian-proven' as const, certificateSha256, copy })),
    ];
    writeFileSync(
      join(place, name),
      journalOfEvents(events, () => at),
    );
  };
  const order = () => ({
    register: token('register.json', 'data'),
    seen: null,
    proofs: [token('log.jsonl', 'journal')],
    folder: folder(),
  });

  it('takes the proofs of a share check into a new file, which is looked at from then on', async () => {
    writeFileSync(join(place, 'register.json'), encodeRegister(register));
    write('log.jsonl', [2, 1]);
    const before = readFileSync(join(place, 'register.json'));
    const proven = await tools.custody.prove(order());
    const common = { custodian: 'C1', on: at.slice(0, 10), how: 'share-check', ceremony: 'MHSM-D1-1' };
    expect(proven.entered).toEqual([
      { ...common, copy: 1 },
      { ...common, copy: 2 },
    ]);
    expect(proven.file).toMatchObject({
      name: 'custody-register-nordbank-pay-hsm1-20261014T100000Z.json',
      readBack: true,
    });
    expect(proven.view.health.custodians[0]?.dueOn).toBe('2027-01-13');
    expect(readFileSync(join(place, 'register.json'))).toEqual(before);
    const checked = await tools.custody.check({ register: proven.register.token, on: null });
    expect(checked).toEqual(proven.view);
    // The same again has nothing new for the new one, and hides no file.
    expect(await refusalOf(tools.custody.prove({ ...order(), register: proven.register.token }))).toEqual({
      code: 'REGISTER_NOTHING_NEW',
    });
    expect(await refusalOf(tools.custody.prove(order()))).toMatchObject({ code: 'FILE_EXISTS' });
  });

  it('of production is not written by a preview', async () => {
    writeFileSync(join(place, 'register.json'), encodeRegister(register));
    write('log.jsonl', [1]);
    const { prove } = toolsCalls(services({ practiceOnly: true })).custody;
    expect(await refusalOf(prove(order()))).toEqual({ code: 'PREVIEW_IS_PRACTICE' });
  });
});

describe('choosing', () => {
  it('gives one token for each of several files', async () => {
    expect((await tools.files.pickMany({ what: 'data' })).map(({ name }) => name)).toEqual(['a', 'b']);
  });
});

describe('the settings of the app', () => {
  const usual = { language: 'de', theme: 'system', textSize: 100, sound: true } as const;
  const chosen = { language: 'en', theme: 'contrast', textSize: 150, sound: false } as const;
  const own = (
    side: 'online' | 'offline' = 'online',
    onSet: ConstructorParameters<typeof OwnSettings>[2] = () => undefined,
  ) => new OwnSettings(join(place, 'settings.json'), side, onSet);

  it('are what is usual until something is chosen, and then that at every start', async () => {
    expect(await tools.settings.begin({ system: 'de' })).toEqual({ settings: usual, isKeptLost: false });
    await tools.settings.choose(chosen);
    const restarted = toolsCalls(services());
    expect(await restarted.settings.begin({ system: 'de' })).toEqual({ settings: chosen, isKeptLost: false });
  });

  it('are silent beside an air-gapped machine, unless somebody wants the tone', async () => {
    expect((await own('offline').begin('de')).settings.sound).toBe(false);
  });

  it('are those of the first version, with what is usual besides', async () => {
    writeFileSync(join(place, 'settings.json'), '{"format":"lifeboat-settings","v":1,"language":"en"}');
    expect(await own().begin('de')).toEqual({ settings: { ...usual, language: 'en' }, isKeptLost: false });
  });

  it('are what is usual where they cannot be read, which is said', async () => {
    writeFileSync(join(place, 'settings.json'), '{');
    expect(await tools.settings.begin({ system: 'de' })).toEqual({ settings: usual, isKeptLost: true });
    await tools.settings.choose(chosen);
    expect(await tools.settings.begin({ system: 'de' })).toEqual({ settings: chosen, isKeptLost: false });
  });

  it('give the titles of dialogs their language', async () => {
    const settings = own();
    await settings.begin('de');
    expect((await settings.texts()).choose.plan).toBe('Den Plan der Zeremonie wählen');
  });

  it('change the menu and the size of the windows at once', async () => {
    const set: unknown[] = [];
    const settings = own('online', ({ menu }, { textSize }) => set.push([menu.size, textSize]));
    await settings.begin('de');
    await settings.choose(chosen);
    expect(set).toEqual([
      ['Größe', 100],
      ['Size', 150],
    ]);
  });
});

describe('what the program is', () => {
  it('is read with its hash, and saved with the codes of what was refused', async () => {
    writeFileSync(join(place, 'program.cjs'), 'program');
    const refusals = new RefusalLog(() => new Date(at));
    tools = toolsCalls(services({ refusals }));
    refusals.note('plans.load', { code: 'FILE_NOT_FOUND', name: 'a secret name' });
    const about = await tools.about.read(null);
    expect(about).toMatchObject({
      version: '0.1.0',
      programSha256: createHash('sha256').update('program').digest('hex'),
      refusals: [{ atUtc: at, call: 'plans.load', code: 'FILE_NOT_FOUND' }],
    });
    const { name } = await tools.about.save({ folder: folder() });
    expect(name).toBe('lifeboat-online-log-20261014T100000000Z.json');
    const text = readFileSync(join(place, name), 'utf8');
    expect(JSON.parse(text)).toEqual({ format: 'lifeboat-log', v: 1, side: 'online', ...about });
    expect(text).not.toContain('a secret name');
    // A second one of the same moment hides no other.
    expect(await refusalOf(tools.about.save({ folder: folder() }))).toMatchObject({ code: 'FILE_EXISTS' });
  });

  it('keeps the last five hundred refusals', () => {
    const refusals = new RefusalLog(() => new Date(at));
    for (let k = 0; k < 501; k += 1) refusals.note(`call.${k}`, { code: 'FILE_NOT_FOUND', name: 'x' });
    expect(refusals.entries.map(({ call }) => call)).toEqual(Array.from({ length: 500 }, (_, k) => `call.${k + 1}`));
  });
});
