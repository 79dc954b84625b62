// A whole activation through the calls of the screens, with real keys and a real journal; and every gate that refuses.
import { generateKeyPairSync, type KeyObject, X509Certificate } from 'node:crypto';
import {
  copyFileSync,
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
import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Refusal } from '#shared/faults/fault.ts';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { keptIdentity } from '#e2e/support/kept.ts';
import { typedSheet } from '#e2e/support/answer-sheet.ts';
import { testIdentity } from '#e2e/support/custodians.ts';
import { OfflineMachine } from '#e2e/support/offline-machine.ts';
import { custodyWithTokens, hasTokens } from '#e2e/support/tokens.ts';
import { long } from '#e2e/support/long.ts';
import { SoftTokens } from '#drill/soft-tokens.ts';
import { findTokenModule } from '#platform/token-modules.ts';
import { parsePrintedFingerprint } from '#shared/formatting/fingerprint.ts';
import type { PageRole } from '#shared/contract/offline/volume-view.ts';
import type { ExceptionSheet } from '#shared/journal/events.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { verifyJournal } from '#core/journal/chain.ts';
import { sheet as exceptionSheet } from '#core/journal/testdata/recovery.ts';
import { approveAgain, approvePlan, readSignedPlan } from '#core/plan/approval.ts';
import { encodePlan, parsePlan, pinnedIdentities, planSha256 } from '#core/plan/plan-file.ts';
import { asNewKeys, asPractice, recoveryPlan, withTarget } from '#core/plan/testdata/sample-plan.ts';
import { parseRegister } from '#core/register/register-file.ts';
import { createSecurityDomain } from '#core/security-domain/create.ts';
import { buildBundle, bundleFileName, openBundle } from '#core/transfer/bundle.ts';
import { readPublicIdentity } from '#core/transfer/identity.ts';
import { pairingCode } from '#core/transfer/pairing.ts';
import type { BundlePayload } from '#core/transfer/payload.ts';
import { headerOf } from '#core/transfer/session.ts';
import { operator1, witness } from '#core/transfer/testdata/samples.ts';
import type { PassphraseRequest } from '#services/app/app-services.ts';
import type { Typed } from '#services/app/confirmation.ts';
import { checkGap } from '#services/offline/gap-watch.ts';
import { practiceIdentityPassphrase } from '#drill/practice-plan.ts';

// Making keys takes its time, and a busy machine takes more.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const id = 'PRACTICE-ACTIVATION';
const by: [string, string] = ['administrator', 'witness'];
const identityPassphrase = 'offline identity of a test';
const ids = ['C1', 'C2', 'C3'];
const sheet: ExceptionSheet = {
  ...exceptionSheet,
  step: 'A23',
  happened: 'no computer reads copy 2 of C3',
  affectsTrust: 'yes',
};
type Copy = 1 | 2;

let identity: Buffer;
let folder: string;
const workspaces: Workspace[] = [];
/** A ceremony whose certificates have left: making keys takes its time, so it is done once, and gone on with in copies. */
let sent: string;
beforeAll(async () => {
  identity = keptIdentity('offline', 'Person offline-operator', identityPassphrase).file;
  newFolder();
  const workspace = await Workspace.atKeys();
  await workspace.sendCertificates();
  await workspace.end();
  workspaces.length = 0;
  sent = folder;
});
afterAll(() => rmSync(sent, { recursive: true }));
beforeEach(newFolder);
function newFolder(): void {
  folder = mkdtempSync(join(tmpdir(), 'lifeboat-activation-'));
  for (const stick of ['OWN', 'IN', 'OUT', ...ids.flatMap((one) => [`${one}-1`, `${one}-2`])]) {
    mkdirSync(join(folder, stick));
  }
}
afterEach(async () => {
  for (const workspace of workspaces.splice(0)) await workspace.end();
  rmSync(folder, { recursive: true });
});

function planOf(kind: 'activation' | 're-wrap', change: Partial<Plan> = {}): Plan {
  return parsePlan(
    encodePlan({
      ...asNewKeys(withTarget(asPractice(recoveryPlan, id), 'new-hsm'), kind),
      identities: recoveryPlan.identities.map((each) =>
        each.role === 'offline' ? { ...each, spki: readPublicIdentity(identity).spkiDer.toString('base64') } : each,
      ),
      ...change,
    }),
  );
}

/** One run of the program on the machine of this test. */
class Workspace extends OfflineMachine {
  override answers: Typed = { first: by[0], second: by[1], number: 'ab'.repeat(16), ...typedSheet(sheet) };
  typed: string | undefined;
  asked = 0;
  /** What the last passphrase was asked for. */
  use = '';
  plan: Plan = planOf('activation');
  identityPassphrase = identityPassphrase;
  /** The name of a stick's folder. */
  stick = (name: string): string => name;

  constructor() {
    super(folder);
    workspaces.push(this);
    this.plugIn(...readdirSync(folder).map((stick) => join(folder, stick)));
  }

  /** The stick that the sheet of a passphrase names. */
  stickNamed: string | undefined;
  /** What happens before they type. */
  beforeTyping: (() => Promise<void>) | undefined;

