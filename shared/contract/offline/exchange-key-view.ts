// The exchange key: what was checked, and whether people have compared its words.
import { z } from 'zod';
import { sha256Hex } from '../../schemas/atoms.ts';
import { ourExchangeKeyCheck } from '../ours.ts';
import { signers } from '../signers.ts';
import { readBackAsking } from '../read-back-view.ts';
import { loadedFile } from './security-domain-view.ts';

const assessed = {
  file: loadedFile,
  host: z.string(),
  checks: z.array(ourExchangeKeyCheck),
  /** Who fetched it and signed its bundle. */
  signers,
  /** Why a key without attestation was accepted, and by whom; null where it is attested. */
  exception: z.strictObject({ reason: z.string(), approvers: z.array(z.string()) }).nullable(),
};

export const exchangeKeyView = z.discriminatedUnion('phase', [
  z.strictObject({ phase: z.literal('none') }),
  /**
   * Refused by a check; which one is in `checks`. `unattested`: nothing is wrong with it except that it carries no attestation, so that
   * two people may accept it by an exception. Everything else is an incident.
   */
  z.strictObject({ phase: z.literal('refused'), ...assessed, unattested: z.boolean() }),
  /** All checks passed, and people must compare words. No fingerprint is shown before they have. */
  z.strictObject({ phase: z.literal('unconfirmed'), ...assessed, words: readBackAsking }),
  /** The words were wrong too often: only an exception leads on. */
  z.strictObject({ phase: z.literal('locked'), ...assessed }),
  z.strictObject({ phase: z.literal('confirmed'), ...assessed, certificateSha256: sha256Hex }),
]);
export type ExchangeKeyView = z.output<typeof exchangeKeyView>;
