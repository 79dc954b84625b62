// An emergency that is open at this machine: without plan, identity and pairing. What people typed takes their place, and the journal, which
// is of its own kind, names what is missing.
import { join } from 'node:path';
import type { EmergencyStart, NamedBackup } from '#shared/contract/online/emergency-view.ts';
import { refuse } from '#shared/faults/fault.ts';
import { certificateSha256Of } from '#shared/formatting/thumbprint.ts';
import { peopleAmong } from '#shared/formatting/person-name.ts';
import { indexOf } from '#shared/journal/call-index.ts';
import type { EventOf } from '#shared/journal/events.ts';
import { hsmResourceId } from '#core/azure/names.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { emergencyOpened, targetTyped } from '#core/journal/emergency.ts';
import { parseRestoreBlob } from '#core/security-domain/restore-blob.ts';
import { observedKey } from '#core/transfer/body.ts';
import type { Observation } from '#core/transfer/payload.ts';
import { maxSecurityDomainBytes } from '#core/security-domain/security-domain.ts';
import { AnswerFolder } from '../recovery/answer-folder.ts';
import type { RecoveryTarget } from '../recovery/step-context.ts';
import { CeremonyFolder } from './ceremony-folder.ts';
import { encodeTyped, maxTypedBytes, readTyped, type TypedEmergency } from './emergency-file.ts';
import { type KeptParts, WorkSession, type Machine, openJournal } from './work-session.ts';

/** What people type at the beginning. */
export interface EmergencyOrder extends Omit<TypedEmergency, 'format' | 'v'> {
  /** The address of the HSM from paper. Practice is what it says itself. */
  readonly address: string;
}

type Opened = EventOf<'emergency-opened'>;
type Target = EventOf<'target-typed'>;

export class OpenEmergency extends WorkSession {
  readonly typed: TypedEmergency;
  readonly opened: Omit<Opened, 'kind'>;
  readonly target: Omit<Target, 'kind'>;

  private constructor(
    parts: KeptParts & { typed: TypedEmergency; opened: Omit<Opened, 'kind'>; target: Omit<Target, 'kind'> },
  ) {
    super(parts);
    this.typed = parts.typed;
    this.opened = parts.opened;
    this.target = parts.target;
  }

  /**
   * Begins an emergency in a new folder below a root.
   * @param practice whether the typed address is one of practice
   * @throws TWO_PEOPLE_NEEDED, HSM_URI_INVALID, HSM_CLOUD_UNKNOWN, HSM_HOST_…; the file faults
   */
  static async begin(
    root: string,
    practice: boolean,
    { address, ...typed }: EmergencyOrder,
    machine: Machine,
  ): Promise<OpenEmergency> {
    if (peopleAmong(typed.people) < 2) refuse({ code: 'TWO_PEOPLE_NEEDED' });
    const target = targetTyped(address, practice);
    const opened = emergencyOpened({ machine: 'online', practice, app: machine.app, now: new Date(machine.now()) });
    const path = join(root, opened.ceremony);
    const folder = await CeremonyFolder.openEmergency(path);
    await folder.beginEmergency(encodeTyped(typed));
    const begun = await openJournal(folder, machine);
    try {
      await begun.journal.append(opened);
      await begun.journal.append(target);
    } finally {
      // Opened again as after a restart: there is one way to open one.
      await begun.journal.close();
    }
    return OpenEmergency.resume(path, machine, false);
  }

  /** Whether what was typed can still be changed: every call rests on it, and every kept answer names it. */
  get isChangeable(): boolean {
    const { calls, closed } = this.journal.state;
    return !closed && !indexOf(calls).any;
  }

  /** @throws CALL_OUT_OF_ORDER after the first call */
  assertChangeable(call: string): void {
    if (!this.isChangeable) refuse({ code: 'CALL_OUT_OF_ORDER', call, needs: 'an emergency without a call yet' });
  }

  /**
   * Takes what people have corrected. It counts once the emergency is opened again.
   * @throws TWO_PEOPLE_NEEDED, HSM_URI_INVALID, HSM_CLOUD_UNKNOWN, HSM_HOST_…; CALL_OUT_OF_ORDER after the first call; the file faults
   */
  async change(call: string, { address, ...typed }: EmergencyOrder): Promise<void> {
    if (peopleAmong(typed.people) < 2) refuse({ code: 'TWO_PEOPLE_NEEDED' });
    this.assertChangeable(call);
    const target = targetTyped(address, this.opened.practice);
    this.journal.assertMayHappen([target]);
    await this.folder.keep('emergency', encodeTyped(typed));
    await this.journal.append(target);
  }

