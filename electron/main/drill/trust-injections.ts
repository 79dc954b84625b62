// What a drill can do wrong on purpose between the machines, and by which refusal each must be caught. Every one is left by an
// exception in the journal of the machine that caught it, and the right step follows.
import { generateKeyPairSync } from 'node:crypto';
import { appendFile } from 'node:fs/promises';
import type { Fault } from '#shared/faults/fault.ts';
import { endOf } from '#core/journal/chain.ts';
import { pinnedIdentities } from '#core/plan/plan-file.ts';
import { fetched } from '#core/transfer/session.ts';
import { buildBundle, bundleFileName, openBundle } from '#core/transfer/bundle.ts';
import { certificateOfAnswer, exchangeReferenceOf } from '#core/transfer/certificate-hashes.ts';
import { encodeEnvelope, parseEnvelope } from '#core/transfer/envelope.ts';
import { signerOf } from '#core/transfer/identity.ts';
import type { Observation } from '#core/transfer/payload.ts';
import type { KeptAnswer } from '#azure/answers.ts';
import type { ManagedHsm } from '#azure/managed-hsm.ts';
import { initRecovery, observe } from '#services/recovery/exchange-key.ts';
import { upload } from '#services/recovery/upload.ts';
import { readBundle, writeBundle } from '#services/bundles/bundle-folder.ts';
import { closeOffJournal, JournalFile } from '#services/journal/journal-file.ts';
import type { Ceremony } from './ceremony.ts';
import { clock, except, exceptionSheet, type Machines, noteFailure } from './machines.ts';
import type { StageLog } from './stage.ts';

export const trustFaults = [
  'swapped-bundle',
  'replayed-bundle',
  'reflected-bundle',
  'other-ceremony',
  'foreign-identity',
  'stale-exchange-key',
  'attacker-hsm',
  'damaged-journal',
] as const;
type TrustFault = (typeof trustFaults)[number];

export interface TrustInjectionParts {
  readonly faults: ReadonlySet<string>;
  readonly log: StageLog;
  readonly ceremony: Ceremony;
  readonly createStrangersHsm: () => Promise<ManagedHsm>;
  /** Makes the new HSM again under its old name: it has another exchange key then. */
  readonly remakeTarget: () => Promise<void>;
}

export class TrustInjections {
  readonly #parts: TrustInjectionParts;
  readonly #machines: Machines;

  constructor(parts: TrustInjectionParts) {
    this.#parts = parts;
    this.#machines = parts.ceremony.machines;
  }

  has(fault: TrustFault): boolean {
    return this.#parts.faults.has(fault);
  }

