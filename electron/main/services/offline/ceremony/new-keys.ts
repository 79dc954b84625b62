// New keys of custodians: each is made onto one stick, checked from it, copied to a second stick, and checked from that. Only encrypted
// keys are ever here. Or a custodian brings one on a token, which opens what is encrypted to its certificate.
import { join } from 'node:path';
import type { NewKeyView } from '#shared/contract/offline/new-key-view.ts';
import type { CustodianCopy } from '#shared/faults/activation.ts';
import { isFaultOf, refuse } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import type { EventOf } from '#shared/journal/events.ts';
import { copiesOfKey, copyOf } from '#shared/journal/state.ts';
import { tokenName } from '#shared/register/token.ts';
import { sha256, wipe } from '#core/encoding/bytes.ts';
import { encodePem } from '#core/encoding/pem.ts';
import { certificatesContent, type ContentOf } from '#core/transfer/contents.ts';
import { keepFile } from '../../journal/ceremony-folder.ts';
import type { JournalFile } from '../../journal/journal-file.ts';
import { readWholeFile, refuseExisting, writeNewFile } from '#platform/files.ts';
import { compareDevices, type Device, type Medium } from '#platform/volumes/medium.ts';
import { keptAttestationOf } from '#core/custodian-key/token-attestation.ts';
import { type AdoptedKey, adoptKey, type Adoption, type TokenRead } from '../adopt-key.ts';
import { checkCopy } from '../check-copy.ts';
import { untilRight } from '../../app/questions/secret.ts';
import { askTwoSticks } from '../questions/ends.ts';
import type { CustodianTurn, TokenKey } from '../custodian-turn.ts';
import type { OfflineWorld } from '../world.ts';
import { makeKey, type NewKeyRequest } from '../make-key.ts';
import type { Ceremony } from './ceremony.ts';
import { writtenFile } from '../../app/chosen-files.ts';
import { fileWritten, writtenFiles } from './written-files.ts';

/** A certificate of an RSA-4096 key has about 1,300 bytes. */
const maxCertificateBytes = 16 << 10;

/** A key that waits for its second stick: as it lies, encrypted, on the first. */
export interface UncopiedKey {
  readonly custodian: string;
  readonly encryptedKeyPem: Buffer;
  /** Of the first stick, where the system tells it. */
  readonly firstDevice: Device | undefined;
}

/** How the files of a copy are called: a stick that is inserted twice does not pass for two. */
export const copyName = (custodian: string, copy: number): string => `${custodian}-copy-${copy}`;

/** The copy that a key file is called by; undefined where it has another kind of name, as keys have that were made elsewhere. */
export function copyNamed(file: string): number | undefined {
  const found = /(?:^|[/\\])C(?:[1-9]|10)-copy-([12])\.key$/.exec(file)?.[1];
  return found === undefined ? undefined : Number(found);
}

/** Every custodian of the plan, with what is next for their key. */
export function newKeys(ceremony: Ceremony, uncopied: UncopiedKey | undefined): NewKeyView[] {
  const { keysMade, tokens, proven } = ceremony.state;
  return ceremony.plan.custodians.map(({ id, person }) => {
    const certificateSha256 = keysMade[id] ?? null;
    const token = tokens[id];
    return {
      custodian: id,
      who: ceremony.nameOf(person),
      next: nextFor(ceremony, id, uncopied),
      certificateSha256,
      token: token === undefined ? null : tokenName(token),
      proven: ([1, 2] as const).filter((copy) => proven.includes(copyOf(certificateSha256 ?? '', copy))),
    };
  });
}

function nextFor({ state }: Ceremony, custodian: string, uncopied: UncopiedKey | undefined): NewKeyView['next'] {
  const certificate = state.keysMade[custodian];
  if (certificate === undefined) return 'make';
  const isChecked = (copy: number): boolean => state.copiesChecked.includes(copyOf(certificate, copy));
  if (copiesOfKey(state, custodian).every(isChecked)) return 'done';
  const files = writtenFiles(state);
  const written = (copy: number): readonly string[] =>
    files.filter(({ name }) => name === `${copyName(custodian, copy)}.key`).map(({ sha256: hash }) => hash);
  // Both copies are the same bytes; those of a key that was replaced are others.
  const isCopied = written(2).includes(written(1).at(-1) ?? '');
  if (!isChecked(1)) return isCopied || uncopied?.custodian === custodian ? 'check-1' : 'make';
  if (isCopied) return 'check-2';
  // Only memory has the key for the second stick: when it is gone, the key is made again.
  return uncopied?.custodian === custodian ? 'write-2' : 'make';
}

