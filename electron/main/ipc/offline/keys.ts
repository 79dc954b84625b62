// Calls about new custodian keys: made in a process of their own, encrypted before they leave it, written to the custodian's stick.
import { basename } from 'node:path';
import type { OfflineHandlers } from '#shared/contract/offline/contract.ts';
import type { WrittenFile } from '#shared/contract/files.ts';
import { refuse } from '#shared/faults/fault.ts';
import { sha256, wipe } from '#core/encoding/bytes.ts';
import type { Desk } from '#services/offline/desk.ts';
import { passGap } from '#services/offline/gap-watch.ts';
import { makeKey, type NewKey, type NewKeyRequest } from '#services/offline/make-key.ts';
import { type KeyPairFile, refuseKeyPair, writeKeyPair } from '#services/identity/key-pair.ts';
import type { Medium } from '#platform/volumes/medium.ts';

export function keyCalls(desk: Desk): OfflineHandlers['keys'] {
  return {
    async create({ label, bits }) {
      const { practice, purpose } = desk.running('keys.create');
      if (purpose !== 'custodian-keys')
        refuse({ code: 'CALL_OUT_OF_ORDER', call: 'keys.create', needs: 'a running ceremony' });
      await passGap(desk, practice);
      const stick = desk.world.volumes.withRole('custodian');
      // Before anybody types a passphrase in vain.
      await refuseKeyPair(stick.path, label);
      desk.update({ makingKey: label });
      const pair = await made(desk, label, bits).finally(() => {
        desk.update({ makingKey: null });
      });
      const { key, certificate } = await writeKeyPair(stick.path, label, pair);
      const files = [writtenFile(stick, key), writtenFile(stick, certificate)];
      const created = { label, bits, certificateSha256: sha256(pair.certificateDer).toString('hex'), files };
      desk.world.volumes.release('custodian');
      return desk.update({
        createdKeys: [...desk.state.createdKeys, created],
        written: [...desk.state.written, ...files],
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

const writtenFile = (stick: Medium, { path, bytes }: KeyPairFile): WrittenFile => ({
  volume: stick.name,
  name: basename(path),
  bytes: bytes.length,
  sha256: sha256(bytes).toString('hex'),
  readBack: true,
});
