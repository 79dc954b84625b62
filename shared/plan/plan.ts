// The plan: one file that says who does what, to which HSM, with which keys. Everything else in a ceremony is compared with it.
import { z } from 'zod';
import {
  base64Text,
  ceremonyId,
  guid,
  hsmResourceId,
  hsmUri,
  lineOfText,
  personName,
  sha256Hex,
} from '../schemas/atoms.ts';
import { scriptGrades } from '../ceremony/model.ts';
import { creationSchema } from './creation-schema.ts';
import { tokenShape } from '../register/token.ts';

/** REQ-17. ADM is not an actor: it marks an administrator of an HSM that is concerned. */
export const planRoles = ['CA', 'OP', 'C', 'RO1', 'RO2', 'W1', 'W2', 'MC', 'SL', 'ADM'] as const;
export type PlanRole = (typeof planRoles)[number];

export const ceremonyKinds = ['activation', 're-wrap', 'recovery', 'drill'] as const;

/** Makes the schema of a piece of text out of the strict one. */
type TextSchema = (strict: z.ZodType<string, string>) => z.ZodType<string, string>;

/** The members of a plan. Its texts are as strict as `text` leaves them; everything else is the same in a plan and in its draft. */
function planShape(text: TextSchema) {
  const personId = text(z.string().regex(/^[a-z][a-z0-9-]{0,31}$/));
  const custodianId = text(z.string().regex(/^C(?:[1-9]|10)$/));
  const hsmName = text(z.string().regex(/^[A-Za-z](?:-?[A-Za-z0-9]){2,23}$/));

  const hsm = z.strictObject({
    name: hsmName,
    uri: text(hsmUri),
    resourceId: text(hsmResourceId),
    tenant: text(guid),
    subscription: text(guid),
    resourceGroup: text(z.string().regex(/^[\w.()-]{1,90}$/)),
    location: text(z.string().regex(/^[a-z0-9]{2,40}$/)),
  });

  const person = z.strictObject({
    id: personId,
    name: text(personName),
    employer: text(lineOfText(80)).nullable(),
    /** The number that is called for a read-back: from the plan, never from a bundle. */
    phone: text(z.string().regex(/^[+0-9][0-9 ()/-]{3,30}$/)).nullable(),
    roles: z.array(z.enum(planRoles)).max(6),
  });

  const custodian = z.strictObject({
    id: custodianId,
    person: personId,
    site: text(lineOfText(80)).nullable(),
    /** SHA-256 of the certificate in DER; null where the ceremony makes it. */
    certificateSha256: text(sha256Hex).nullable(),
    /** The token that has the key; not there for a key in files. */
    token: z.exactOptional(z.strictObject({ serial: text(lineOfText(40)).nullable(), ...tokenShape(text) })),
  });

  const identity = z.strictObject({
    role: z.enum(['operator-1', 'operator-2', 'offline', 'witness']),
    person: personId,
    /** SubjectPublicKeyInfo in DER, base64. */
    spki: text(base64Text.min(4).max(400)),
  });

  const backup = z.strictObject({
    method: z.enum(['identity', 'sas']),
    account: text(
      z
        .string()
        .regex(
          /^https:\/\/[a-z0-9]{3,24}\.blob\.(?:core\.windows\.net|core\.usgovcloudapi\.net|core\.chinacloudapi\.cn|practice\.invalid)$/,
        ),
    ),
    container: text(z.string().regex(/^[a-z0-9](?:-?[a-z0-9]){2,62}$/)),
    /** The folder of the source's backup, for a recovery; null where the backup is made in the ceremony. */
    folder: text(z.string().regex(/^mhsm-[A-Za-z0-9-]{3,24}-[0-9]{14,18}$/)).nullable(),
    /** Resource id of the user-assigned identity, for the method `identity`. */
    identity: text(
      z
        .string()
        .regex(
          /^\/subscriptions\/[0-9a-f-]{36}\/resourceGroups\/[\w.()-]{1,90}\/providers\/Microsoft\.ManagedIdentity\/userAssignedIdentities\/[\w-]{3,128}$/,
        ),
    ).nullable(),
  });

  /** A conflict of roles that a small firm accepts, by a printed exception. */
  const waiver = z.strictObject({
    person: personId,
    roles: z.tuple([z.enum(planRoles), z.enum(planRoles)]),
    reason: text(lineOfText(300)),
  });

  const network = z.strictObject({
    /** A proxy that takes CONNECT, without its own sign-in. */
    proxy: text(z.string().regex(/^http:\/\/[A-Za-z0-9.-]{1,120}:[1-9][0-9]{0,4}$/)).nullable(),
    /** Roots beside those of the operating system: X.509 in DER, base64. */
    roots: z
      .array(z.strictObject({ name: text(lineOfText(80)), certificate: text(base64Text.min(4).max(6000)) }))
      .max(4),
  });

  /** How long journeys take, in minutes one way: from one room to the other, and from each site of custodians to the place. */
  const travel = z.strictObject({
    rooms: z.int().min(0).max(1440),
    sites: z.array(z.strictObject({ site: text(lineOfText(80)), minutes: z.int().min(0).max(10_080) })).max(10),
  });

  return z.strictObject({
    format: z.literal('lifeboat-plan'),
    v: z.literal(1),
    ceremony: text(ceremonyId),
    kind: z.enum(ceremonyKinds),
    practice: z.boolean(),
    purpose: text(lineOfText(200)),
    place: text(lineOfText(120)),
    date: text(z.iso.date()),
    /** The HSM whose keys are wanted back; null where only one HSM is concerned. */
    source: z.strictObject({ name: hsmName, uri: text(hsmUri) }).nullable(),
    /** The HSM that the ceremony acts on. */
    target: hsm,
    /** How many custodians there are (N), and how many must come (M). */
    quorum: z.strictObject({ custodians: z.int().min(3).max(10), required: z.int().min(2).max(10) }),
    custodians: z.array(custodian).min(1).max(10),
    people: z.array(person).min(1).max(40),
    identities: z.array(identity).max(4),
    waivers: z.array(waiver).max(20),
    backup: backup.nullable(),
    /** The security domain in the register: its hash, and where that hash is from. Null where the ceremony makes a new one. */
    securityDomain: z.strictObject({ sha256: text(sha256Hex), provenance: text(lineOfText(200)) }).nullable(),
    /** Enclave signers (MRSIGNER) that an exchange key's attestation may name. */
    enclaveSigners: z.array(text(sha256Hex)).min(1).max(8),
    versions: z.strictObject({ app: text(lineOfText(32)), bootMediumSha256: text(sha256Hex).nullable() }),
    /** How the operators' machines reach Azure: straight, with the roots of their systems, where it is left out. */
    network: network.exactOptional(),
    /** Which script is printed: `full` where it is left out. */
    grade: z.enum(scriptGrades).exactOptional(),
    /** How a new HSM is made; as Azure does by itself, where it is left out. */
    creation: creationSchema.exactOptional(),
    /** Without it, the timeline has no journeys. */
    travel: travel.exactOptional(),
  });
}

export const planSchema = planShape((strict) => strict);
export type Plan = z.infer<typeof planSchema>;

/** Above every limit that the schema of a plan sets for one text. */
const maxDraftText = 8000;
/** A plan that people are still writing: its members are there, and its texts may be anything, blanks among them. */
export const planDraftSchema = planShape(() => z.string().max(maxDraftText));
