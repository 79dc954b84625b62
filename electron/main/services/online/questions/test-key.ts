// A test key whose public half is on paper: what is typed there says whether the recovered keys work.
import { z } from 'zod';
import { refuse } from '#shared/faults/fault.ts';
import { parsePrintedFingerprint } from '#shared/formatting/fingerprint.ts';
import { field, press, type Question } from '../../app/confirmation.ts';
import type { Canary } from '../../recovery/canary.ts';
import type { OpenCeremony } from '../open-ceremony.ts';

const named = z.object({ key: z.string().regex(/^[A-Za-z0-9-]{1,127}$/), version: z.string().regex(/^[0-9a-f]{32}$/) });

export const askTestKey = ({ particulars: { practice } }: OpenCeremony): Question<Canary> => ({
  practice,
  draw({ screens: { online } }) {
    const t = online.pages.verify;
    return {
      title: t.canary,
      lead: [],
      facts: [],
      fields: [field('key', t.key), field('version', t.version), field('hash', t.hash)],
      acts: [press(t.action)],
    };
  },
  take({ typed: { key = '', version = '', hash = '' } }) {
    const read = named.safeParse({ key: key.trim(), version: version.trim().toLowerCase() });
    if (!read.success) {
      const paths = read.error.issues.map(({ path }) => path.map(String).join('.'));
      return refuse({ code: 'CALL_MALFORMED', call: 'steps.verify', paths });
    }
    return { ...read.data, publicSha256: parsePrintedFingerprint(hash) };
  },
  again: ['CALL_MALFORMED', 'FINGERPRINT_HEX_LENGTH', 'FINGERPRINT_HEX_DIGIT', 'FINGERPRINT_WORDS'],
});