  protected override async passphraseFor({ use, fileName, stick }: PassphraseRequest): Promise<string> {
    this.asked += 1;
    this.use = use;
    this.stickNamed = stick;
    await this.beforeTyping?.();
    return use === 'identity' ? this.identityPassphrase : (this.typed ?? `passphrase of ${fileName.slice(0, 2)}`);
  }
  key(custodian: string) {
    return this.view.activation?.keys.find((each) => each.custodian === custodian);
  }
  override async role(stick: string, role: PageRole): Promise<void> {
    await super.role(this.stick(stick), role);
  }
  override file(stick: string, pattern: RegExp): Promise<string> {
    return super.file(this.stick(stick), pattern);
  }
  async begin(plan: Plan = this.plan): Promise<void> {
    this.plan = plan;
    writeFileSync(join(folder, 'OWN', 'plan.dsse.json'), approveAgain(approvePlan(plan, operator1), witness));
    writeFileSync(join(folder, 'OWN', 'offline.identity.json'), identity);
    await this.startSession({ purpose: 'activation', practice: true, id }, new Date().toISOString());
    await this.roles();
    await this.calls.ceremony.open({
      plan: await this.file('OWN', /plan/),
      identity: await this.file('OWN', /identity/),
    });
  }
  async roles(): Promise<void> {
    await this.role('OWN', 'own');
    await this.role('IN', 'in');
    await this.role('OUT', 'out');
  }
  /** Up to where the keys are made. */
  static async atKeys(plan?: Plan): Promise<Workspace> {
    const workspace = new Workspace();
    await workspace.begin(plan);
    workspace.hears(planSha256(workspace.plan));
    await workspace.calls.ceremony.confirmPlan(null);
    const code = pairingCode(id, readPublicIdentity(identity), operator1);
    workspace.hears(code);
    await workspace.calls.ceremony.pair(null);
    return workspace;
  }
  /** They choose this stick of those that are in. Whoever is refused at the screen leaves it. */
  async #with(stick: string, turn: () => unknown): Promise<void> {
    this.ownKey = new RegExp(`^${this.stick(stick)}$`);
    this.refusedWith = undefined;
    await Promise.resolve(turn()).catch((error: unknown) => {
      throw this.refusedWith === undefined ? error : new Refusal(this.refusedWith);
    });
  }
  async make(custodian: string, stick = `${custodian}-1`): Promise<void> {
    await this.#with(stick, () => this.calls.activation.makeKey({ custodian, bits: 3072 }));
  }
  async check(custodian: string, copy: Copy, stick = `${custodian}-${copy}`): Promise<void> {
    await this.#with(stick, () => this.calls.activation.checkCopy({ custodian, copy }));
  }
  async write(
    custodian: string,
    stick = `${custodian}-2`,
    [first, second]: readonly [string, string] = by,
  ): Promise<void> {
    this.answers = { ...this.answers, first, second };
    await this.#with(stick, () => this.calls.activation.writeCopy({ custodian }));
  }
  async wholeKey(custodian: string): Promise<void> {
    await this.make(custodian);
    await this.check(custodian, 1);
    await this.write(custodian);
    await this.check(custodian, 2);
  }
  async prove(custodian: string, copy: Copy, stick = `${custodian}-${copy}`): Promise<void> {
    await this.#with(stick, () => this.calls.activation.proveCopy({ custodian, copy }));
  }
  async sendCertificates(): Promise<void> {
    for (const one of ids) await this.wholeKey(one);
    await this.calls.activation.exportCertificates(null);
    await this.calls.activation.confirmReadBack(null);
  }
  /** Goes on where the certificates have left. */
  static async sent(): Promise<Workspace> {
    cpSync(sent, folder, { recursive: true });
    const workspace = new Workspace();
    await workspace.resume();
    await workspace.roles();
    return workspace;
  }
  /** What the other side sends back. */
  send(domain: Buffer): void {
    const state = this.appState.state.ceremony?.state;
    if (state === undefined) throw new Error('no ceremony');
    const session = {
      self: operator1,
      plan: this.plan,
      planSha256: planSha256(this.plan),
      pins: pinnedIdentities(this.plan),
      state: { ...state, peers: { offline: state.opened?.keyId ?? '' }, challengeNoted: state.challengeIssued },
    };
    const made = {
      issued: new Date().toISOString(),
      expires: new Date(Date.now() + 86_400_000).toISOString(),
      app: { version: '0.1.0', build: 'test' },
      journal: { events: 99, head: '9'.repeat(64) },
    };
    // By hand: an online side that compares nothing.
    const content = {
      type: 'security-domain',
      exchange: null,
      sd: { sha256: sha256(domain).toString('hex') },
      body: {
        securityDomain: domain.toString('utf8'),
        requestId: 'r',
        receivedAt: '2026-10-14T09:00:00Z',
        serverDate: null,
      },
    } as const;
    const payload = { ...headerOf(session, 'security-domain', made), ...content } as BundlePayload;
    writeFileSync(join(folder, 'IN', bundleFileName(payload)), buildBundle(payload, [operator1]));
  }
  async take(): Promise<void> {
    await this.calls.activation.takeDomain({ file: await this.file('IN', /security-domain\.bundle/) });
  }
  async agree(domain: Buffer): Promise<void> {
    this.hears(sha256(domain).toString('hex'));
    await this.calls.activation.confirmDomain(null);
  }
  async takeWhole(): Promise<Buffer> {
    const domain = domainFor(this.certificates());
    this.send(domain);
    await this.take();
    await this.agree(domain);
    return domain;
  }
  certificates(): Buffer[] {
    const [name = ''] = readdirSync(join(folder, 'OUT'));
    const bundle = readFileSync(join(folder, 'OUT', name));
    const { payload } = openBundle(bundle, 'activation-certificates', pinnedIdentities(this.plan));
    return payload.body.certificates.map(({ certificate }) => Buffer.from(certificate, 'base64'));
  }
}