/**
 * Makes the key of a custodian onto the stick that is inserted. A key of the same custodian that was made before counts no more.
 * @returns what the second stick needs
 * @throws PASSPHRASE_CANCELLED, JOURNAL_OUT_OF_ORDER before a key is made, the faults of custody processes, the file and medium faults
 */
export async function makeNewKey(
  world: OfflineWorld,
  ceremony: Ceremony,
  { custodian, bits }: { readonly custodian: string; readonly bits: NewKeyRequest['bits'] },
): Promise<UncopiedKey> {
  const stick = world.volumes.withRole('custodian');
  const name = copyName(custodian, 1);
  const event = { kind: 'custodian-key-made' as const, custodian, bits };
  ceremony.journal.assertMayHappen([{ ...event, certificateSha256: '0'.repeat(64) }]);
  const who = { name: ceremony.nameOf(personOf(ceremony, custodian)) };
  const passphrase = await world.askPassphrase({
    who,
    fileName: `${name}.key`,
    use: 'new-key',
    bits,
    stick: visibleText(stick.name, 40),
    isOnlyKey: true,
  });
  try {
    const { encryptedKeyPem, certificateDer } = await makeKey(world.host, {
      name: `${ceremony.plan.ceremony} ${custodian}`,
      bits,
      passphrase: { from: 'message' },
      passphraseBytes: passphrase,
      now: world.now().getTime(),
    });
    const certificateSha256 = sha256(certificateDer).toString('hex');
    await keepFile(ceremony.folder.certificate(certificateSha256), certificateDer);
    await writeCopyFiles(ceremony, stick, name, { encryptedKeyPem, certificateDer });
    await ceremony.append({ ...event, certificateSha256 });
    return { custodian, encryptedKeyPem, firstDevice: stick.device };
  } finally {
    wipe(passphrase);
  }
}

/**
 * Writes the same encrypted key to the second stick. First the journal says why there are two sticks: where the system does not tell them apart,
 * two people do.
 * @throws CUSTODIAN_COPY_LOST, CUSTODIAN_COPY_SAME_STICK, CONFIRMATION_NOT_GIVEN, the file and medium faults
 */
export async function writeSecondCopy(
  world: OfflineWorld,
  ceremony: Ceremony,
  custodian: string,
  uncopied: UncopiedKey | undefined,
): Promise<void> {
  const stick = world.volumes.withRole('custodian');
  if (uncopied?.custodian !== custodian) return refuse({ code: 'CUSTODIAN_COPY_LOST', custodian });
  if (await isThere(join(stick.path, `${copyName(custodian, 1)}.key`))) refuseSameStick(stick);
  const { firstDevice } = uncopied;
  const isTold = compareDevices(firstDevice, stick.device) !== 'unknown';
  const seenBy = isTold ? null : [...(await world.confirm(askTwoSticks(ceremony)))];
  const names = assertTwoSticks(custodian, firstDevice, stick, seenBy);
  const certificateDer = await certificateOf(ceremony, custodian);
  await ceremony.append(sticksDiffer(sha256(certificateDer).toString('hex'), names));
  const { encryptedKeyPem } = uncopied;
  await writeCopyFiles(ceremony, stick, copyName(custodian, 2), { encryptedKeyPem, certificateDer });
}

/**
 * Two copies on one stick are lost together: two partitions of a stick are one, and so is a stick that was inserted again.
 * @param names of two people who see two sticks
 * @returns those people; null where the system tells two sticks by itself
 * @throws CUSTODIAN_COPY_SAME_STICK, CUSTODIAN_STICKS_UNCONFIRMED
 */
export function assertTwoSticks<Names>(
  custodian: string,
  first: Device | undefined,
  second: Pick<Medium, 'name' | 'device'>,
  names: Names | null,
): Names | null {
  const found = compareDevices(first, second.device);
  if (found === 'same') refuseSameStick(second);
  return found === 'different' ? null : (names ?? refuse({ code: 'CUSTODIAN_STICKS_UNCONFIRMED', custodian }));
}

const refuseSameStick = ({ name }: Pick<Medium, 'name'>): never =>
  refuse({ code: 'CUSTODIAN_COPY_SAME_STICK', stick: visibleText(name, 40) });

/** @param by names of two people; null where the system tells two sticks by itself */
export const sticksDiffer = (certificateSha256: string, by: string[] | null): EventOf<'custodian-sticks-differ'> => ({
  kind: 'custodian-sticks-differ',
  certificateSha256,
  ...(by && { by }),
});