  /** What the file with the exchange certificate is called for the offline machine. */
  keyFileName(own: Observation): string {
    const { certificateSha256 } = observedKey(own);
    return `${this.opened.practice ? 'PRACTICE-' : ''}exchange-key-${this.target.name}-${certificateSha256.slice(0, 8)}.pem`;
  }

  /** Goes on with an emergency from its folder. @throws JOURNAL_NOT_EMERGENCY; the journal’s and the file faults */
  static async resume(path: string, machine: Machine, resumed = true): Promise<OpenEmergency> {
    const folder = await CeremonyFolder.openEmergency(path);
    const file = await folder.emergency(maxTypedBytes);
    const typed = readTyped(file);
    const begun = await openJournal(folder, machine);
    try {
      const { emergency: opened, target } = begun.journal.state;
      if (opened?.machine !== 'online' || !target) return refuse({ code: 'JOURNAL_NOT_EMERGENCY' });
      const owner = { ceremony: opened.ceremony, planSha256: sha256(file).toString('hex'), hsm: target.hsmUri };
      const answers = new AnswerFolder(folder.answersPath, owner, machine.now);
      const emergency = new OpenEmergency({ ...begun, resumed, answers, typed, opened, target });
      await emergency.readWhatIsThere();
      return emergency;
    } catch (error) {
      await begun.journal.close();
      throw error;
    }
  }

  get id(): string {
    return this.opened.ceremony;
  }

  get start(): EmergencyStart {
    return this.typed.start;
  }

  get particulars(): RecoveryTarget {
    const { practice } = this.opened;
    const { hsmUri: uri, name } = this.target;
    const { tenant, place } = this.typed;
    const backup = this.backup;
    return {
      practice,
      target: place === null ? { name, uri, tenant } : { name, uri, tenant, ...placed(place, name) },
      source: backup && sourceOf(backup, uri),
      backup: backup && { method: 'identity', ...backup, identity: place?.identity ?? null },
      identity: place?.identity ?? null,
      people: null,
      custodians: [],
      enclaveSigners: null,
    };
  }

  /** Where the backup lies, once it was typed. */
  get backup(): NamedBackup | null {
    const named = this.journal.state.backupNamed;
    if (!named) return null;
    const at = named.container.lastIndexOf('/');
    return { account: named.container.slice(0, at), container: named.container.slice(at + 1), folder: named.folder };
  }

  /**
   * Takes a restore blob, whoever built it: it is kept here, so that nobody needs the stick again.
   * @throws the faults of `parseRestoreBlob`; JOURNAL_OUT_OF_ORDER once one was uploaded; the file faults
   */
  async takeBlob(blob: Buffer): Promise<void> {
    const certificateSha256 = certificateSha256Of(parseRestoreBlob(blob).exchangeThumbprintS256);
    const read = {
      kind: 'blob-read',
      blobSha256: sha256(blob).toString('hex'),
      blobBytes: blob.length,
      certificateSha256,
    } as const;
    this.journal.assertMayHappen([read]);
    await this.folder.keep('blob', blob);
    await this.journal.append(read);
  }

  /** The blob that was taken last. @throws CALL_OUT_OF_ORDER */
  async blob(call: string): Promise<Buffer> {
    const blob = await this.folder.last('blob', maxSecurityDomainBytes);
    return blob ?? refuse({ code: 'CALL_OUT_OF_ORDER', call, needs: 'a restore blob' });
  }

  /** Notes where the backup lies. @throws JOURNAL_OUT_OF_ORDER */
  async nameBackup({ account, container, folder }: NamedBackup): Promise<void> {
    await this.journal.append({ kind: 'backup-named', container: `${account}/${container}`, folder });
  }
}

const placed = ({ subscription, resourceGroup, location }: NonNullable<TypedEmergency['place']>, name: string) => ({
  subscription,
  resourceGroup,
  location,
  resourceId: hsmResourceId(subscription, resourceGroup, name),
});

/** A backup’s folder begins with the name of the HSM that it is of (REQ-06): that one was lost, in the cloud of the new one. */
function sourceOf({ folder }: NamedBackup, uri: string): NonNullable<RecoveryTarget['source']> {
  const name = /^mhsm-(.+)-[0-9]+$/.exec(folder)?.[1] ?? '';
  return { name, uri: `https://${name.toLowerCase()}${uri.slice(uri.indexOf('.'))}` };
}