const recipient = (publicKey: KeyObject, bytes: Buffer) => ({
  publicKey,
  thumbprintS256: sha256(bytes).toString('base64url'),
});
/** As an HSM makes it. */
const domainFor = (certificates: readonly Buffer[], required = 2): Buffer =>
  createSecurityDomain({
    custodians: certificates.map((der) => recipient(new X509Certificate(der).publicKey, der)),
    required,
    data: [{ datumTag: 'hsm_backup', plaintext: Buffer.alloc(64, 7) }],
  });
const journal = () => {
  const [name = ''] = readdirSync(join(folder, 'ceremonies'));
  return verifyJournal(readFileSync(join(folder, 'ceremonies', name, 'journal.jsonl')));
};

const rolesNoted = () => journal().entries.flatMap(({ event }) => (event.kind === 'stick-role' ? [event] : []));
const sticksNoted = () =>
  journal().entries.flatMap(({ event }) => (event.kind === 'custodian-sticks-differ' ? [event] : []));

/** A stick goes out of the machine, or comes in. */
const awayOf = (stick: string): string => join(folder, 'OWN', `away-${stick}`);
async function pull(workspace: Workspace, ...sticks: readonly string[]): Promise<void> {
  for (const stick of sticks) renameSync(join(folder, stick), awayOf(stick));
  await workspace.appState.world.volumes.refresh();
  workspace.appState.update();
}
async function insert(workspace: Workspace, ...sticks: readonly string[]): Promise<void> {
  for (const stick of sticks) renameSync(awayOf(stick), join(folder, stick));
  await workspace.appState.world.volumes.refresh();
  workspace.plugIn(...sticks.map((stick) => join(folder, stick)));
}
const keysOn = (stick: string): string[] => readdirSync(join(folder, stick)).filter((name) => name.endsWith('.key'));

