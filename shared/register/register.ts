// The register of custody: who holds which key, where both copies of it lie or the token that has it, who can reach them, and when each was
// last proven.
import { z } from 'zod';
import { ceremonyId, hsmUri, lineOfText, personName, sha256Hex } from '../schemas/atoms.ts';
import { keptAttestation, tokenShape } from './token.ts';

/**
 * How a copy of a key showed that it still opens its share. A recovery is none of them: nobody says there which copy it is. Without a
 * certificate beside the key, nothing but the key's own process says what a share check showed.
 */
export const proofKinds = ['activation', 're-wrap', 'share-check', 'share-check-on-its-word', 'quorum-drill'] as const;
export type ProofKind = (typeof proofKinds)[number];

/** The members of a register. Its texts are as strict as `text` leaves them; everything else is the same in a register and in its draft. */
function registerShape(text: (strict: z.ZodType<string, string>) => z.ZodType<string, string>) {
  const id = text(z.string().regex(/^[a-z][a-z0-9-]{0,31}$/));

  const proof = z.strictObject({ on: text(z.iso.date()), how: z.enum(proofKinds), ceremony: text(ceremonyId) });

  const copy = z.strictObject({
    site: id,
    /** The serial number of the stick or token, and of the bag that it is sealed in. */
    serial: text(lineOfText(40)).nullable(),
    bag: text(lineOfText(40)).nullable(),
    /** Null until this very copy has opened its share. */
    proof: proof.nullable(),
    /** Of a token in the place of a stick; not there for a stick. */
    token: z.exactOptional(
      z.strictObject({
        ...tokenShape(text),
        /** Proof by its vendor that the key was made on it; not there where nobody has one. */
        attestation: z.exactOptional(keptAttestation),
      }),
    ),
  });

  const custodian = z.strictObject({
    id: text(z.string().regex(/^C(?:[1-9]|10)$/)),
    person: id,
    /** SHA-256 of the certificate in DER. */
    certificateSha256: text(sha256Hex),
    /** How often, of a hundred calls, this person can come within the time that was agreed. */
    availabilityPercent: z.int().min(0).max(100),
    /** Where the envelope with the passphrase or the PIN lies, and nowhere else; null where it is in a memory alone. */
    envelopeSite: id.nullable(),
    /** Two, or one where the key is on a token: there it has no copy (`rules.ts`). */
    copies: z.tuple([copy], copy).check(z.maxLength(2)),
  });

  return z.strictObject({
    format: z.literal('lifeboat-custody'),
    v: z.literal(2),
    practice: z.boolean(),
    /** The HSM that the security domain is of. */
    hsm: z.strictObject({ name: text(lineOfText(24)), uri: text(hsmUri) }),
    /** Of the downloaded file; null until it is there. */
    securityDomainSha256: text(sha256Hex).nullable(),
    /** How many custodians must come: M. */
    required: z.int().min(2).max(10),
    /** After how many days a copy is to be proven again. */
    proofEveryDays: z.int().min(7).max(366),
    /** When people last went through the register together. */
    reviewedOn: text(z.iso.date()).nullable(),
    people: z
      .array(
        z.strictObject({
          id,
          name: text(personName),
          employer: text(lineOfText(80)).nullable(),
          /** Whether this person can administer an HSM of the same security domain. */
          hsmAdministrator: z.boolean(),
        }),
      )
      .min(1)
      .max(60),
    sites: z
      .array(
        z.strictObject({
          id,
          name: text(lineOfText(80)),
          /** Sites of one region can be lost together. */
          region: text(lineOfText(40)).nullable(),
          /** People who can open what is kept here without anybody else: nobody alone, or null while people have not said. */
          keyholders: z.array(id).max(20).nullable(),
        }),
      )
      .min(1)
      .max(20),
    custodians: z.array(custodian).min(2).max(10),
    /** Of the map of consumers that is kept beside the record of a backup; not there where nobody took one. */
    consumersSha256: z.exactOptional(text(sha256Hex)),
  });
}

export const registerSchema = registerShape((strict) => strict);
/** A register that people are still writing: its members are there, and its texts may be anything. */
export const registerDraftSchema = registerShape(() => z.string().max(400));
export type CustodyRegister = z.infer<typeof registerSchema>;
export type RegisteredCustodian = CustodyRegister['custodians'][number];
export type RegisterCopy = RegisteredCustodian['copies'][number];