  /** An attacker answers in the place of the new HSM with an HSM of his own, whose attestation is genuine. */
  async beforeExchange(): Promise<void> {
    if (!this.has('attacker-hsm')) return;
    const attacker = await this.#parts.createStrangersHsm();
    // The second operator's machine checks what it fetched, and refuses.
    await this.#machines.operator('operator-2', async (context) => {
      await this.#parts.log.expectRefusal(['EXCHANGE_KEY_REFUSED'], () =>
        observe({ ...context, hsm: attacker }, context.plan.target.name),
      );
      await except(context.journal, 'exchange-key', 'C8', 'the exchange key was of another HSM');
    });
    await this.#machines.operator('operator-1', (context) => initRecovery(context, this.#machines.confirmation));
    // Even if both operators are deceived and sign it, the offline machine does not build for it.
    const name = await this.#sendKeyOf(attacker);
    const fault = await this.#parts.log.expectRefusal(['EXCHANGE_NAME_OTHER'], () =>
      this.#parts.ceremony.acceptExchangeKey(name),
    );
    await this.#machines.journal('offline', (journal) => noteFailure(journal, 'exchange-key', 'B6', fault));
  }

  /** @param name the bundle with the exchange key, which is on the stick */
  async beforeAccepting(name: string): Promise<void> {
    const { usbIn, usbFalse } = this.#machines.parts.folder;
    if (this.has('other-ceremony')) {
      const other = await this.#ofOtherCeremony(name);
      await this.#refusedOffline('BUNDLE_CEREMONY', () =>
        this.#machines.exchange('offline', (exchange) => exchange.receive(usbFalse, other, 'exchange-key')),
      );
    }
    if (this.has('foreign-identity')) {
      const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
      const stranger = signerOf('offline', 'PRACTICE stranger', privateKey);
      await this.#refusedOffline('IDENTITY_FOREIGN', () =>
        this.#machines.exchange('offline', (exchange) => exchange.receive(usbIn, name, 'exchange-key'), stranger),
      );
    }
  }

  /** @param name the bundle that was accepted just now */
  async afterAccepting(name: string): Promise<void> {
    const { usbIn } = this.#machines.parts.folder;
    if (this.has('replayed-bundle')) {
      await this.#refusedOffline('BUNDLE_SEQUENCE', () =>
        this.#machines.exchange('offline', (exchange) => exchange.receive(usbIn, name, 'exchange-key')),
      );
    }
    if (this.has('damaged-journal')) await this.#damagedJournal();
  }

  /** @param name the bundle with the restore blob, which the offline machine wrote */
  async afterBuild(name: string): Promise<void> {
    const { usbOut } = this.#machines.parts.folder;
    if (!this.has('reflected-bundle')) return;
    await this.#refusedOffline('BUNDLE_DIRECTION', () =>
      this.#machines.exchange('offline', (exchange) => exchange.receive(usbOut, name, 'restore-blob')),
    );
  }

  /** On the way back, somebody puts another payload into the envelope; its signature stays what it was. */
  async beforeUpload(name: string): Promise<void> {
    if (!this.has('swapped-bundle')) return;
    const { usbOut, usbFalse } = this.#machines.parts.folder;
    const envelope = parseEnvelope(await readBundle(usbOut, name));
    const payload = Buffer.from(envelope.payload.toString('utf8').replace('"practice":true', '"practice":false'));
    await writeBundle(usbFalse, name, encodeEnvelope({ ...envelope, payload }));
    const order = await this.#parts.ceremony.blobOrder(name, usbFalse);
    await this.#machines.operator('operator-1', async (context) => {
      const fault = await this.#parts.log.expectRefusal(['BUNDLE_SIGNATURE_WRONG'], () => upload(context, order));
      await noteFailure(context.journal, 'bundle', 'C13', fault);
    });
  }

  /** The HSM was made again while the custodians were at work: what they built is for a key that is no more. */
  async staleKey(name: string): Promise<void> {
    await this.#parts.remakeTarget();
    const order = await this.#parts.ceremony.blobOrder(name);
    await this.#machines.operator('operator-1', async (context) => {
      // Fetched once more before anybody decides.
      await this.#parts.log.expectRefusal(['EXCHANGE_KEY_DIFFERS'], () => upload(context, order));
      await this.#parts.log.expectRefusal(['EXCHANGE_KEY_CHANGED'], () => upload(context, order));
      await except(context.journal, 'blob-key', 'C14', 'the HSM has another exchange key than the blob names');
    });
  }

  async #refusedOffline(code: Fault['code'], attempt: () => Promise<unknown>): Promise<void> {
    const fault = await this.#parts.log.expectRefusal([code], attempt);
    await this.#machines.journal('offline', (journal) => noteFailure(journal, 'bundle', 'B3', fault));
  }

  /** Half a line, as a power cut leaves it: reported when the journal is opened, and closed off by an exception. */
  async #damagedJournal(): Promise<void> {
    const path = this.#machines.parts.folder.journal('offline');
    await appendFile(path, '{"at":"2026-');
    await this.#parts.log.expectRefusal(['JOURNAL_TORN_LINE'], () => JournalFile.open(path, clock));
    await closeOffJournal(path, clock, exceptionSheet('B8', 'the last line of the journal is torn'));
  }

  /** What both operators would send if they were deceived. */
  async #sendKeyOf(attacker: ManagedHsm): Promise<string> {
    const kept: KeptAnswer[] = [];
    await attacker.securityDomain.getTransferKey((answer) => {
      kept.push(answer);
      return Promise.resolve();
    });
    const [answer] = kept;
    if (!answer) throw new Error('the attacker’s HSM gave no answer');
    const seen = (observer: Observation['observer']): Omit<Observation, 'journal'> => ({
      observer,
      answer: answer.bytes.toString('base64'),
      tlsChain: answer.tlsChain.map((der) => der.toString('base64')),
      requestId: answer.requestId,
      fetchedAt: clock(),
      serverDate: answer.serverDate,
    });
    const key = exchangeReferenceOf(certificateOfAnswer(answer.bytes));
    // The deceived operator has fetched, and that machine has noted it.
    const observed = (observer: Observation['observer']): Promise<Observation> =>
      this.#machines.journal(observer, async (journal) => {
        const fetch = seen(observer);
        await journal.append(fetched(fetch));
        return { ...fetch, journal: endOf(journal.head) };
      });
    const second = { observation: await observed('operator-2') };
    return this.#parts.ceremony.sendObserved({ key, observation: await observed('operator-1') }, second);
  }

  /** The same bundle, signed by the same people for another ceremony. @returns its name on the false stick */
  async #ofOtherCeremony(name: string): Promise<string> {
    const { folder, approved, signers } = this.#machines.parts;
    const bytes = await readBundle(folder.usbIn, name);
    const { payload } = openBundle(bytes, 'exchange-key', pinnedIdentities(approved.plan));
    const other = { ...payload, ceremony: 'PRACTICE-OTHER' };
    const file = buildBundle(other, [signers['operator-1'], signers['operator-2']]);
    await writeBundle(folder.usbFalse, bundleFileName(other), file);
    return bundleFileName(other);
  }
}
