// The recovery of a drill, as a ceremony on two sides: every step looks first whether the journals have it already, so that a drill
// that lost its power goes on where it was.
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '#shared/faults/fault.ts';
import { practiceGap } from '#shared/journal/air-gap.ts';
import { uploadRefused } from '#shared/journal/state.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { parseInventory } from '#core/inventory/inventory-file.ts';
import {
  encodeVerdict,
  assessBundledKey,
  type AssessedExchangeKey,
  securityDomainLoaded,
} from '#core/journal/records.ts';
import { parseSecurityDomain } from '#core/security-domain/security-domain.ts';
import { pinnedIdentities } from '#core/plan/plan-file.ts';
import { bundleFileName, openBundle } from '#core/transfer/bundle.ts';
import { blobExchangeThumbprint, maxCarriedBytes } from '#core/transfer/carried-files.ts';
import type { ContentOf } from '#core/transfer/contents.ts';
import type { Observation } from '#core/transfer/payload.ts';
import type { BundleType } from '#core/transfer/roles.ts';
import { ownFetch } from '#core/transfer/second-observer.ts';
import { RecoverySession } from '#services/offline/recovery-session.ts';
import { backUp } from '#services/recovery/back-up.ts';
import { decide } from '#services/recovery/decide.ts';
import { initRecovery, observe, type ObservedKey } from '#services/recovery/exchange-key.ts';
import { doneCall } from '#services/recovery/guarded-call.ts';
import { holdOf } from '#services/recovery/hold.ts';
import { restore } from '#services/recovery/restore.ts';
import { byIdentity, type StepContext } from '#services/recovery/step-context.ts';
import { upload, type UploadOrder } from '#services/recovery/upload.ts';
import { verifyRecovered } from '#services/recovery/verify.ts';
import { type BundleExchange, countersignDraft } from '#services/bundles/bundle-exchange.ts';
import { listBundles, readBundle } from '#services/bundles/bundle-folder.ts';
import { noteBundle } from '#services/bundles/note-bundle.ts';
import { readWholeFile, writeNewFile } from '#platform/files.ts';
import type { JournalFile } from '#services/journal/journal-file.ts';
import type { ProcessHost } from '#secrets/host/process-host.ts';
import { practiceAdministrator } from '#simulator/practice-cloud.ts';
import { type DrillCustodian, loadCustodians } from './custodians.ts';
import { checkProof, parseKeyProof } from './key-proof.ts';
import { except, type Machines, offlinePeople, onlinePeople } from './machines.ts';

const maxFileBytes = 64 << 20;

export class Ceremony {
  readonly machines: Machines;
  readonly #host: ProcessHost;

  constructor(machines: Machines, host: ProcessHost) {
    this.machines = machines;
    this.#host = host;
  }

  /** The custodians of the plan, with their sticks. */
  custodians(): Promise<DrillCustodian[]> {
    const { approved, folder } = this.machines.parts;
    return loadCustodians(folder.sticks, approved.plan.quorum.custodians);
  }

  securityDomain(): Promise<Buffer> {
    return readWholeFile(this.machines.parts.folder.securityDomain, maxFileBytes);
  }

