// A whole recovery against the practice HSM: custodians, HSM A with keys and a backup, its end, HSM B, the blob built by a quorum,
// upload, restore point, restore, and the proof that every key works.
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { refuse } from '../../../../shared/faults/fault.ts';
import { visibleText } from '../../../../shared/formatting/visible-text.ts';
import { sha256 } from '../../core/encoding/bytes.ts';
import { verifyExchangeKey } from '../../core/exchange-key/policy.ts';
import type { StorageAccess } from '../../online/backup-client.ts';
import { type ManagedHsm, openManagedHsm } from '../../online/managed-hsm.ts';
import { createPracticeConnection } from '../../online/practice-connection.ts';
import { writeNewFile } from '../../ports/files.ts';
import type { ProcessHost } from '../../ports/process-host.ts';
import { type PracticeCloud, practiceAdministrator, startPracticeCloud } from '../practice-cloud.ts';
import { type DrillCustodian, makeCustodians } from './custodians.ts';
import { type DrillFault, Injections } from './injections.ts';
import { checkProof, fillWithKeys, type KeyProof, takeProof } from './key-proof.ts';
import { buildBlob, practiceClaim, type RecoveryScene, refuseBlobForOther } from './scene.ts';
import { StageLog, type StageReport } from './stage.ts';

export interface DrillOptions {
  /** An empty or new folder. */
  readonly directory: string;
  readonly custodians: number;
  readonly required: number;
  readonly fault?: DrillFault | undefined;
  readonly host: ProcessHost;
  /** Called with a line for each thing that happens. */
  readonly say: (line: string) => void;
}

export interface DrillResult {
  readonly stages: readonly StageReport[];
  readonly files: Readonly<Record<string, string>>;
  readonly keyVersions: number;
  readonly restoreBlobSha256: string;
}

const managedIdentity: StorageAccess = { kind: 'managed-identity' };
const names = { a: 'practice-a', b: 'practice-b', stranger: 'practice-stranger' } as const;

/** A practice service asks for pauses like the real one; a drill need not sit them out. */
const hurriedWaiting = { wait: (ms: number) => sleep(Math.min(ms, 20)), now: Date.now };

/**
 * @throws FILE_EXISTS if the folder has something in it; Error if an injected fault was not caught or a key differs
 */
export async function runDrill(options: DrillOptions): Promise<DrillResult> {
  await mkdir(options.directory, { recursive: true });
  if ((await readdir(options.directory)).length > 0)
    refuse({ code: 'FILE_EXISTS', name: visibleText(options.directory) });
  const cloud = await startPracticeCloud({ directory: join(options.directory, 'practice-cloud') });
  const connection = createPracticeConnection({ ...cloud, principalId: practiceAdministrator });
  try {
    return await new Drill(options, cloud, (hsmUri) =>
      openManagedHsm({ hsmUri, mode: 'practice', waiting: hurriedWaiting, ...connection }),
    ).run();
  } finally {
    connection.close();
    await cloud.close();
  }
}

class Drill {
  readonly #options: DrillOptions;
  readonly #cloud: PracticeCloud;
  readonly #open: (hsmUri: string) => ManagedHsm;
  readonly #log: StageLog;
  readonly #injections: Injections;
  readonly #files: Record<string, string>;

