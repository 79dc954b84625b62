// Packages of evidence: built, and checked.
import { z } from 'zod';
import type { EvidenceReport } from '../../evidence/report.ts';
import { sha256Hex } from '../../schemas/atoms.ts';
import { call } from '../define.ts';
import { fileToken } from '../files.ts';
import { ours } from '../ours.ts';

const report = ours<EvidenceReport>('proven');

/** The ends of journals, by whose machine wrote them. */
const journalHeads = z.strictObject({
  offline: z.exactOptional(sha256Hex),
  'operator-1': z.exactOptional(sha256Hex),
  'operator-2': z.exactOptional(sha256Hex),
});

export const evidenceCalls = {
  /** All hashes are typed from paper; of each that is not, the report says that nobody compared it. */
  verify: call(z.strictObject({ folder: fileToken, planSha256: sha256Hex.nullable(), journalHeads }), report, 'passes'),
  /**
   * Collects and checks a package as a new folder in the one that was chosen. That of a ceremony is signed, and the identity's passphrase is
   * asked for; an emergency has neither plan nor identity.
   */
  build: call(
    z.strictObject({
      signed: z.strictObject({ plan: fileToken, identity: fileToken }).nullable(),
      folder: fileToken,
      journals: z.array(fileToken).max(10),
      bundles: z.array(fileToken).max(200),
      documents: z.array(fileToken).max(500),
      service: z.array(fileToken).max(500),
      certificates: z.array(fileToken).max(50),
      verdicts: z.array(fileToken).max(50),
      lists: z.array(fileToken).max(200),
    }),
    z.strictObject({ name: z.string(), report }),
  ),
};
