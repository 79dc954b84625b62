// The register of custody.
import { z } from 'zod';
import type { QuorumHealth } from '../../custody/health.ts';
import { call } from '../define.ts';
import { fileToken } from '../files.ts';
import { ours } from '../ours.ts';

const health = ours<QuorumHealth>('custodians');
const custodyView = z.strictObject({ practice: z.boolean(), hsmUri: z.string(), required: z.int(), health });
export type CustodyView = z.output<typeof custodyView>;

export const custodyCalls = {
  /** Judges a register for a day; null is today by this machine's clock. */
  check: call(z.strictObject({ register: fileToken, on: z.iso.date().nullable() }), custodyView),
};
