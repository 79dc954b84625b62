// Calls about new custodian keys: made in their own process, encrypted before they leave it, written to the custodian's stick.
import { basename } from 'node:path';
import type { OfflineHandlers } from '#shared/contract/offline/contract.ts';
import { refuse } from '#shared/faults/fault.ts';
import { sha256, wipe } from '#core/encoding/bytes.ts';
import { writtenFile } from '#services/app/chosen-files.ts';
import type { OfflineAppState } from '#services/offline/app-state.ts';
import { passGap } from '#services/offline/gap-watch.ts';
import { makeKey, type NewKey, type NewKeyRequest } from '#services/offline/make-key.ts';
import { withStick } from '#services/offline/with-stick.ts';
import { refuseKeyPair, writeKeyPair } from '#services/identity/key-pair.ts';

export function keyCalls(appState: OfflineAppState): OfflineHandlers['keys'] {
  return {
    async create({ label, bits }) {
      const { purpose } = appState.running('keys.create');
      if (purpose !== 'custodian-keys')
        refuse({ code: 'CALL_OUT_OF_ORDER', call: 'keys.create', needs: 'a running ceremony' });
      await passGap(appState, 'keys.create');
      const stick = appState.world.volumes.withRole('custodian');
      // Before anybody types a passphrase in vain.
      await refuseKeyPair(stick.path, label);
      appState.update({ makingKey: label });
      const { pair, key, certificate } = await withStick(appState, async () => {
        const pair = await made(appState, label, bits).finally(() => {
          appState.update({ makingKey: null });
        });
        return { pair, ...(await writeKeyPair(stick.path, label, pair)) };
      });
      const files = [key, certificate].map(({ path, bytes }) => writtenFile(stick.name, basename(path), bytes));
      const created = { label, bits, certificateSha256: sha256(pair.certificateDer).toString('hex'), files };
      appState.world.volumes.release('custodian');
      return appState.update({
        createdKeys: [...appState.state.createdKeys, created],
        written: [...appState.state.written, ...files],
      });
    },
  };
}

/** Somebody is at the keyboard for as long as this takes; the idle lock watches. */
async function made(appState: OfflineAppState, label: string, bits: NewKeyRequest['bits']): Promise<NewKey> {
  const passphrase = await appState.world.askPassphrase({
    who: { name: label },
    fileName: `${label}.key`,
    use: 'new-key',
  });
  try {
    return await makeKey(appState.world.host, {
      name: label,
      bits,
      passphrase: { from: 'message' },
      passphraseBytes: passphrase,
      now: appState.world.now().getTime(),
    });
  } finally {
    wipe(passphrase);
  }
}