/**
 * Adopts the key on a token that its custodian has brought, and notes it once it has opened what was encrypted to its certificate.
 * @throws JOURNAL_OUT_OF_ORDER and TOKEN_OF_OTHER_CUSTODIAN before a PIN is asked for; PASSPHRASE_CANCELLED, what adoptKey throws, the file faults
 */
export async function adoptNewKey(
  world: OfflineWorld,
  ceremony: Ceremony,
  custodian: string,
  token: TokenKey,
): Promise<void> {
  const mayBe: Adoption['mayBe'] = (found) => assertMayAdopt(ceremony.journal, custodian, found);
  const adopted = await withPin(world, ceremony, { custodian, token }, (turn) =>
    adoptKey(world.host, {
      turn,
      custodian,
      mayBe,
      attestation: 'verified',
      practice: ceremony.practice,
      at: world.now(),
    }),
  );
  const event = keyOnToken(custodian, adopted);
  await keepFile(ceremony.folder.certificate(event.certificateSha256), adopted.certificateDer);
  await ceremony.append(event);
}

/**
 * Runs something with a key on a token whose PIN its custodian types; a wrong one is typed again in place, once for each press.
 * @throws PASSPHRASE_CANCELLED
 */
export async function withPin<T>(
  world: OfflineWorld,
  ceremony: Ceremony,
  { custodian, token: { name, label, token } }: { readonly custodian: string; readonly token: TokenKey },
  work: (turn: Adoption['turn']) => Promise<T>,
): Promise<T> {
  const who = { name: ceremony.nameOf(personOf(ceremony, custodian)) };
  const asked = { who, fileName: name, use: 'pin', stick: label, isOnlyKey: true } as const;
  return untilRight((again) => {
    const askPassphrase = (): Promise<Buffer> => world.askPassphrase({ ...asked, ...again });
    const own = { ...token, lastTry: again.problem?.code === 'TOKEN_LAST_TRY' };
    return work({ keyFile: name, token: own, passphrase: { from: 'message' }, askPassphrase });
  });
}

/**
 * A token has the key of one custodian, and a key is noted once. Asked before any PIN.
 * @throws TOKEN_OF_OTHER_CUSTODIAN, JOURNAL_OUT_OF_ORDER
 */
export function assertMayAdopt(
  journal: Pick<JournalFile, 'state' | 'assertMayHappen'>,
  custodian: string,
  { certificateDer, token }: Pick<TokenRead, 'certificateDer' | 'token'>,
): void {
  const other = Object.entries(journal.state.tokens).find(
    ([each, { serial }]) => each !== custodian && serial === token.serial,
  );
  if (other !== undefined) refuse({ code: 'TOKEN_OF_OTHER_CUSTODIAN', custodian: other[0], serial: token.serial });
  journal.assertMayHappen([keyOnToken(custodian, { certificateDer, bits: 4096, token })]);
}

/** The event of a key that was adopted. */
export const keyOnToken = (
  custodian: string,
  { certificateDer, bits, token, attestation }: Omit<AdoptedKey, 'attestation'> & Partial<AdoptedKey>,
): EventOf<'custodian-key-made'> => ({
  ...{ kind: 'custodian-key-made', custodian, bits },
  token: { ...token, ...(attestation && { attestation: keptAttestationOf(certificateDer, attestation) }) },
  certificateSha256: sha256(certificateDer).toString('hex'),
});

/** The certificate first: alone it is worth nothing to anybody, while a key without it would look like a custodian's. */
async function writeCopyFiles(
  ceremony: Ceremony,
  stick: Medium,
  name: string,
  { encryptedKeyPem, certificateDer }: { readonly encryptedKeyPem: Buffer; readonly certificateDer: Buffer },
): Promise<void> {
  const files = [
    { name: `${name}.cer`, bytes: Buffer.from(encodePem('CERTIFICATE', certificateDer), 'latin1') },
    { name: `${name}.key`, bytes: encryptedKeyPem },
  ];
  for (const { name: file, bytes } of files) {
    await writeNewFile(join(stick.path, file), bytes);
    await ceremony.append(fileWritten(writtenFile(stick.name, file, bytes)));
  }
}

/**
 * The key file of a copy on the stick that is inserted.
 * @throws CUSTODIAN_COPY_MISSING, VOLUME_ROLE_MISSING
 */
export async function copyOnStick(
  world: OfflineWorld,
  { custodian, copy }: CustodianCopy,
): Promise<
  Pick<CustodianTurn, 'within'> & {
    readonly keyFile: string;
    readonly file: string;
    readonly volumeId: string;
    readonly stick: string;
  }
