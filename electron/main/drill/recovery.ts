// The stages of a drill from the first journal to the checked evidence, with every injected fault at its place.
import type { EvidenceReport } from '#shared/evidence/report.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import type { ManagedHsm } from '#azure/managed-hsm.ts';
import { takeInventory } from '#azure/take-inventory.ts';
import type { ProcessHost } from '#secrets/host/process-host.ts';
import type { PracticeCloud } from '#simulator/practice-cloud.ts';
import { Ceremony } from './ceremony.ts';
import { workOff } from './estate.ts';
import { closeJournals, packEvidence } from './evidence.ts';
import { SecretsInjections } from './injections.ts';
import { type Machines, noteFailure } from './machines.ts';
import { hsmNames } from './preparation.ts';
import type { RecoveryScene } from './scene.ts';
import type { StageLog } from './stage.ts';
import { TrustInjections } from './trust-injections.ts';

export interface RecoveryParts {
  readonly machines: Machines;
  readonly host: ProcessHost;
  readonly cloud: PracticeCloud;
  readonly log: StageLog;
  readonly faults: ReadonlySet<string>;
}

export interface RecoveryResult {
  readonly keyVersions: number;
  readonly restoreBlob: Buffer;
  readonly evidence: EvidenceReport;
}

export class RecoveryDrill {
  readonly #parts: RecoveryParts;
  readonly #ceremony: Ceremony;
  readonly #secrets: SecretsInjections;
  readonly #trust: TrustInjections;
  #stranger: Promise<ManagedHsm> | undefined;

