// The steps of an emergency online, each over the service that a ceremony's step calls.
import { stoppingCount } from '#shared/inventory/difference-row.ts';
import { isDeepStrictEqual } from 'node:util';
import { namedBackup } from '#shared/contract/online/emergency-view.ts';
import { type OpenEmergency } from '#services/online/open-emergency.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { encodePem } from '#core/encoding/pem.ts';
import { decodeBase64 } from '#core/encoding/base64.ts';
import { parseExchangeKeyFile } from '#core/exchange-key/exchange-key-file.ts';
import { encodeInventory } from '#core/inventory/inventory-file.ts';
import { createHsm } from '#services/recovery/create.ts';
import { backUp } from '#services/recovery/back-up.ts';
import { initRecovery } from '#services/recovery/exchange-key.ts';
import { holdOf } from '#services/recovery/hold.ts';
import { restore } from '#services/recovery/restore.ts';
import type { CallContext } from '#services/recovery/step-context.ts';
import { recoverWithBlob } from '#services/recovery/upload.ts';
import { countsOf, listRecovered, noteVerified, verifyRecovered } from '#services/recovery/verify.ts';
import { refuseExisting, writeNewFile } from '#platform/files.ts';
import { readInventory } from '../../ceremony-inputs.ts';
import { readBlobFile } from '../../input-files.ts';
import { row, fingerprintLines } from '../../row.ts';
import { createdHsm, type NewHsmOptions, newHsmOrder } from '../hsm/creation-options.ts';
import { taken } from '../../usage.ts';
import { type SignInOptions } from '../hsm/credentials.ts';
import { notComparedLines } from '../hsm/proofs.ts';
import { confirmationOf, type ConfirmOptions } from '../hsm/step-options.ts';
import { storageAccess, type StorageOptions } from '../hsm/storage-access.ts';
import type { CommandResult } from '../../output.ts';

export type Options = SignInOptions & ConfirmOptions;

export interface UploadOptions extends Options {
  readonly blob: string;
  readonly keyException?: number;
}
export interface BackupOptions extends SignInOptions, StorageOptions {
  readonly account: string;
  readonly container: string;
  readonly typedFolder: string;
}
export interface RestoreOptions extends Options, StorageOptions {
  readonly operators: string[];
  readonly inventory?: string;
  readonly holdException?: number;
  readonly lockOutException?: number;
  readonly externalException?: number;
}
export interface VerifyOptions extends SignInOptions {
  readonly inventory?: string;
  readonly out: string;
}

export async function created(call: CallContext, options: NewHsmOptions): Promise<CommandResult> {
  return createdHsm(await createHsm(call, newHsmOrder(options)));
}

export async function saveKey(
  call: CallContext,
  emergency: OpenEmergency,
  options: Options & { readonly out: string },
): Promise<CommandResult> {
  await refuseExisting(options.out);
  const { observation, key, verdict } = await initRecovery(call, confirmationOf(options));
  await emergency.keepObservation(observation, verdict.checks);
  const pem = encodePem('CERTIFICATE', parseExchangeKeyFile(decodeBase64(observation.answer)).certificateDer);
  await writeNewFile(options.out, Buffer.from(pem, 'latin1'));
  return {
    next: [{ step: 'custodians', isElsewhere: true }, { step: 'emergency' }],
    result: { file: options.out, exchange: key, verdict },
    text: ({ commands: { hsm: texts, recover } }) => [
      row(recover.keySaved, visibleText(options.out)),
      ...fingerprintLines(texts.exchangeCertificate, key.certificateSha256),
    ],
  };
}

