// An emergency recovery at this machine: without plan, identity and pairing. What people typed and what was checked is in a journal of its
// own kind; the order of that journal is the same for the app and the command line.
import { join } from 'node:path';
import { type Fault, isFaultOf, Refusal, refuse } from '#shared/faults/fault.ts';
import type { EventOf, JournalEvent } from '#shared/journal/events.ts';
import type { ExchangeKeyCheck } from '#shared/exchange-key/verdict.ts';
import type { AppVersion } from '#shared/schemas/atoms.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { thumbprintOf } from '#core/encoding/thumbprint.ts';
import { assessExchangeKey } from '#core/exchange-key/policy.ts';
import {
  emergencyDomainLoaded,
  emergencyOpened,
  verifyLooseKey,
  keyRefused,
  type LooseKey,
  looseKeyInput,
  targetTyped,
  revocationListNoted,
} from '#core/journal/emergency.ts';
import { encodeVerdict, type AssessedExchangeKey } from '#core/journal/records.ts';
import { assertNoSecrets } from '#core/transfer/outgoing-scan.ts';
import { keepFile } from '../../journal/ceremony-folder.ts';
import { emergencyFolder, type EmergencyFolder, makeEmergencyFolders } from '../../journal/emergency-folder.ts';
import { writeNewFile } from '#platform/files.ts';
import { type JournalFile, keepingJournal } from '../../journal/journal-file.ts';
import { readBlob } from '../ceremony/blob.ts';
import { isOnlyUnattested } from '../ceremony/exchange-key.ts';
import { clockOf, KeptJournal, type KeptJournalParts } from '../ceremony/kept-journal.ts';
import { fileWritten } from '../ceremony/written-files.ts';

export interface EmergencyOptions {
  /** Where the folders of ceremonies lie; an emergency gets one of its own below it. */
  readonly root: string;
  readonly practice: boolean;
  readonly app: AppVersion;
  readonly now: () => Date;
}

/** A file that was offered as exchange key: accepted for the typed address, or refused. */
export interface EmergencyKey {
  readonly file: { readonly name: string; readonly bytes: number; readonly sha256: string };
  readonly fileBytes: Buffer;
  readonly checks: readonly ExchangeKeyCheck[];
  /** Undefined where it was refused. */
  readonly assessed: AssessedExchangeKey | undefined;
  /** Why the key was refused; undefined if it was not. */
  readonly fault: Fault | undefined;
  /** Whether nothing is wrong with it but that it carries no attestation: two people may answer for it. */
  readonly onlyUnattested: boolean;
}

export class EmergencyRecovery extends KeptJournal<JournalFile> {
  readonly folder: EmergencyFolder;
  readonly #opened: EventOf<'emergency-opened'>;

  private constructor(parts: KeptJournalParts & { folder: EmergencyFolder; opened: EventOf<'emergency-opened'> }) {
    super(parts);
    this.folder = parts.folder;
    this.#opened = parts.opened;
  }

  /** Begins an emergency in a new folder. @throws JOURNAL_IN_USE, the file faults */
  static async begin({ root, practice, app, now }: EmergencyOptions): Promise<EmergencyRecovery> {
    const opened = emergencyOpened({ machine: 'offline', practice, app, now: now() });
    const folder = emergencyFolder(join(root, opened.ceremony));
    await makeEmergencyFolders(folder);
    return keepingJournal(folder.journal, clockOf(now), async (journal) => {
      const emergency = new EmergencyRecovery({ folder, opened, journal, app, now });
      await emergency.append(opened);
      return emergency;
    });
  }

  /**
   * Goes on with an emergency from its folder. Shares that were in memory are gone, and the journal says so.
   * @throws JOURNAL_IN_USE, the damage of the journal, JOURNAL_NOT_EMERGENCY, the file faults
   */
  static async resume(folder: EmergencyFolder, app: AppVersion, now: () => Date): Promise<EmergencyRecovery> {
    return keepingJournal(folder.journal, clockOf(now), async (journal) => {
      // One that an earlier version began lacks some.
      await makeEmergencyFolders(folder);
      const opened = journal.state.emergency ?? refuse({ code: 'JOURNAL_NOT_EMERGENCY' });
      if (opened.machine !== 'offline') refuse({ code: 'JOURNAL_NOT_EMERGENCY' });
      const emergency = new EmergencyRecovery({
        folder,
        opened: { kind: 'emergency-opened', ...opened },
        journal,
        app,
        now,
      });
      await emergency.dropShares('power-lost');
      return emergency;
    });
  }

  get id(): string {
    return this.#opened.ceremony;
  }
  get practice(): boolean {
    return this.#opened.practice;
  }
  /** What a ceremony with a plan has, and this one has not. */
  get missing(): EventOf<'emergency-opened'>['missing'] {
    return this.#opened.missing;
  }

  /** Notes a security domain as it came; another one before it is left, with its shares. @throws the faults of parseSecurityDomain */
  async loadDomain(file: Buffer): Promise<void> {
    const loaded = emergencyDomainLoaded(file);
    await this.dropShares('cancelled');
    await this.append(loaded);
  }

