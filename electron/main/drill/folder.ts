// The folder of a drill: each side its own, the sticks between them, the custodians' sticks, and what would be on paper.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { SignerRole } from '#core/transfer/roles.ts';

export type DrillFolder = ReturnType<typeof drillFolder>;

export const drillFolder = (root: string) => ({
  root,
  /** How the drill was begun: for one that was killed before its plan was made. */
  settings: join(root, 'PRACTICE-drill.json'),
  /** The practice cloud, which no power cut on an app state reaches. */
  cloud: join(root, 'practice-cloud'),
  /** One folder for each custodian. */
  sticks: join(root, 'sticks'),
  /** Carries bundles to the offline machine, and back from it. */
  usbIn: join(root, 'usb-in'),
  usbOut: join(root, 'usb-out'),
  /** What somebody else put on a stick; no bundle of it is ever accepted. */
  usbFalse: join(root, 'usb-false'),
  machine: {
    offline: join(root, 'offline'),
    'operator-1': join(root, 'online', 'operator-1'),
    'operator-2': join(root, 'online', 'operator-2'),
    witness: join(root, 'witness'),
  } satisfies Record<SignerRole, string>,
  journal: (role: Journaling): string => join(drillFolder(root).machine[role], 'journal.jsonl'),
  securityDomain: join(root, 'offline', 'security-domain.json'),
  restoreBlob: (blobSha256: string): string => join(root, 'offline', `restore-blob-${blobSha256.slice(0, 16)}.json`),
  verdict: (verdictSha256: string): string => join(root, 'offline', `verdict-${verdictSha256.slice(0, 16)}.json`),
  inventory: join(root, 'online', 'inventory.json'),
  /** Who used the keys of HSM A. */
  consumers: join(root, 'online', 'consumers.json'),
  /** What each of them must change. */
  consumerTable: join(root, 'online', 'consumers.csv'),
  keyProof: join(root, 'online', 'key-proof.json'),
  plan: join(root, 'plan.dsse.json'),
  /** In earnest, this hash is on paper. */
  planSha256: join(root, 'PRACTICE-paper-plan-sha256.txt'),
  evidence: join(root, 'evidence'),
});

/** Machines that keep a journal. */
export const journaling = ['offline', 'operator-1', 'operator-2'] as const;
export type Journaling = (typeof journaling)[number];

export async function makeDrillFolder({ usbIn, usbOut, usbFalse, sticks, machine }: DrillFolder): Promise<void> {
  for (const folder of [usbIn, usbOut, usbFalse, sticks, ...Object.values(machine)]) {
    await mkdir(folder, { recursive: true });
  }
}

export const custodianNames = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => `custodian-${i + 1}`);

/** A custodian's stick in practice: a folder with a key or a token, a certificate and the passphrase. */
export function stickOf(sticks: string, name: string) {
  const folder = join(sticks, name);
  return {
    folder,
    keyFile: join(folder, `${name}.key`),
    certificateFile: join(folder, `${name}.cer`),
    token: join(folder, 'PRACTICE-token'),
    passphrase: { from: 'file', path: join(folder, 'PRACTICE-passphrase.txt') } as const,
  };
}