describe('an activation', () => {
  it('is one journal up to the last proven copy, and leaves a register with every proof', async () => {
    const workspace = await Workspace.sent();
    const domain = await workspace.takeWhole();
    expect(workspace.view.securityDomain).toMatchObject({ phase: 'loaded', required: 2 });
    for (const one of ids) for (const copy of [1, 2] as const) await workspace.prove(one, copy);
    for (const one of ids) {
      const labels = { [`serial-${one}-1`]: `S${one}1`, [`serial-${one}-2`]: `S${one}2`, [`bag-${one}-1`]: `B${one}` };
      workspace.answers = { ...workspace.answers, ...labels };
    }
    await workspace.calls.activation.writeRegister(null);
    const written = journal().entries.slice(-2);
    expect(written.map(({ event }) => event.kind)).toEqual(['file-written', 'file-written']);
    const register = parseRegister(readFileSync(join(folder, 'OUT', `custody-register-${id}.json`)));
    const today = new Date().toISOString().slice(0, 10);
    const proof = { on: today, how: 'activation', ceremony: id };
    expect(register).toMatchObject({
      practice: true,
      hsm: { name: 'new-hsm' },
      securityDomainSha256: sha256(domain).toString('hex'),
    });
    expect(register.custodians.map((each) => each.copies)).toEqual(
      ids.map((one) => [
        { site: 'site-unknown', serial: `S${one}1`, bag: `B${one}`, proof },
        { site: 'site-unknown', serial: `S${one}2`, bag: null, proof },
      ]),
    );
    expect(readFileSync(join(folder, 'OUT', `security-domain-${id}.json`)).equals(domain)).toBe(true);
    await workspace.calls.session.finish(null);
    expect(journal().head.state.closed).toBe(true);
    expect(readdirSync(folder)).not.toContain('sessions');
  });

  describe.runIf(hasTokens())('takes the token that its custodian brings', () => {
    const pin = 'Zwölf-1234';
    /** A token of SoftHSM in a folder of its own: a turn waits until it is out. */
    async function token(label: string, { privateKey, certificateDer } = testIdentity(`activation-${label}`)) {
      custodyWithTokens();
      const place = join(folder, 'OWN', `token-${label}`);
      const soft = new SoftTokens(place);
      const keyPem = privateKey.export({ type: 'pkcs8', format: 'pem' });
      await soft.make({ label, pin, keyPem, certificateDer });
      return { module: await findTokenModule('softhsm2', soft.conf), place };
    }
    type Token = Awaited<ReturnType<typeof token>>;
    /** Plugged in for one turn, in which their PIN is typed. */
    async function withToken(workspace: Workspace, { module, place }: Token, turn: () => Promise<void>) {
      const keys = (): string => JSON.stringify(workspace.view.activation?.keys);
      const before = keys();
      Object.assign(workspace, { tokenModules: [module], typed: pin });
      let isOver = false;
      const ended = turn().finally(() => {
        isOver = true;
      });
      // It is noted, and then waited for; where no note comes, the test ends by itself.
      await Promise.race([
        ended,
        workspace.appState.untilSo(() => isOver || keys() !== before, new AbortController().signal),
        setTimeout(50_000, undefined, { ref: false }),
      ]);
      renameSync(place, `${place}-out`);
      try {
        await ended;
      } finally {
        renameSync(`${place}-out`, place);
        Object.assign(workspace, { tokenModules: [], typed: undefined });
      }
    }

    it('in the place of two sticks, and proves it once', async () => {
      const workspace = await Workspace.atKeys();
      const [one, other] = [await token('C1'), await token('C2')];
      await withToken(workspace, one, () => workspace.make('C1', 'nobody’s'));
      const { asked } = workspace;
      expect(workspace.use).toBe('pin');
      const [first] = workspace.view.activation?.keys ?? [];
      expect(first).toMatchObject({
        next: 'done',
        token: expect.stringMatching(/^SoftHSM v2 [0-9a-f]{16}$/u) as string,
      });
      // The same token is nobody else's, and no PIN is asked for.
      const again = withToken(workspace, one, () => workspace.make('C2', 'nobody’s'));
      expect(await faultOfPromise(again)).toMatchObject({ code: 'TOKEN_OF_OTHER_CUSTODIAN', custodian: 'C1' });
      expect(workspace.asked).toBe(asked);
      await withToken(workspace, other, () => workspace.make('C2', 'nobody’s'));
      for (const turn of [() => workspace.write('C1'), () => workspace.check('C1', 2)])
        expect((await faultOfPromise(turn())).code).toMatch(/^CUSTODIAN_COPY_/u);
      await workspace.wholeKey('C3');
      await workspace.calls.activation.exportCertificates(null);
      await workspace.calls.activation.confirmReadBack(null);
      const domain = await workspace.takeWhole();
      const proof = { kind: 'custodian-proven', copy: 1 };
      await withToken(workspace, one, () => workspace.prove('C1', 1, 'nobody’s'));
      expect(journal().entries.at(-1)?.event).toEqual({ ...proof, certificateSha256: first?.certificateSha256 });
      await withToken(workspace, other, () => workspace.prove('C2', 1, 'nobody’s'));
      for (const copy of [1, 2] as const) await workspace.prove('C3', copy);
      workspace.answers = { ...workspace.answers, 'bag-C1-1': 'BC1', 'serial-C1-1': 'another' };
      await workspace.calls.activation.writeRegister(null);
      const register = parseRegister(readFileSync(join(folder, 'OUT', `custody-register-${id}.json`)));
      expect(register.securityDomainSha256).toBe(sha256(domain).toString('hex'));
      const { tokens } = journal().head.state;
      expect(register.custodians.map(({ copies }) => copies.length)).toEqual([1, 1, 2]);
      const { serial, ...described } = tokens['C1']!;
      expect(register.custodians[0]?.copies).toMatchObject([
        { serial, bag: 'BC1', token: described, proof: { ceremony: id } },
      ]);
      await workspace.calls.session.finish(null);
      expect(journal().head.state.closed).toBe(true);
    });
  });

  describe('takes the stick that its custodian brings', () => {
    /** Nobody chooses among the sticks that are in. */
    const nobodyChooses = (workspace: Workspace): void => void (workspace.ownKey = /^nobody’s$/);
    const isAsked = (workspace: Workspace) =>
      vi.waitUntil(() => workspace.view.activation?.turn !== null, { timeout: 60_000 });

    it('as soon as it comes, whatever is in already', async () => {
      const workspace = await Workspace.atKeys();
      const { makeKey, checkCopy, writeCopy } = workspace.calls.activation;
      await pull(workspace, 'C1-1', 'C1-2');
      nobodyChooses(workspace);
      const made = Promise.resolve(makeKey({ custodian: 'C1', bits: 3072 }));
      await isAsked(workspace);
      await insert(workspace, 'C1-1');
      await made;
      expect(keysOn('C1-1')).toEqual(['C1-copy-1.key']);
      expect(workspace.stickNamed).toBe('C1-1');
      // It is nobody's then: one that stays in is not read for one that comes.
      const checked = Promise.resolve(checkCopy({ custodian: 'C1', copy: 1 }));
      await isAsked(workspace);
      await pull(workspace, 'C1-1');
      await insert(workspace, 'C1-1');
      await checked;
      const written = Promise.resolve(writeCopy({ custodian: 'C1' }));
      await isAsked(workspace);
      await insert(workspace, 'C1-2');
      await written;
      expect(workspace.key('C1')?.next).toBe('check-2');
      expect(['C2-1', 'C3-1', 'IN', 'OUT'].flatMap(keysOn)).toEqual([]);
    });

    it('by their choice where more come at once, and none that has a role', async () => {
      const workspace = await Workspace.atKeys();
      await pull(workspace, 'C1-1', 'C2-1');
      nobodyChooses(workspace);
      const made = Promise.resolve(workspace.calls.activation.makeKey({ custodian: 'C1', bits: 3072 }));
      await isAsked(workspace);
      await insert(workspace, 'C1-1', 'C2-1');
      expect(workspace.view.volumes.filter(({ role }) => role === 'custodian')).toEqual([]);
      expect(workspace.offered).not.toContain('OUT');
      workspace.ownKey = /^C2-1$/;
      await pull(workspace, 'C3-1');
      await made;
      expect(keysOn('C2-1')).toEqual(['C1-copy-1.key']);
    });

    it('and asks for another turn where it is pulled in the middle of one', async () => {
      const workspace = await Workspace.sent();
      await workspace.takeWhole();
      workspace.beforeTyping = () => pull(workspace, 'C1-2');
      expect(await faultOfPromise(workspace.prove('C1', 2))).toMatchObject({ code: 'VOLUME_GONE', name: 'C1-2' });
      workspace.beforeTyping = undefined;
      await insert(workspace, 'C1-2');
      await workspace.prove('C1', 2);
      expect(workspace.key('C1')?.proven).toEqual([2]);
    });
  });

  it('goes on after a power cut: a key that never came to a second stick is made anew', async () => {
    const workspace = await Workspace.atKeys();
    await workspace.make('C1');
    await workspace.check('C1', 1);
    await workspace.end();
    const again = new Workspace();
    const [earlier] = again.view.earlierCeremonies;
    expect(earlier).toMatchObject({ id, purpose: 'activation', keysMade: 1, copiesProven: 0, damage: null });
    await again.calls.ceremony.resume({ journal: earlier?.journal ?? '' });
    expect(again.view.ceremony).toMatchObject({ phase: 'running', purpose: 'activation' });
    expect(again.view.activation?.keys.map(({ next }) => next)).toEqual(['make', 'make', 'make']);
  });

  it(
    'goes on after a power cut with the sticks that are known by their serial numbers, each noted once',
    long,
    async () => {
      const workspace = new Workspace();
      const sticks = [
        { role: 'own' as const, name: 'OWN', serial: 'Stick 1' },
        { role: 'in' as const, name: 'IN', serial: 'Stick 2' },
      ];
      vi.spyOn(workspace.appState.world.volumes, 'knownSticks', 'get').mockImplementation(() => sticks);
      await workspace.begin();
      await workspace.role('OUT', 'out');
      const noted = sticks.map((stick) => ({ kind: 'stick-role', ...stick }));
      expect(rolesNoted()).toEqual(noted);
      sticks[1] = { role: 'in', name: 'IN', serial: 'Stick 3' };
      await workspace.role('IN', 'in');
      expect(rolesNoted()).toEqual([...noted, { kind: 'stick-role', ...sticks[1] }]);
      const again = await workspace.restarted();
      expect(again.appState.world.volumes.knownSticks).toMatchObject(sticks);
    },
  );

  it(
    'goes on after a power cut: certificates, security domain and proofs are as the journal has them',
    long,
    async () => {
      const workspace = await Workspace.sent();
      expect(workspace.view.activation?.keys.map(({ next }) => next)).toEqual(['done', 'done', 'done']);
      await workspace.takeWhole();
      await workspace.prove('C1', 1);
      const last = await workspace.restarted();
      expect(last.view.securityDomain).toMatchObject({ phase: 'loaded' });
      expect(last.view.recovery?.sent).toMatchObject({ copies: 1, isReadBack: true });
      expect(last.view.activation?.keys.map(({ proven }) => proven)).toEqual([[1], [], []]);
      await last.prove('C1', 2);
      expect(last.key('C1')?.proven).toEqual([1, 2]);
    },
  );

  it('is a re-wrap where the plan says so', async () => {
    const workspace = await Workspace.atKeys(planOf('re-wrap'));
    expect(workspace.view.activation?.kind).toBe('re-wrap');
    expect(workspace.view.ceremony).toMatchObject({ purpose: 'activation' });
  });

  it('of a re-wrap keeps the old set until every new copy is proven, and its proofs are those of a re-wrap', async () => {
    const workspace = await Workspace.atKeys(planOf('re-wrap'));
    const note = () => workspace.calls.activation.noteOldSet(null);
    await workspace.sendCertificates();
    await workspace.takeWhole();
    for (const one of ids) await workspace.prove(one, 1);
    for (const one of ['C1', 'C2']) await workspace.prove(one, 2);
    const copies = [{ custodian: 'C3', copy: 2 }];
    expect(await faultOfPromise(note)).toEqual({ code: 'OLD_SET_STILL_NEEDED', copies });
    expect(workspace.view.activation?.oldSet).toBe('kept');
    await workspace.prove('C3', 2);
    await note();
    expect(workspace.view.activation?.oldSet).toBe('destroyed');
    await workspace.calls.activation.writeRegister(null);
    const register = parseRegister(readFileSync(join(folder, 'OUT', `custody-register-${id}.json`)));
    const proofs = register.custodians.flatMap((each) => each.copies.map(({ proof }) => proof?.how));
    expect(proofs).toEqual(Array(6).fill('re-wrap'));
    const again = await workspace.restarted();
    expect(again.view.activation?.oldSet).toBe('destroyed');
  });
});