  /** Notes the address of the HSM as people typed it. @throws HSM_URI_INVALID, HSM_CLOUD_UNKNOWN, HSM_HOST_PRACTICE, HSM_HOST_NOT_PRACTICE */
  async typeTarget(typed: string): Promise<void> {
    await this.append(targetTyped(typed, this.practice));
  }

  /**
   * Keeps a file as it came and checks it as the exchange key of the typed HSM. What was found is in the journal, whether it is
   * accepted or refused; a refused one locks nothing, because people may have mistyped the address or taken the wrong file.
   * @param revocationLists of the authorities that vouch for the processor, in DER, as far as somebody brought them
   * @param unattested by which two people answer for a key without attestation, and the fingerprint that they typed
   * @throws CALL_OUT_OF_ORDER where no security domain or address is there; FILE_OF_OTHER_KIND for a private key, which is kept nowhere; the
   *   journal's and the file faults
   */
  async checkKey(
    name: string,
    fileBytes: Buffer,
    { revocationLists, unattested }: Pick<LooseKey, 'revocationLists' | 'unattested'> = {},
  ): Promise<EmergencyKey> {
    const key = { ...this.#looseKey(fileBytes), revocationLists, unattested };
    // What is kept here leaves with the evidence, which nobody encrypts.
    assertNoPrivateKey(fileBytes);
    const fileSha256 = sha256(fileBytes).toString('hex');
    await keepFile(this.folder.exchangeKey(fileSha256), fileBytes);
    for (const list of revocationLists ?? []) {
      await keepFile(this.folder.revocationList(sha256(list).toString('hex')), list);
    }
    const shown = { file: { name, bytes: fileBytes.length, sha256: fileSha256 }, fileBytes };
    try {
      const assessed = verifyLooseKey(key);
      await keepFile(this.folder.verdict(assessed.event.verdictSha256), encodeVerdict(assessed.verdict));
      await this.#appendChecked(revocationLists, assessed.event);
      // Nobody answers for a key that needs none.
      const accepted = { checks: assessed.verdict.checks, onlyUnattested: unattested !== undefined };
      return { ...shown, ...accepted, assessed, fault: undefined };
    } catch (error) {
      // What was refused at its first fault is looked at whole.
      const { checks } = assessExchangeKey(looseKeyInput(key));
      if (!(error instanceof Refusal) || !checks.some(({ outcome }) => outcome === 'failed')) throw error;
      await this.#appendChecked(revocationLists, keyRefused(key, error.fault.code));
      // Whether two people may answer for it depends on the key alone, not on what they typed.
      const asItIs = unattested ? assessExchangeKey(looseKeyInput({ ...key, unattested: undefined })).checks : checks;
      return { ...shown, checks, onlyUnattested: isOnlyUnattested(asItIs), assessed: undefined, fault: error.fault };
    }
  }

  /** The outcome of a check, right behind the lists that it was made with: an auditor makes it again with them. */
  async #appendChecked(lists: readonly Buffer[] = [], outcome: JournalEvent): Promise<void> {
    for (const list of lists) await this.append(revocationListNoted(list));
    await this.append(outcome);
  }

  #looseKey(fileBytes: Buffer): LooseKey {
    const { target, securityDomain } = this.state;
    if (!securityDomain) return refuse({ code: 'CALL_OUT_OF_ORDER', call: 'exchangeKey', needs: 'a security domain' });
    if (!target) return refuse({ code: 'CALL_OUT_OF_ORDER', call: 'exchangeKey', needs: 'the address of the HSM' });
    const custodianThumbprintsS256 = (securityDomain.certificates ?? []).map((each) => thumbprintOf(each));
    return { fileBytes, hsmUri: target.hsmUri, practice: this.practice, custodianThumbprintsS256 };
  }

  /**
   * Writes the blob that was built to a folder, as the plain file that `az keyvault security-domain upload --restore-blob` and Lifeboat
   * Online take. It never overwrites.
   * @param place the name of the stick, for the journal; null for a folder that is none
   * @returns the name of the file
   * @throws CALL_OUT_OF_ORDER where none was built; SECRET_IN_OUTPUT, FILE_EXISTS, the file and medium faults
   */
  async writeBlob(folder: string, place: string | null): Promise<string> {
    const blob = await readBlob(this);
    const hash = sha256(blob).toString('hex');
    const name = `${this.practice ? 'PRACTICE-' : ''}restore-blob-${this.state.target?.name ?? ''}-${hash.slice(0, 8)}.json`;
    await writeNewFile(join(folder, name), blob);
    await this.append(fileWritten({ volume: place ?? '', name, sha256: hash, bytes: blob.length }));
    return name;
  }

  /** Ends the emergency by two people. @throws JOURNAL_OUT_OF_ORDER */
  async finish(by: readonly string[]): Promise<void> {
    await this.dropShares('cancelled');
    await this.append({ kind: 'journal-closed', by: [...by] });
  }
}

/** @throws FILE_OF_OTHER_KIND */
function assertNoPrivateKey(file: Buffer): void {
  try {
    assertNoSecrets(file);
  } catch (error) {
    if (!isFaultOf(error, 'SECRET_IN_OUTPUT')) throw error;
    refuse({ code: 'FILE_OF_OTHER_KIND', wanted: 'exchange-key', found: 'private-key' }, error);
  }
}