  /**
   * Both operators fetch the exchange key, and send it with both signatures.
   * @param again whether an earlier key is worth nothing by now
   */
  async sendExchangeKey(again = false): Promise<string> {
    const { machines } = this;
    const { written } = await machines.state('operator-1');
    const sent = written.findLast(({ type }) => type === 'exchange-key');
    if (sent && !again) return this.#nameOf('exchange-key', sent.seq);
    const first = await machines.operator('operator-1', (context) =>
      again ? this.#observe(context) : initRecovery(context, machines.confirmation),
    );
    return this.sendObserved(first, await machines.operator('operator-2', (context) => this.#observe(context)));
  }

  readonly #observe = (context: StepContext): Promise<ObservedKey> => observe(context, context.plan.target.name);

  /** Sends what the operators saw, or what somebody made them see: the first one drafts, the second one signs, the first one notes it. */
  async sendObserved(
    first: Pick<ObservedKey, 'key' | 'observation'>,
    second: { readonly observation: Observation },
  ): Promise<string> {
    const { machines } = this;
    const { folder, signers, approved } = machines.parts;
    const usb = folder.usbIn;
    const body = { first: first.observation, second: second.observation, decision: null, revocationLists: [] };
    const content = { type: 'exchange-key', exchange: first.key, sd: this.#registeredDomain(), body } as const;
    const { draft, whole } = await machines.exchange('operator-1', async (exchange) => {
      const { name, payload } = await orSetAside(exchange, usb, () => exchange.draft(usb, content));
      const whole = bundleFileName(payload);
      // A power cut may have left a bundle that nobody has noted.
      if ((await listBundles(usb)).bundles.includes(whole)) await exchange.setAside(usb, whole);
      return { draft: await readBundle(usb, name), whole };
    });
    await machines.journal('operator-2', async (journal) => {
      const fetch = await ownFetch(second.observation, journal, null);
      await countersignDraft(draft, usb, approved.plan, signers['operator-2'], fetch, journal);
    });
    const file = await readBundle(usb, whole);
    const bundle = openBundle<BundleType>(file, 'exchange-key', pinnedIdentities(approved.plan));
    await machines.journal('operator-1', (journal) =>
      noteBundle(bundle, file, journal, { approved, self: signers['operator-1'] }),
    );
    return whole;
  }

  /** The offline machine accepts the bundle, checks its key by the plan, and people read it back. @returns its thumbprint, hex */
  acceptExchangeKey(name: string): Promise<string> {
    return this.machines.exchange('offline', async (exchange, journal) => {
      const { event, verdict } = await this.#assess(exchange, journal, name);
      if (journal.state.exchangeKey?.certificateSha256 !== event.certificateSha256) {
        await writeNewFile(this.machines.parts.folder.verdict(event.verdictSha256), encodeVerdict(verdict));
        await journal.append(event);
      }
      if (journal.state.readBack['exchange-key'] !== event.certificateSha256) {
        const readBack = {
          subject: 'exchange-key',
          sha256: event.certificateSha256,
          attempt: 1,
          outcome: 'agreed',
        } as const;
        await journal.append({ kind: 'read-back', ...readBack, by: offlinePeople });
      }
      return event.certificateSha256;
    });
  }

  /** A quorum builds the blob, and it is sent in a bundle. @returns its file's name, and the blob */
  buildBlob(exchangeKeyBundle: string): Promise<{ readonly name: string; readonly blob: Buffer }> {
    return this.machines.exchange('offline', async (exchange, journal) => {
      const assessed = await this.#assess(exchange, journal, exchangeKeyBundle);
      const blob = await this.#builtBlob(journal, assessed);
      const sent = journal.state.written.findLast(
        ({ type, exchange: key }) => type === 'restore-blob' && key === assessed.event.certificateSha256,
      );
      if (sent) return { name: this.#nameOf('restore-blob', sent.seq), blob };
      return { name: await this.#sendBlob(exchange, assessed, blob), blob };
    });
  }

  /** @returns what a person brings to the first operator: the bundle, and the hash that was read out */
  async blobOrder(name: string, usb = this.machines.parts.folder.usbOut): Promise<UploadOrder> {
    const { written } = await this.machines.state('offline');
    const sent = written.findLast(({ type }) => type === 'restore-blob');
    return {
      bundle: await readBundle(usb, name),
      readBackSha256: sent?.payloadSha256 ?? '',
      confirmation: this.machines.confirmation,
    };
  }

  /** The first operator uploads the blob and tells the offline side, which accepts the outcome. */
  async upload(name: string): Promise<void> {
    const order = await this.blobOrder(name);
    const { folder } = this.machines.parts;
    const { requestId } = await this.machines.operator('operator-1', (context) =>
      settlingUnknown(context, 'upload', async () => {
        const { id } = await upload(context, order);
        return { requestId: (await context.answers.last(id))?.requestId ?? 'none' };
      }),
    );
    const outcome = await this.machines.exchange('operator-1', (exchange, journal) =>
      this.#sendOutcome(exchange, journal, requestId),
    );
    await this.machines.exchange('offline', async (exchange, { state }) => {
      if (!state.accepted.some(({ type }) => type === 'outcome')) {
        await exchange.receive(folder.usbIn, outcome, 'outcome');
      }
    });
  }

  /** The restore point, the hold, and the restore. */
  restore(): Promise<void> {
    return this.machines.operator('operator-1', async (context) => {
      if (holdOf(context).phase === 'no-restore-point') {
        await settlingUnknown(context, 'backup', () => backUp(context, byIdentity));
      }
      const inventory = parseInventory(await readWholeFile(this.machines.parts.folder.inventory, maxFileBytes));
      for (let hold = holdOf(context); hold.phase === 'running'; hold = holdOf(context)) {
        await sleep(Math.max(1, hold.endsMs - Date.now()));
      }
      await settlingUnknown(context, 'restore', () =>
        restore(context, {
          access: byIdentity,
          confirmation: this.machines.confirmation,
          operators: [practiceAdministrator],
          inventory,
        }),
      );
    });
  }

  /**
   * Compares the recovered HSM with the inventory, and uses its keys on what the old ones made.
   * @returns how many key versions were proven
   */
  verify(): Promise<number> {
    const { folder } = this.machines.parts;
    return this.machines.operator('operator-1', async (context) => {
      const inventory = parseInventory(await readWholeFile(folder.inventory, maxFileBytes));
      if (!context.journal.state.closed) {
        const { differences } = await verifyRecovered(context, inventory, { publicHalves: true });
        if (differences.length > 0) throw new Error(`the restored HSM differs: ${JSON.stringify(differences[0])}`);
      }
      return checkProof(context.hsm, parseKeyProof(await readWholeFile(folder.keyProof, maxFileBytes)));
    });
  }

  /** Checks the key of a bundle: one that comes now, or one that was accepted before. */
  async #assess(exchange: BundleExchange, journal: JournalFile, name: string): Promise<AssessedExchangeKey> {
    const { folder, approved } = this.machines.parts;
    const { accepted } = journal.state;
    const isKnown = accepted.some(({ type, seq }) => type === 'exchange-key' && this.#nameOf(type, seq) === name);
    const bundle = isKnown
      ? await exchange.reopen(folder.usbIn, name, 'exchange-key')
      : await exchange.receive(folder.usbIn, name, 'exchange-key');
    const { shares } = parseSecurityDomain(await this.securityDomain());
    const custodians = shares.map(({ thumbprintS256 }) => thumbprintS256);
    return assessBundledKey(bundle, approved, custodians, { wallClockMs: Date.now() });
  }

  async #builtBlob(journal: JournalFile, assessed: AssessedExchangeKey): Promise<Buffer> {
    const { folder } = this.machines.parts;
    const { blob } = journal.state;
    if (blob.phase === 'built' && blob.certificateSha256 === assessed.event.certificateSha256) {
      return readWholeFile(folder.restoreBlob(blob.blobSha256), maxCarriedBytes);
    }
    const securityDomain = await this.securityDomain();
    if (!journal.state.securityDomain) await journal.append(securityDomainLoaded(securityDomain));
    if (!journal.state.airGapClosed) {
      await journal.append({ kind: 'air-gap', closed: true, detail: `${practiceGap}this machine is not offline` });
    }
    const quorum = (await this.custodians()).slice(0, this.machines.parts.approved.plan.quorum.required);
    const session = new RecoverySession(this.#host, securityDomain, { journal, custodians: quorum.length });
    try {
      const { custodians } = this.machines.parts.approved.plan;
      for (const [at, { turn }] of quorum.entries()) {
        await session.addCustodian(turn, custodians[at]?.certificateSha256 ?? undefined);
      }
      const keep = (built: Buffer): Promise<void> =>
        writeNewFile(folder.restoreBlob(sha256(built).toString('hex')), built);
      return (await session.buildApproved(assessed, offlinePeople, keep)).blob;
    } finally {
      await session.end();
    }
  }

  #sendBlob(exchange: BundleExchange, { event }: AssessedExchangeKey, blob: Buffer): Promise<string> {
    const restoreBlob = blob.toString('utf8');
    const { certificateSha256, spkiSha256 } = event;
    return sendOrSetAside(exchange, this.machines.parts.folder.usbOut, {
      type: 'restore-blob',
      exchange: { certificateSha256, spkiSha256 },
      sd: this.#registeredDomain(),
      body: {
        restoreBlob,
        blobSha256: sha256(blob).toString('hex'),
        x5tS256: blobExchangeThumbprint(restoreBlob),
      },
    });
  }

  async #sendOutcome(exchange: BundleExchange, { state }: JournalFile, requestId: string): Promise<string> {
    const sent = state.written.find(({ type }) => type === 'outcome');
    if (sent) return this.#nameOf('outcome', sent.seq);
    const key = state.fetched['operator-1'];
    return sendOrSetAside(exchange, this.machines.parts.folder.usbIn, {
      type: 'outcome',
      exchange: key ? { certificateSha256: key.certificateSha256, spkiSha256: key.spkiSha256 } : null,
      sd: this.#registeredDomain(),
      body: { call: 'upload', verdict: 'succeeded', requestId, detail: 'Succeeded' },
    });
  }

  #registeredDomain(): { readonly sha256: string } {
    return { sha256: this.machines.parts.approved.plan.securityDomain?.sha256 ?? '' };
  }

  #nameOf(type: BundleType, seq: number): string {
    return bundleFileName({ ceremony: this.machines.parts.approved.plan.ceremony, type, seq });
  }
}

const sendOrSetAside = <Type extends BundleType>(
  exchange: BundleExchange,
  usb: string,
  content: ContentOf<Type>,
): Promise<string> => orSetAside(exchange, usb, () => exchange.send(usb, content));

/** Writes a bundle or a draft. A file that the power cut left in its way, and that says something else, is set aside as people would do it. */
async function orSetAside<T>(exchange: BundleExchange, usb: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof Refusal) || error.fault.code !== 'BUNDLE_IN_THE_WAY') throw error;
    await exchange.setAside(usb, error.fault.name);
    return write();
  }
}

/** Where the service cannot tell what became of a call, two people look and decide; in a drill they see that it was not taken on. */
async function settlingUnknown<T>(
  context: StepContext,
  call: 'upload' | 'backup' | 'restore',
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal) || error.fault.code !== 'STEP_OUTCOME_UNKNOWN') throw error;
    if (doneCall(context, call) === undefined) {
      const reason = 'PRACTICE: the service shows no such job';
      await decide(context, { call, verdict: 'failed', by: onlinePeople, reason });
      // REQ-14: a failed upload is an incident until people have looked.
      if (call === 'upload') await except(context.journal, uploadRefused, 'C15', reason);
    }
    return work();
  }
}