describe('the words of the certificates', () => {
  it('that differ twice are a failed check, though the program was started anew in between', async () => {
    const workspace = await Workspace.sent();
    workspace.pressed = 'differed';
    await workspace.calls.activation.confirmReadBack(null);
    expect(workspace.view.recovery?.failures).toEqual([]);
    const again = await workspace.restarted();
    again.pressed = 'differed';
    await again.calls.activation.confirmReadBack(null);
    expect(again.view.recovery?.failures).toMatchObject([{ check: 'read-back-activation-certificates' }]);
    // Through the exception there are two tries again, as for the words that are typed here.
    await again.calls.session.noteException({ step: sheet.step, check: 'read-back-activation-certificates' });
    await again.calls.activation.confirmReadBack(null);
    expect(again.view.recovery?.failures).toEqual([]);
  });
});

describe('a ceremony that is given up', () => {
  const reason = 'No computer reads copy 2 of C3';
  const by1 = { ...typedSheet(sheet), first: by[0], second: by[1], exception: '1', reason };

  it('ends without its proofs, by two people and an exception, and can be exported', async () => {
    const workspace = await Workspace.sent();
    await workspace.takeWhole();
    await workspace.prove('C1', 1);
    workspace.answers = by1;
    const giveUp = () => workspace.calls.activation.giveUp(null);
    expect(await faultOfPromise(giveUp)).toMatchObject({ rules: ['given-up-by-exception'] });
    // What one person decided ends nothing.
    workspace.answers = { ...by1, decidedBy: 'Person witness' };
    await workspace.calls.session.noteException({ step: sheet.step, check: null });
    expect(await faultOfPromise(giveUp)).toMatchObject({ rules: ['given-up-by-exception'] });
    workspace.answers = { ...by1, exception: '2' };
    expect(journal().head.state.closed).toBe(false);
    await workspace.calls.session.noteException({ step: sheet.step, check: null });
    await workspace.calls.activation.giveUp(null);
    expect(workspace.view.ceremony.phase).toBe('finished');
    const names = ['Person administrator', 'Person witness'];
    expect(workspace.view.activation?.givenUp).toEqual({ by: names, exception: 2, reason });
    expect(journal().head.state).toMatchObject({ closed: true, givenUp: { by: names } });
    expect(await faultOfPromise(() => workspace.calls.activation.writeRegister(null))).toMatchObject({
      code: 'CALL_OUT_OF_ORDER',
    });
    await workspace.calls.ceremony.exportRecords(null);
    expect(readdirSync(join(folder, 'OUT'))).toContain(`journal-offline-${id}.jsonl`);
    expect(readdirSync(join(folder, 'OUT')).some((name) => name.startsWith('custody-register-'))).toBe(false);
    await workspace.end();
    expect(new Workspace().view.earlierCeremonies).toEqual([]);
  });

  it('leaves the old set of a re-wrap as it is', long, async () => {
    const workspace = await Workspace.atKeys(planOf('re-wrap'));
    await workspace.calls.session.noteException({ step: sheet.step, check: null });
    workspace.answers = by1;
    await workspace.calls.activation.giveUp(null);
    expect(workspace.view.activation).toMatchObject({ oldSet: 'kept', givenUp: { exception: 1 } });
    expect(await faultOfPromise(() => workspace.calls.activation.noteOldSet(null))).toMatchObject({
      code: 'CALL_OUT_OF_ORDER',
    });
  });
});

