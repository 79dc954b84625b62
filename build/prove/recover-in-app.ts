// A recovery in the app as people do it, for proofs that look on.
import type { OfflinePages } from '../../e2e/pages/offline-pages.ts';
import { passphraseOf, type Room } from '../../e2e/room.ts';

/**
 * Two custodians give their shares, one of them by a passphrase, and the blob is built.
 * @param look called while everything waits for people
 */
export async function recoverInApp(pages: OfflinePages, room: Room, look: (at: string) => void): Promise<void> {
  await pages.toCustodians(room, 'PRACTICE-2026-01');
  look('before the first custodian');
  for (const [at, passphrase] of [
    [1, passphraseOf(1)],
    [3, ''],
  ] as const) {
    room.plugIn(`C${at}`);
    await pages.giveShare(`C${at}`, new RegExp(`custodian-${at}[.]key`), passphrase);
    look(`after custodian ${at}`);
    room.takeOut(`C${at}`);
    await pages.press('My stick is out');
  }
  await pages.title('Build the restore blob');
  look('before the build');
  await pages.approveAndHold('Hold to build');
  await pages.title('The restore blob is built');
  look('after the build');
}
