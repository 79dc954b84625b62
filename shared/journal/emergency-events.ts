// What an emergency journal says beyond the events of every journal: it begins without a plan, and names what is therefore missing.
import { z } from 'zod';
import { appVersion, ceremonyId, hsmUri, lineOfText, personName, sha256Hex } from '../schemas/atoms.ts';
import { missingParts } from './missing-parts.ts';

const event = <Kind extends string, Shape extends z.ZodRawShape>(kind: Kind, shape: Shape) =>
  z.strictObject({ kind: z.literal(kind), ...shape });
const faultCode = z.string().regex(/^[A-Z][A-Z0-9_]{1,63}$/);
/** `https://ACCOUNT.blob.SUFFIX/CONTAINER`, as people typed it. */
const containerUri = lineOfText(300).regex(/^https:\/\/[a-z0-9.:-]+\/[a-z0-9/-]+$/);

/** The name of the format, in the first line of every emergency journal: it is no journal of a ceremony with a plan. */
export const emergencyFormat = 'lifeboat-emergency-journal';

export const emergencyEvents = [
  event('emergency-opened', {
    format: z.literal(emergencyFormat),
    ceremony: ceremonyId,
    practice: z.boolean(),
    machine: z.enum(['offline', 'online']),
    app: appVersion,
    missing: z.array(z.enum(missingParts)).min(1).max(missingParts.length),
  }),
  /** The HSM as people typed it: its address, and its name, which they type again before what cannot be taken back. */
  event('target-typed', { hsmUri, name: lineOfText(24) }),
  /** A file was offered as exchange key and refused, for which typed address, and by which fault. */
  event('exchange-key-refused', { fileSha256: sha256Hex, hsmUri, fault: faultCode }),
  /** A restore blob was read from a stick: what it is, and the thumbprint of the exchange certificate that it names, hex. */
  event('blob-read', { blobSha256: sha256Hex, blobBytes: z.int().min(1), certificateSha256: sha256Hex }),
  /** Where the backup lies, typed from paper. */
  event('backup-named', { container: containerUri, folder: lineOfText(80) }),
  /** What came back was compared: with the inventory in `baselineSha256`, or with nothing, where nobody had one. */
  event('restore-verified', {
    baselineSha256: sha256Hex.nullable(),
    inventorySha256: sha256Hex,
    keys: z.int().min(0),
    versions: z.int().min(0),
    /** Null where there was nothing to compare with. */
    differences: z.int().min(0).nullable(),
    by: z.array(personName).max(12),
  }),
] as const;