describe('a practice set', () => {
  const set = (...path: string[]): string => join(folder, 'set', ...path);
  const ask = (workspace: Workspace): Promise<unknown> =>
    faultOfPromise(() => workspace.calls.volumes.askPracticeOperators({ language: 'en' }));
  /** Up to where the keys are made, with what is in the set. */
  async function begun(reWrap: boolean): Promise<Workspace> {
    const workspace = new Workspace();
    await workspace.startSession({ purpose: 'activation', practice: true, id }, new Date().toISOString());
    await workspace.calls.volumes.makePracticeSet({ language: 'en', reWrap });
    workspace.stick = (name) => `PRACTICE-${name}`;
    await workspace.roles();
    workspace.plan = readSignedPlan(readFileSync(set('PRACTICE-OWN', 'PRACTICE-plan.dsse.json'))).plan;
    workspace.identityPassphrase = practiceIdentityPassphrase;
    await workspace.calls.ceremony.open({
      plan: await workspace.file('OWN', /plan/),
      identity: await workspace.file('OWN', /identity/),
    });
    workspace.hears(planSha256(workspace.plan));
    await workspace.calls.ceremony.confirmPlan(null);
    const [offline, operator] = ['offline', 'operator-1'].map((role) =>
      pinnedIdentities(workspace.plan).find((each) => each.role === role),
    );
    if (!offline || !operator) throw new Error('the plan names no machines');
    const code = pairingCode(id, offline, operator);
    workspace.hears(code);
    await workspace.calls.ceremony.pair(null);
    return workspace;
  }

  it(
    'for a re-wrap goes from empty sticks to proven copies, with operators who answer the certificates',
    long,
    async () => {
      const workspace = await begun(true);
      expect(workspace.plan).toMatchObject({
        kind: 're-wrap',
        source: null,
        securityDomain: null,
        backup: { folder: null },
      });
      expect(workspace.plan.custodians.map(({ certificateSha256 }) => certificateSha256)).toEqual([null, null, null]);
      for (const one of ids) expect(readdirSync(set(`PRACTICE-${one}-1`))).toEqual([]);
      expect(await ask(workspace)).toEqual({ code: 'BUNDLE_NOT_PREPARED', missing: 'certificates' });
      expect(readdirSync(set('PRACTICE-IN'))).toEqual([]);
      await workspace.sendCertificates();

      await workspace.calls.volumes.askPracticeOperators({ language: 'de' });
      await workspace.take();
      const [told = ''] = readdirSync(set()).filter((name) => /^PRACTICE-words-[0-9a-f]{8}[.]txt$/.test(name));
      const text = readFileSync(set(told), 'utf8');
      expect(text).toContain('ÜBUNG – KEINE ECHTE ZEREMONIE');
      const rows = text.split('\n').filter((row) => /^[A-D ] {2}\d/.test(row));
      const read = rows.flatMap((row) => [...row.matchAll(/\d+ (\S+)/g)].map(([, word = '']) => word));
      workspace.hears(parsePrintedFingerprint(read.join(' ')));
      await workspace.calls.activation.confirmDomain(null);
      await workspace.prove('C2', 1);
      expect(workspace.key('C2')?.proven).toEqual([1]);
    },
  );

  it('for a new HSM has another kind of plan, and nothing is written twice', async () => {
    const workspace = await begun(false);
    expect(workspace.plan).toMatchObject({ kind: 'activation', practice: true, ceremony: id });
    expect(workspace.view.activation?.oldSet).toBeNull();
    const again = () => workspace.calls.volumes.makePracticeSet({ language: 'en', reWrap: false });
    expect(await faultOfPromise(again)).toMatchObject({ code: 'FILE_EXISTS' });
  });
});

describe('a plan', () => {
  it('of a recovery is refused', async () => {
    const recovery = planOf('activation', {
      kind: 'recovery',
      source: asPractice(recoveryPlan).source,
      backup: asPractice(recoveryPlan).backup,
      securityDomain: recoveryPlan.securityDomain,
      custodians: recoveryPlan.custodians,
    });
    expect(await faultOfPromise(new Workspace().begin(recovery))).toEqual({
      code: 'PLAN_MISMATCH',
      what: 'kind',
      expected: 'activation',
      found: 'recovery',
    });
    expect(readdirSync(folder)).not.toContain('ceremonies');
  });
});

