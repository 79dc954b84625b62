// Calls about new custodian keys: made in a process of their own, encrypted before they leave it, written to the custodian's stick.
import { join } from 'node:path';
import type { OfflineHandlers } from '../../../../shared/contract/offline/contract.ts';
import type { WrittenFile } from '../../../../shared/contract/files.ts';
import { refuse } from '../../../../shared/faults/fault.ts';
import { sha256, wipe } from '../../core/encoding/bytes.ts';
import { encodePem } from '../../core/encoding/pem.ts';
import type { Desk } from '../../offline/desk.ts';
import { passGap } from '../../offline/gap-watch.ts';
import { makeKey, type NewKey, type NewKeyRequest } from '../../offline/make-key.ts';
import { refuseExisting, writeNewFile } from '../../ports/files.ts';
import type { Medium } from '../../ports/volumes/medium.ts';
import { disk } from '../../ports/disk.ts';

export function keyCalls(desk: Desk): OfflineHandlers['keys'] {
  return {
    async create({ label, bits }) {
      const { practice, purpose } = desk.running('keys.create');
      if (purpose !== 'custodian-keys')
        refuse({ code: 'CALL_OUT_OF_ORDER', call: 'keys.create', needs: 'a running ceremony' });
      await passGap(desk, practice);
      const stick = desk.world.volumes.withRole('custodian');
      // Before anybody types a passphrase in vain.
      await refuseExisting(join(stick.path, `${label}.key`), join(stick.path, `${label}.cer`));
      desk.update({ makingKey: label });
      const { encryptedKeyPem, certificateDer } = await made(desk, label, bits).finally(() => {
        desk.update({ makingKey: null });
      });
      const files = await writeBoth(stick, label, { encryptedKeyPem, certificateDer });
      const created = { label, bits, certificateSha256: sha256(certificateDer).toString('hex'), files };
      desk.world.volumes.release('custodian');
      desk.showVolumes();
      return desk.update({
        createdKeys: [...desk.view.createdKeys, created],
        written: [...desk.view.written, ...files],
      });
    },
  };
}

/** Somebody is at the keyboard for as long as this takes; the idle lock watches. */
async function made(desk: Desk, label: string, bits: NewKeyRequest['bits']): Promise<NewKey> {
  const passphrase = await desk.world.askPassphrase({ who: { name: label }, fileName: `${label}.key`, use: 'new-key' });
  try {
    return await makeKey(desk.world.host, {
      name: label,
      bits,
      passphrase: { from: 'message' },
      passphraseBytes: passphrase,
      now: desk.world.now().getTime(),
    });
  } finally {
    wipe(passphrase);
  }
}

/**
 * The certificate first: alone it is worth nothing to anybody, while a key without it would look like a custodian's. Where the key cannot
 * be written, the certificate goes again, so that the same name can be tried once more.
 */
async function writeBoth(
  stick: Medium,
  label: string,
  { encryptedKeyPem, certificateDer }: NewKey,
): Promise<WrittenFile[]> {
  const names = { key: `${label}.key`, certificate: `${label}.cer` };
  const certificate = await write(stick, names.certificate, Buffer.from(encodePem('CERTIFICATE', certificateDer)));
  try {
    return [await write(stick, names.key, encryptedKeyPem), certificate];
  } catch (error) {
    await disk.unlink(join(stick.path, names.certificate)).catch(() => undefined);
    throw error;
  }
}

async function write(stick: Medium, name: string, bytes: Uint8Array): Promise<WrittenFile> {
  await writeNewFile(join(stick.path, name), bytes);
  return { volume: stick.name, name, bytes: bytes.length, sha256: sha256(bytes).toString('hex'), readBack: true };
}
