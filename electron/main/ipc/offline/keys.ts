// Calls about new custodian keys: made in their own process, encrypted before they leave it, written to the custodian's stick.
import { basename } from 'node:path';
import type { OfflineHandlers } from '#shared/contract/offline/contract.ts';
import { refuse } from '#shared/faults/fault.ts';
import { sha256, wipe } from '#core/encoding/bytes.ts';
import { writtenFile } from '#services/app/chosen-files.ts';
import type { OfflineAppState } from '#services/offline/app-state.ts';
import { bringStick } from '#services/offline/bring-stick.ts';
import { fileWritten } from '#services/offline/ceremony/written-files.ts';
import { passGap } from '#services/offline/gap-watch.ts';
import { makeKey, type NewKey, type NewKeyRequest } from '#services/offline/make-key.ts';
import { askNewKey } from '#services/offline/questions/labels.ts';
import { untilPulled, withStick } from '#services/offline/with-stick.ts';
import { refuseKeyPair, writeKeyPair } from '#services/identity/key-pair.ts';

export function keyCalls(appState: OfflineAppState): OfflineHandlers['keys'] {
  return {
    async create({ bits }) {
      const { purpose, practice } = appState.running('keys.create');
      if (purpose !== 'custodian-keys')
        refuse({ code: 'CALL_OUT_OF_ORDER', call: 'keys.create', needs: 'a running ceremony' });
      await passGap(appState, 'keys.create');
      await bringStick(appState, {
        practice,
        lead: ({ screens: { keys } }) => [keys.insert, keys.alone],
      });
      const stick = appState.world.volumes.withRole('custodian');
      // Somebody is at the keyboard for as long as this takes; the idle lock watches.
      appState.update({ makingKey: stick.name });
      let label = '';
      const { pair, key, certificate } = await withStick(appState, async () => {
        const pair = await made(appState, {
          practice,
          bits,
          stick: stick.name,
          async name(typed) {
            await refuseKeyPair(stick.path, typed);
            label = typed;
          },
          labelled: () => label,
        }).finally(() => {
          appState.update({ makingKey: null });
        });
        return { pair, ...(await writeKeyPair(stick.path, label, pair)) };
      }).finally(() => appState.world.volumes.release('custodian'));
      const files = [key, certificate].map(({ path, bytes }) => writtenFile(stick.name, basename(path), bytes));
      const created = { label, bits, certificateSha256: sha256(pair.certificateDer).toString('hex'), files };
      const log = appState.log('keys.create');
      await log.append({ kind: 'key-made', key: created });
      for (const file of files) await log.append(fileWritten(file));
      return appState.update();
    },
  };
}

interface Asked {
  readonly practice: boolean;
  readonly bits: NewKeyRequest['bits'];
  readonly stick: string;
  readonly name: (label: string) => Promise<void>;
  readonly labelled: () => string;
}

async function made(appState: OfflineAppState, { labelled, ...asked }: Asked): Promise<NewKey> {
  const { world } = appState;
  const passphrase = await world.confirm(askNewKey({ ...asked, until: (ended) => untilPulled(appState, ended) }));
  try {
    return await makeKey(world.host, {
      name: labelled(),
      bits: asked.bits,
      passphrase: { from: 'message' },
      passphraseBytes: passphrase,
      now: world.now().getTime(),
    });
  } finally {
    wipe(passphrase);
  }
}