describe('a new key', () => {
  it('is made behind the gap, and a copy that waits for its second stick is gone with it', async () => {
    const workspace = await Workspace.atKeys();
    await workspace.make('C1');
    await workspace.check('C1', 1);
    workspace.waysOut = [{ kind: 'interface', name: 'wlan0' }];
    await checkGap(workspace.appState);
    expect(workspace.key('C1')).toMatchObject({ next: 'make' });
    expect(await faultOfPromise(workspace.write('C1'))).toEqual({ code: 'CUSTODIAN_COPY_LOST', custodian: 'C1' });
  });

  it('overwrites nothing, and its second copy does not lie beside the first', async () => {
    const workspace = await Workspace.atKeys();
    await workspace.make('C1');
    expect(workspace.key('C1')).toMatchObject({ next: 'check-1' });
    expect(await faultOfPromise(workspace.make('C1'))).toMatchObject({ code: 'FILE_EXISTS' });
    await workspace.check('C1', 1);
    expect(workspace.key('C1')).toMatchObject({ next: 'write-2' });
    expect(await faultOfPromise(workspace.write('C1', 'C1-1'))).toEqual({
      code: 'CUSTODIAN_COPY_SAME_STICK',
      stick: 'C1-1',
    });
    expect(await faultOfPromise(workspace.write('C2'))).toEqual({ code: 'CUSTODIAN_COPY_LOST', custodian: 'C2' });
    await workspace.write('C1');
    expect(workspace.key('C1')).toMatchObject({ next: 'check-2' });
    expect(workspace.view.activation?.turn).toBeNull();
  });

  it('does not take another partition of the first stick for a second one, nor that stick put in again', async () => {
    const workspace = await Workspace.atKeys();
    const { volumes } = workspace.appState.world;
    const withRole = volumes.withRole.bind(volumes);
    const device = vi.fn(() => ({ sequence: '7', serial: 'Stick 4C53' }));
    vi.spyOn(volumes, 'withRole').mockImplementation((role) => ({ ...withRole(role), device: device() }));
    await workspace.make('C1');
    await workspace.check('C1', 1);
    for (const again of [
      { sequence: '7', serial: 'Stick 4C53' },
      { sequence: '9', serial: 'Stick 4C53' },
    ]) {
      device.mockReturnValue(again);
      expect(await faultOfPromise(workspace.write('C1'))).toEqual({ code: 'CUSTODIAN_COPY_SAME_STICK', stick: 'C1-2' });
    }
    device.mockReturnValue({ sequence: '10', serial: 'Stick 77' });
    await workspace.write('C1', 'C1-2');
    expect(workspace.key('C1')).toMatchObject({ next: 'check-2' });
    const certificateSha256 = workspace.key('C1')?.certificateSha256;
    expect(sticksNoted()).toEqual([{ kind: 'custodian-sticks-differ', certificateSha256 }]);

    // Somebody has put both copies on the first stick since: no passphrase is asked for, and nothing is noted.
    device.mockReturnValue({ sequence: '11', serial: 'Stick 4C53' });
    const { length } = journal().entries;
    expect(await faultOfPromise(workspace.check('C1', 2))).toEqual({
      ...{ code: 'COPIES_ON_ONE_STICK', stick: 'C1-2', copy: 2 },
    });
    expect(
      journal()
        .entries.slice(length)
        .map(({ event }) => event.kind),
    ).not.toContain('custodian-copy-checked');
    device.mockReturnValue({ sequence: '12', serial: 'Stick 77' });
    await workspace.check('C1', 2);
    expect(workspace.key('C1')).toMatchObject({ next: 'done' });
  });

  it('goes to a second stick by the word of two people of the plan, where the system does not tell sticks apart', async () => {
    const workspace = await Workspace.atKeys();
    await workspace.make('C1');
    await workspace.check('C1', 1);
    expect(workspace.key('C1')).toMatchObject({ next: 'write-2' });
    expect(await faultOfPromise(workspace.write('C1', 'C1-2', [by[0], by[0]]))).toEqual({ code: 'TWO_PEOPLE_NEEDED' });
    expect(await faultOfPromise(workspace.write('C1', 'C1-2', [by[0], 'nobody']))).toMatchObject({
      code: 'PERSON_NOT_IN_PLAN',
    });
    expect(readdirSync(join(folder, 'C1-2'))).toEqual([]);
    expect(sticksNoted()).toEqual([]);
    await workspace.write('C1');
    const certificateSha256 = workspace.key('C1')?.certificateSha256;
    expect(sticksNoted()).toEqual([
      { kind: 'custodian-sticks-differ', certificateSha256, by: by.map((person) => `Person ${person}`) },
    ]);
  });

  it('is checked from the stick that is asked for, with its own passphrase and its own key', async () => {
    const workspace = await Workspace.atKeys();
    await workspace.make('C1');
    await workspace.make('C2');
    expect(await faultOfPromise(workspace.check('C1', 2, 'C1-1'))).toEqual({
      code: 'CUSTODIAN_COPY_MISSING',
      file: 'C1-copy-2.key',
      stick: 'C1-1',
    });
    workspace.typed = 'something else';
    expect(await faultOfPromise(workspace.check('C1', 1))).toMatchObject({ code: 'PASSPHRASE_WRONG' });
    // The window says what is done there: no share is opened before there is one.
    expect(workspace.use).toBe('copy-check');
    workspace.typed = 'passphrase of C2';
    mkdirSync(join(folder, 'SWAPPED'));
    copyFileSync(join(folder, 'C2-1', 'C2-copy-1.key'), join(folder, 'SWAPPED', 'C1-copy-1.key'));
    workspace.plugIn(join(folder, 'SWAPPED'));
    expect(await faultOfPromise(workspace.check('C1', 1, 'SWAPPED'))).toEqual({
      code: 'CUSTODIAN_COPY_OTHER_KEY',
      file: 'C1-copy-1.key',
    });
    expect(journal().head.state.copiesChecked).toEqual([]);
  });

  it('does not leave before every copy was checked', async () => {
    const workspace = await Workspace.atKeys();
    await workspace.make('C1');
    await workspace.check('C1', 1);
    expect(await faultOfPromise(() => workspace.calls.activation.exportCertificates(null))).toEqual({
      code: 'CUSTODIAN_KEYS_UNCHECKED',
      copies: [
        { custodian: 'C1', copy: 2 },
        ...['C2', 'C3'].flatMap((custodian) => [1, 2].map((copy) => ({ custodian, copy }))),
      ],
    });
    expect(readdirSync(join(folder, 'OUT'))).toEqual([]);
  });

  it('is not made any more once the certificates have left', async () => {
    const workspace = await Workspace.sent();
    const asked = workspace.asked;
    expect(await faultOfPromise(workspace.make('C1', 'C2-2'))).toMatchObject({ code: 'JOURNAL_OUT_OF_ORDER' });
    expect(workspace.asked).toBe(asked);
  });
});