> {
  const stick = world.volumes.withRole('custodian');
  const file = `${copyName(custodian, copy)}.key`;
  const keyFile = join(stick.path, file);
  const name = visibleText(stick.name, 40);
  if (!(await isThere(keyFile))) refuse({ code: 'CUSTODIAN_COPY_MISSING', file, stick: name });
  return { keyFile, within: stick.path, file, volumeId: stick.id, stick: name };
}

/**
 * Runs something with a copy whose passphrase its custodian types; a wrong one is typed again in place.
 * @throws PASSPHRASE_CANCELLED; VOLUME_GONE where another stick has come into its place by then
 */
export async function withCopy<T>(
  world: OfflineWorld,
  ceremony: Ceremony,
  { use, ...which }: CustodianCopy & { readonly use: 'share' | 'copy-check' },
  work: (turn: CustodianTurn, file: string) => Promise<T>,
): Promise<T> {
  const { file, volumeId, stick, ...place } = await copyOnStick(world, which);
  const who = { name: ceremony.nameOf(personOf(ceremony, which.custodian)) };
  const asked = { who, fileName: file, use, stick, isOnlyKey: true } as const;
  const done = await untilRight((again) => {
    const askPassphrase = (): Promise<Buffer> => world.askPassphrase({ ...asked, ...again });
    return work({ ...place, passphrase: { from: 'message' }, askPassphrase }, file);
  });
  await world.volumes.needStill({ volumeId });
  return done;
}

/**
 * Checks a copy from its stick, and notes that it opened.
 * @throws CUSTODIAN_COPY_MISSING, CUSTODIAN_COPY_OTHER_KEY, PASSPHRASE_…, the faults of the key file and the worker
 */
export async function checkNewKey(world: OfflineWorld, ceremony: Ceremony, which: CustodianCopy): Promise<void> {
  const certificateDer = await certificateOf(ceremony, which.custodian);
  await withCopy(world, ceremony, { ...which, use: 'copy-check' }, (turn, file) =>
    checkCopy(world.host, certificateDer, turn, file),
  );
  const certificateSha256 = sha256(certificateDer).toString('hex');
  await ceremony.append({ kind: 'custodian-copy-checked', certificateSha256, copy: which.copy });
}

/**
 * The certificates of all custodians, in the order of the plan.
 * @throws CUSTODIAN_KEYS_UNCHECKED
 */
export async function allCertificates(ceremony: Ceremony): Promise<ContentOf<'activation-certificates'>> {
  const { plan, state } = ceremony;
  const copies = plan.custodians.flatMap(({ id }) =>
    copiesOfKey(state, id).flatMap((copy) =>
      state.copiesChecked.includes(copyOf(state.keysMade[id] ?? '', copy)) ? [] : [{ custodian: id, copy }],
    ),
  );
  if (copies.length > 0) refuse({ code: 'CUSTODIAN_KEYS_UNCHECKED', copies });
  return certificatesContent(plan, await Promise.all(plan.custodians.map(({ id }) => certificateOf(ceremony, id))));
}

/** The certificate that was kept when the key was made. @throws CALL_OUT_OF_ORDER, PLAN_MISMATCH, the file faults */
export async function certificateOf({ state, folder }: Ceremony, custodian: string): Promise<Buffer> {
  const expected = state.keysMade[custodian];
  if (expected === undefined) {
    return refuse({ code: 'CALL_OUT_OF_ORDER', call: 'activation', needs: 'a custodian of the plan' });
  }
  return ownCertificate(await readWholeFile(folder.certificate(expected), maxCertificateBytes), expected);
}

/**
 * A certificate that is the one of the key that was made.
 * @param expected SHA-256 over its DER, hex
 * @throws PLAN_MISMATCH
 */
export function ownCertificate(der: Buffer, expected: string): Buffer {
  const found = sha256(der).toString('hex');
  return found === expected ? der : refuse({ code: 'PLAN_MISMATCH', what: 'custodian certificate', expected, found });
}

/** @throws CALL_OUT_OF_ORDER */
function personOf({ plan }: Ceremony, custodian: string): string {
  const found = plan.custodians.find(({ id }) => id === custodian);
  return found?.person ?? refuse({ code: 'CALL_OUT_OF_ORDER', call: 'activation', needs: 'a custodian of the plan' });
}

/** Asked without reading it: what is on a custodian's stick is read by nobody but the process of that custodian. */
async function isThere(path: string): Promise<boolean> {
  try {
    await refuseExisting(path);
    return false;
  } catch (error) {
    if (isFaultOf(error, 'FILE_EXISTS')) return true;
    throw error;
  }
}
