// A plan to begin with: every member is there, and what only people can know is a blank that the check will name.
import { givesKeys } from './kind.ts';
import type { Plan } from './plan.ts';

/** What people fill in. It fits no field but free text, so that a forgotten blank is found. */
export const blank = 'FILL IN';

/** The signer of Managed HSM enclaves that was observed in a genuine exchange certificate of 2025. */
const observedEnclaveSigner = 'db55904b231f08298eb093180562d07631c3cab9b7706b2efa53da58b42c943a';

const backupPlace = { method: 'identity', account: blank, container: blank, identity: blank } as const;

export interface TemplateChoice {
  readonly kind: Plan['kind'];
  readonly practice: boolean;
  readonly ceremony: string;
  readonly date: string;
  readonly custodians: number;
  readonly required: number;
  readonly app: string;
}

const person = (id: string, ...roles: Plan['people'][number]['roles']): Plan['people'][number] => ({
  id,
  name: blank,
  employer: null,
  phone: null,
  roles,
});

/** The template of one ceremony. It has the type of a plan, and is none until its blanks are filled. */
export function planTemplate(choice: TemplateChoice): Plan {
  const { kind, practice, ceremony, date, custodians, required, app } = choice;
  const recovery = kind === 'recovery';
  const hsm = { name: blank, uri: blank };
  const numbers = Array.from({ length: custodians }, (_, at) => at + 1);
  return {
    format: 'lifeboat-plan',
    v: 1,
    ceremony,
    kind,
    practice,
    purpose: blank,
    place: blank,
    date,
    source: recovery ? hsm : null,
    target: { ...hsm, resourceId: blank, tenant: blank, subscription: blank, resourceGroup: blank, location: blank },
    quorum: { custodians, required },
    custodians: numbers.map((k) => ({
      id: `C${k}`,
      person: `custodian-${k}`,
      site: null,
      certificateSha256: recovery ? blank : null,
    })),
    people: [
      person('administrator', 'CA', 'MC'),
      person('offline-operator', 'OP'),
      person('operator-1', 'RO1'),
      person('operator-2', 'RO2'),
      person('witness', 'W1'),
      ...numbers.map((k) => person(`custodian-${k}`, 'C')),
    ],
    identities: [
      { role: 'operator-1', person: 'operator-1', spki: blank },
      { role: 'operator-2', person: 'operator-2', spki: blank },
      { role: 'offline', person: 'offline-operator', spki: blank },
      { role: 'witness', person: 'witness', spki: blank },
    ],
    waivers: [],
    // The backup of a recovery is there already; the first one for new keys gets its folder when it is made.
    backup: recovery || givesKeys(kind) ? { ...backupPlace, folder: recovery ? blank : null } : null,
    securityDomain: recovery ? { sha256: blank, provenance: blank } : null,
    enclaveSigners: [observedEnclaveSigner],
    versions: { app, bootMediumSha256: null },
    // Straight, with the roots of the system, unless people say otherwise; practice has its own way.
    ...(practice ? {} : { network: { proxy: null, roots: [] } }),
  };
}