describe('the security domain', () => {
  it('comes in its bundle alone, and nobody gives a share of it', async () => {
    const workspace = await Workspace.sent();
    const { securityDomain, custodians } = workspace.calls;
    expect(await faultOfPromise(() => securityDomain.load({ file: 'x' }))).toMatchObject({
      code: 'CALL_OUT_OF_ORDER',
      needs: 'a signed bundle',
    });
    const begin = () => custodians.begin({ custodian: 'C1', copy: null });
    expect(await faultOfPromise(begin)).toMatchObject({ code: 'CALL_OUT_OF_ORDER' });
  });

  it('of other custodians or another quorum is a failed check', async () => {
    const workspace = await Workspace.sent();
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const [first, second] = workspace.certificates().map((der) => recipient(new X509Certificate(der).publicKey, der));
    if (first === undefined || second === undefined) throw new Error('no certificates');
    const stranger = recipient(publicKey, Buffer.from('a stranger'));
    const foreign = createSecurityDomain({
      custodians: [first, second, stranger],
      required: 2,
      data: [{ datumTag: 'hsm_backup', plaintext: Buffer.alloc(64) }],
    });
    workspace.send(foreign);
    expect(await faultOfPromise(workspace.take())).toEqual({
      code: 'SECURITY_DOMAIN_OTHER_CUSTODIANS',
      extra: 1,
      missing: ['C3'],
    });
    expect(workspace.view.recovery?.failures).toMatchObject([{ check: 'security-domain', step: 'A21' }]);
    expect(workspace.view.securityDomain.phase).toBe('none');
  });

  it('of another quorum is a failed check', async () => {
    const workspace = await Workspace.sent();
    workspace.send(domainFor(workspace.certificates(), 3));
    expect(await faultOfPromise(workspace.take())).toMatchObject({ code: 'PLAN_MISMATCH', what: 'quorum' });
  });

  it('is proven after its words agreed, by its own keys, from both sticks, before anything is closed', async () => {
    const workspace = await Workspace.sent();
    const domain = domainFor(workspace.certificates());
    workspace.send(domain);
    await workspace.take();
    const asked = workspace.asked;
    expect(await faultOfPromise(workspace.prove('C1', 1))).toMatchObject({
      code: 'JOURNAL_OUT_OF_ORDER',
      rules: ['proof-after-read-back'],
    });
    expect(workspace.asked).toBe(asked);
    // Its hash is shown nowhere before the words agreed.
    expect(JSON.stringify(workspace.view)).not.toContain(sha256(domain).toString('hex'));
    await workspace.agree(domain);
    mkdirSync(join(folder, 'SWAPPED'));
    copyFileSync(join(folder, 'C2-1', 'C2-copy-1.key'), join(folder, 'SWAPPED', 'C1-copy-1.key'));
    workspace.plugIn(join(folder, 'SWAPPED'));
    workspace.typed = 'passphrase of C2';
    expect(await faultOfPromise(workspace.prove('C1', 1, 'SWAPPED'))).toMatchObject({ code: 'KEY_OF_OTHER_CUSTODIAN' });
    workspace.typed = undefined;
    expect(workspace.use).toBe('share');
    for (const one of ids) await workspace.prove(one, 1);
    for (const one of ['C1', 'C3']) await workspace.prove(one, 2);
    const open = { code: 'CUSTODIANS_NOT_PROVEN', copies: [{ custodian: 'C2', copy: 2 }] };
    expect(await faultOfPromise(() => workspace.calls.activation.writeRegister(null))).toEqual(open);
    expect(await faultOfPromise(() => workspace.calls.session.finish(null))).toEqual(open);
    expect(journal().head.state.closed).toBe(false);
    await workspace.prove('C2', 2);
    // An activation replaces nothing.
    expect(await faultOfPromise(() => workspace.calls.activation.noteOldSet(null))).toMatchObject({
      code: 'CALL_OUT_OF_ORDER',
      needs: 'an old set of keys',
    });
    await workspace.calls.session.finish(null);
    expect(journal().head.state.closed).toBe(true);
  });
});