  constructor(parts: RecoveryParts) {
    const { machines, host, log, faults, cloud } = parts;
    this.#parts = parts;
    const ceremony = new Ceremony(machines, host);
    this.#ceremony = ceremony;
    const createStrangersHsm = (): Promise<ManagedHsm> => (this.#stranger ??= this.#createStrangersHsm());
    this.#secrets = new SecretsInjections({
      faults,
      host,
      log,
      sticks: machines.parts.folder.sticks,
      createStrangersHsm,
    });
    const remakeTarget = async (): Promise<void> => {
      await cloud.destroyHsm(hsmNames.b);
      await cloud.createHsm(hsmNames.b, { managedIdentity: true });
    };
    this.#trust = new TrustInjections({ faults, log, ceremony, createStrangersHsm, remakeTarget });
  }

  async run(): Promise<RecoveryResult> {
    await this.#begin();
    let { name, restoreBlob } = await this.#buildFor(await this.#exchange());
    if (this.#trust.has('stale-exchange-key')) {
      await this.#makeTargetAnew(name);
      ({ name, restoreBlob } = await this.#buildFor(await this.#exchange(true), true));
    }
    await this.#upload(name);
    await this.#restore();
    const keyVersions = await this.#verify();
    await this.#workOff();
    return { keyVersions, restoreBlob, evidence: await this.#packEvidence() };
  }

  #begin(): Promise<void> {
    const { log, machines } = this.#parts;
    return log.stage('paired', async () => {
      await machines.begin();
      return {
        value: undefined,
        values: [`${machines.parts.approved.planSha256.slice(0, 16)}…`],
      };
    });
  }

  /** @returns the name of the accepted bundle */
  #exchange(again = false): Promise<string> {
    return this.#parts.log.stage(again ? 'exchange-key-carried-anew' : 'exchange-key-carried', async () => {
      if (!again) await this.#trust.beforeExchange();
      const name = await this.#ceremony.sendExchangeKey(again || this.#parts.faults.has('attacker-hsm'));
      if (!again) await this.#trust.beforeAccepting(name);
      const certificateSha256 = await this.#ceremony.acceptExchangeKey(name);
      if (!again) await this.#trust.afterAccepting(name);
      return { value: name, values: [`${certificateSha256.slice(0, 16)}…`] };
    });
  }

  #buildFor(exchangeKeyBundle: string, again = false): Promise<{ name: string; restoreBlob: Buffer }> {
    const { log, machines } = this.#parts;
    return log.stage('blob-built', async () => {
      if (!again) await this.#noteOffline(await this.#secrets.beforeBuild(await this.#scene()));
      const { name, blob } = await this.#ceremony.buildBlob(exchangeKeyBundle);
      if (!again) await this.#trust.afterBuild(name);
      const { required } = machines.parts.approved.plan.quorum;
      return { value: { name, restoreBlob: blob }, values: [required, blob.length] };
    });
  }

  #makeTargetAnew(name: string): Promise<void> {
    return this.#parts.log.stage('target-made-anew', async () => {
      await this.#trust.staleKey(name);
      return { value: undefined, values: [] };
    });
  }

  #upload(name: string): Promise<void> {
    return this.#parts.log.stage('uploaded', async () => {
      await this.#noteOnline(await this.#secrets.beforeUpload(await this.#scene()));
      await this.#trust.beforeUpload(name);
      await this.#ceremony.upload(name);
      return { value: undefined, values: [] };
    });
  }

  #restore(): Promise<void> {
    return this.#parts.log.stage('restored', async () => {
      await this.#ceremony.restore();
      return { value: undefined, values: [] };
    });
  }

  #verify(): Promise<number> {
    return this.#parts.log.stage('proven', async () => {
      const value = await this.#ceremony.verify();
      return { value, values: [value] };
    });
  }

  #workOff(): Promise<void> {
    const { log, machines, cloud } = this.#parts;
    return log.stage('worked-off', async () => {
      const { folder, connection, approved } = machines.parts;
      const recovered = await takeInventory(machines.openHsm(approved.plan.target.uri), { now: Date.now() });
      const files = { map: folder.consumers, table: folder.consumerTable };
      const [back, all] = await machines.journal('operator-1', (journal) =>
        workOff(cloud, connection, recovered, files, journal),
      );
      if (back < all) throw new Error(`${all - back} consumers are not back`);
      return { value: undefined, values: [back, all] };
    });
  }

  #packEvidence(): Promise<EvidenceReport> {
    const { log, machines } = this.#parts;
    return log.stage('packed', async () => {
      await closeJournals(machines);
      const value = await packEvidence(machines, await this.#ceremony.custodians());
      return { value, values: [value.proven.length, value.restsOnPeople.length] };
    });
  }

  async #scene(): Promise<RecoveryScene> {
    const { plan } = this.#parts.machines.parts.approved;
    const custodians = await this.#ceremony.custodians();
    return {
      securityDomain: await this.#ceremony.securityDomain(),
      custodians,
      quorum: custodians.slice(0, plan.quorum.required),
      hsm: this.#parts.machines.openHsm(plan.target.uri),
    };
  }

  async #noteOffline(caught: Awaited<ReturnType<SecretsInjections['beforeBuild']>>): Promise<void> {
    if (caught.length === 0) return;
    await this.#parts.machines.journal('offline', async (journal) => {
      for (const fault of caught) await noteFailure(journal, 'custody', 'B9', fault);
    });
  }

  async #noteOnline(caught: Awaited<ReturnType<SecretsInjections['beforeUpload']>>): Promise<void> {
    if (caught.length === 0) return;
    await this.#parts.machines.journal('operator-1', async (journal) => {
      for (const fault of caught) await noteFailure(journal, 'blob', 'C14', fault);
    });
  }

  async #createStrangersHsm(): Promise<ManagedHsm> {
    const { cloud, machines } = this.#parts;
    return machines.openHsm((await cloud.createHsm(hsmNames.stranger, { managedIdentity: true })).hsmUri);
  }
}

/** For people who look into the folder afterwards. */
export const blobFileOf = (machines: Machines, blob: Buffer): string =>
  machines.parts.folder.restoreBlob(sha256(blob).toString('hex'));
