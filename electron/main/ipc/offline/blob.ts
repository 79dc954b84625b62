// Calls about the restore blob: build it, or in a drill prove that it could be built, and write it to the OUT stick.
import { join } from 'node:path';
import type { OfflineHandlers } from '../../../../shared/contract/offline/contract.ts';
import type { View } from '../../../../shared/contract/offline/view.ts';
import { refuse } from '../../../../shared/faults/fault.ts';
import { sha256 } from '../../core/encoding/bytes.ts';
import { assertNoSecrets } from '../../core/transfer/outgoing-scan.ts';
import type { Desk } from '../../offline/desk.ts';
import type { RecoverySession } from '../../offline/recovery-session.ts';
import { writeNewFile } from '../../ports/files.ts';

export function blobCalls(desk: Desk): OfflineHandlers['blob'] {
  return {
    async build() {
      const { purpose } = desk.running('blob.build');
      const { have, required, turn } = desk.view.custodians;
      const { session } = desk.behind;
      desk.need(turn.phase === 'nobody', 'nobody at the screen', 'blob.build');
      if (session === undefined || have < required) return tooEarly('all custodians');
      desk.update({ blob: { phase: 'building' } });
      try {
        return purpose === 'recovery' ? await build(desk, session) : await prove(desk, session);
      } catch (error) {
        desk.update({ blob: { phase: 'none' } });
        throw error;
      }
    },
    async export() {
      const { id } = desk.running('blob.export');
      const { blob } = desk.behind;
      if (blob === undefined) return tooEarly('a restore blob');
      const out = desk.world.volumes.withRole('out');
      const name = `restore-blob-${id}.json`;
      assertNoSecrets(blob);
      await writeNewFile(join(out.path, name), blob);
      const file = { volume: out.name, name, bytes: blob.length, sha256: sha256(blob).toString('hex'), readBack: true };
      return desk.update({ written: [...desk.view.written, file] });
    },
  };
}

async function build(desk: Desk, session: RecoverySession): Promise<View> {
  const { exchangeKey, certificateSha256 } = desk.behind;
  if (exchangeKey === undefined || certificateSha256 === undefined) return tooEarly('an exchange key');
  const { blob, datumTags } = await session.buildBlob(exchangeKey);
  desk.behind.blob = blob;
  // The shares have done their work: nobody needs them any more.
  session.end();
  delete desk.behind.session;
  return desk.update({
    blob: {
      phase: 'built',
      bytes: blob.length,
      sha256: sha256(blob).toString('hex'),
      wrappedFor: Buffer.from(certificateSha256, 'hex').toString('base64url'),
      data: datumTags.length,
    },
  });
}

async function prove(desk: Desk, session: RecoverySession): Promise<View> {
  const { datumTags } = await session.checkQuorum();
  session.end();
  delete desk.behind.session;
  return desk.update({ blob: { phase: 'proven', data: datumTags.length } });
}

function tooEarly(needs: 'all custodians' | 'a restore blob' | 'an exchange key'): never {
  return refuse({ code: 'CALL_OUT_OF_ORDER', call: 'blob', needs });
}