  constructor(options: DrillOptions, cloud: PracticeCloud, open: (hsmUri: string) => ManagedHsm) {
    this.#options = options;
    this.#cloud = cloud;
    this.#open = open;
    this.#log = new StageLog(options.say);
    this.#files = {
      sticks: join(options.directory, 'sticks'),
      securityDomain: join(options.directory, 'security-domain.json'),
      exchangeKey: join(options.directory, 'exchange-key.json'),
      restoreBlob: join(options.directory, 'restore-blob.json'),
    };
    this.#injections = new Injections(options, this.#log, this.#file('sticks'), async () => {
      const { hsmUri } = await cloud.createHsm(names.stranger, { managedIdentity: true });
      return open(hsmUri);
    });
  }

  async run(): Promise<DrillResult> {
    const custodians = await this.#makeCustodians();
    const a = await this.#createHsm(names.a);
    const securityDomain = await this.#activate(a, custodians);
    const { proof, folderUri } = await this.#fillAndBackUp(a);
    await this.#log.stage('HSM A is lost', async () => {
      await this.#cloud.destroyHsm(names.a);
      return { value: undefined, outcome: 'deleted and purged; left are the security domain, the keys and the backup' };
    });
    const b = await this.#createHsm(names.b);
    const exchangeKey = await this.#fetchExchangeKey(b);
    const scene: RecoveryScene = {
      securityDomain,
      custodians,
      quorum: custodians.slice(0, this.#options.required),
      hsm: b,
    };
    const blob = await this.#buildBlob(scene, exchangeKey);
    await this.#upload(scene, blob, exchangeKey);
    await this.#restore(b, folderUri);
    const keyVersions = await this.#verify(b, proof);
    return {
      stages: this.#log.reports,
      files: this.#files,
      keyVersions,
      restoreBlobSha256: sha256(blob).toString('hex'),
    };
  }

  #makeCustodians(): Promise<DrillCustodian[]> {
    const { host, custodians, required } = this.#options;
    return this.#log.stage('Custodians make their keys', async () => {
      const wanted = Array.from({ length: custodians }, (_, i) => `custodian-${i + 1}`);
      const value = await makeCustodians(host, this.#file('sticks'), wanted);
      return { value, outcome: `${custodians} keys on ${custodians} sticks, any ${required} will do` };
    });
  }

  #createHsm(name: string): Promise<ManagedHsm> {
    return this.#log.stage(`HSM ${name} is created`, async () => {
      const { hsmUri, shownAs } = await this.#cloud.createHsm(name, { managedIdentity: true });
      return { value: this.#open(hsmUri), outcome: shownAs };
    });
  }

  #activate(hsm: ManagedHsm, custodians: readonly DrillCustodian[]): Promise<Buffer> {
    return this.#log.stage('HSM A is activated', async () => {
      const certificates = custodians.map(({ certificateDer }) => certificateDer);
      let value = Buffer.alloc(0);
      const operation = await hsm.securityDomain.beginDownload({
        certificates,
        required: this.#options.required,
        keep: async (securityDomain) => {
          await writeNewFile(this.#file('securityDomain'), securityDomain);
          value = Buffer.from(securityDomain);
        },
      });
      await operation.pollUntilDone();
      return { value, outcome: `security domain of ${value.length} bytes, kept before the first status query` };
    });
  }

  #fillAndBackUp(hsm: ManagedHsm): Promise<{ proof: KeyProof; folderUri: string }> {
    return this.#log.stage('HSM A is used and backed up', async () => {
      await fillWithKeys(hsm);
      const proof = await takeProof(hsm);
      const job = await hsm.backups.beginBackup(this.#cloud.containerUri, managedIdentity);
      const { folderUri } = await job.pollUntilDone();
      return { value: { proof, folderUri }, outcome: `${proof.records.length} key versions in ${folderUri}` };
    });
  }

  #fetchExchangeKey(hsm: ManagedHsm): Promise<Buffer> {
    return this.#log.stage('HSM B is put into recovery', async () => {
      const { rawAnswer } = await hsm.securityDomain.getTransferKey();
      await writeNewFile(this.#file('exchangeKey'), rawAnswer);
      const { certificateSha256Hex } = verifyExchangeKey(practiceClaim(rawAnswer, hsm));
      return { value: rawAnswer, outcome: `attested exchange key, SHA-256 ${certificateSha256Hex.slice(0, 16)}…` };
    });
  }

  #buildBlob(scene: RecoveryScene, exchangeKey: Buffer): Promise<Buffer> {
    const { securityDomain, quorum, hsm } = scene;
    return this.#log.stage('A quorum builds the restore blob', async () => {
      await this.#injections.beforeBuild(scene);
      const value = await buildBlob(this.#options.host, securityDomain, quorum, practiceClaim(exchangeKey, hsm));
      await writeNewFile(this.#file('restoreBlob'), value);
      return { value, outcome: `${quorum.length} custodians, one at a time; ${value.length} bytes` };
    });
  }

  #upload(scene: RecoveryScene, blob: Buffer, exchangeKey: Buffer): Promise<void> {
    const { hsm } = scene;
    return this.#log.stage('The blob is uploaded to HSM B', async () => {
      const { thumbprintS256 } = verifyExchangeKey(practiceClaim(exchangeKey, hsm));
      await this.#injections.beforeUpload(scene, thumbprintS256);
      refuseBlobForOther(blob, thumbprintS256);
      await (await hsm.securityDomain.beginUpload(blob)).pollUntilDone();
      return { value: undefined, outcome: 'HSM B has the security domain of HSM A' };
    });
  }

  #restore(hsm: ManagedHsm, folderUri: string): Promise<void> {
    return this.#log.stage('HSM B is backed up and restored', async () => {
      await (await hsm.backups.beginBackup(this.#cloud.containerUri, managedIdentity)).pollUntilDone();
      await (await hsm.backups.beginPreRestore(folderUri, managedIdentity)).pollUntilDone();
      await (await hsm.backups.beginRestore(folderUri, managedIdentity)).pollUntilDone();
      return { value: undefined, outcome: 'restore point made, backup of HSM A restored' };
    });
  }

  #verify(hsm: ManagedHsm, proof: KeyProof): Promise<number> {
    return this.#log.stage('Every key is proven', async () => {
      const value = await checkProof(hsm, proof);
      return { value, outcome: `${value} key versions are the same; old signatures verify, wrapped keys unwrap` };
    });
  }

  #file(name: 'sticks' | 'securityDomain' | 'exchangeKey' | 'restoreBlob'): string {
    return this.#files[name] ?? '';
  }
}