export async function uploaded(
  call: CallContext,
  emergency: OpenEmergency,
  options: UploadOptions,
): Promise<CommandResult> {
  const { bytes: blob } = await readBlobFile(options.blob);
  const { state } = call.journal;
  const blobSha256 = sha256(blob).toString('hex');
  if (state.blobRead?.blobSha256 !== blobSha256) await emergency.takeBlob(blob);
  const { keyException } = options;
  const order = { blob, confirmation: confirmationOf(options), ...(keyException !== undefined && { keyException }) };
  await recoverWithBlob(call, order, ({ observation, verdict }) =>
    emergency.keepObservation(observation, verdict.checks),
  );
  return {
    result: { verdict: 'succeeded', blobSha256 },
    text: ({ commands: { recover: texts } }) => [texts.uploaded],
  };
}

/** Notes where the backup lies, before the way to it is opened. @throws USAGE */
export const namedIn =
  (options: BackupOptions) =>
  async (emergency: OpenEmergency): Promise<void> => {
    const { shape } = namedBackup;
    const account = options.account.replace(/\/$/u, '');
    const named = {
      account: taken(shape.account, account, '--account', 'https://ACCOUNT.blob.core.windows.net'),
      container: taken(shape.container, options.container, '--container', 'mhsm-backups'),
      folder: taken(shape.folder, options.typedFolder, '--typed-folder', 'mhsm-NAME-20261014120000'),
    };
    if (!isDeepStrictEqual(emergency.backup, named)) await emergency.nameBackup(named);
  };

export async function backedUp(call: CallContext, _: OpenEmergency, options: BackupOptions): Promise<CommandResult> {
  const { id, result } = await backUp(call, await storageAccess(options, 'backup', call));
  const hold = holdOf(call);
  const holdEnds = hold.phase === 'no-restore-point' ? null : new Date(hold.endsMs).toISOString();
  return {
    result: { id, folderUri: result.folderUri, holdEnds, backup: options.typedFolder },
    text: ({ commands: { hsm: texts } }) => [
      texts.backedUp(result.folderUri),
      ...(holdEnds === null ? [] : [texts.holdEnds(holdEnds)]),
    ],
  };
}

export async function restored(call: CallContext, _: OpenEmergency, options: RestoreOptions): Promise<CommandResult> {
  const { holdException, lockOutException, externalException } = options;
  const { id } = await restore(call, {
    access: await storageAccess(options, 'restore', call),
    confirmation: confirmationOf(options),
    operators: options.operators,
    inventory: await readInventory(options.inventory),
    ...(holdException !== undefined && { holdException }),
    ...(lockOutException !== undefined && { lockOutException }),
    ...(externalException !== undefined && { externalException }),
  });
  return {
    result: { id, verdict: 'succeeded' },
    text: ({ commands }) => [commands.hsm.restored],
  };
}

export async function verified(
  call: CallContext,
  { typed }: OpenEmergency,
  options: VerifyOptions,
): Promise<CommandResult> {
  await refuseExisting(options.out);
  const expected = await readInventory(options.inventory);
  const partial = `${options.out}.partial`;
  const comparison = expected && (await verifyRecovered(call, expected, { partial }));
  const recovered = comparison?.recovered ?? (await listRecovered(call, { partial }));
  const bytes = encodeInventory(recovered);
  await writeNewFile(options.out, bytes);
  const differences = comparison?.differences ?? [];
  const stopping = stoppingCount(differences);
  const notCompared = comparison?.notCompared ?? [];
  const compared = expected && { expected, differences: stopping };
  await noteVerified(call, recovered, compared, typed.people);
  const counts = countsOf(recovered);
  return {
    refused: stopping > 0,
    result: { compared: expected !== undefined, differences, notCompared, ...counts, file: options.out },
    text: ({ commands: { recover: texts, hsm }, online }) => [
      expected === undefined
        ? texts.listed(counts.keys, counts.versions, counts.roles)
        : stopping > 0
          ? hsm.notSame
          : notCompared.length > 0
            ? hsm.sameAsCompared
            : hsm.same,
      ...notComparedLines(notCompared, hsm, online.inventory),
      ...(differences.length > stopping ? [hsm.byHand(differences.length - stopping)] : []),
      ...fingerprintLines(hsm.recoveredInventory, sha256(bytes).toString('hex')),
    ],
  };
}
