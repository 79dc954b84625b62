// Which step of a script an event of the journal belongs to, and what it says there.
import type { ScriptPlan } from '../ceremony/script-plan.ts';
import { readableHttpDate } from '../formatting/date-time.ts';
import { givesKeys } from '../plan/gives-keys.ts';
import type { EventKind, EventOf, GuardedCall, JournalEvent } from '../journal/events.ts';

/** Evidence of a step in the journal. Values are keyed by field id; a check that passed has the value `yes`. */
export interface Trace {
  /** Instance id, such as `B10.2`. */
  readonly step: string;
  readonly values: Readonly<Record<string, string>>;
  readonly failed?: boolean;
}

interface Place {
  readonly plan: ScriptPlan;
  /** The machine that writes this journal, as the scripts name it. */
  readonly machine: string;
  /** How many shares were accepted since they were last gone, this one included. */
  readonly shares: number;
  /** The custodian, C1 to C10, whose key was made in this journal with a certificate. */
  readonly madeFor: (certificateSha256: string) => string | undefined;
  /** The call that an id stands for. */
  readonly callOf: (id: string) => GuardedCall | undefined;
}

type Tracer<Kind extends EventKind> = (event: EventOf<Kind>, place: Place) => Trace | readonly Trace[] | undefined;
type Tracers = { readonly [Kind in EventKind]?: Tracer<Kind> };

const yes = (...fields: readonly string[]): Record<string, string> =>
  Object.fromEntries(fields.map((field) => [field, 'yes']));

const written: Readonly<Record<string, (fileSha256: string) => Trace>> = {
  'activation-certificates': (bundle) => ({ step: 'A13', values: { bundle } }),
  'security-domain': () => ({ step: 'A20', values: {} }),
  'exchange-key': (bundle) => ({ step: 'C10', values: { bundle, ...yes('signed') } }),
  'restore-blob': () => ({ step: 'B17', values: yes('verified') }),
};
const accepted: Readonly<Record<string, readonly [step: string, ...checks: string[]]>> = {
  'activation-certificates': ['A14', 'signature', 'ceremony', 'count'],
  'security-domain': ['A21', 'hash'],
  'exchange-key': ['B5', 'signature', 'ceremony', 'sequence', 'target'],
  'restore-blob': ['C13', 'signature', 'ceremony', 'files'],
};
type Called = Readonly<Partial<Record<GuardedCall, { step: string; facts: readonly string[] }>>>;
/** Where a call is recorded, and which of its facts the step asks for: in a recovery, and where custodians get new keys. */
const called: Called = {
  create: { step: 'C6', facts: [] },
  upload: { step: 'C15', facts: ['request-id', 'outcome'] },
  backup: { step: 'C18', facts: ['job'] },
  restore: { step: 'C21', facts: ['job', 'outcome'] },
};
const calledForNewKeys: Called = {
  create: { step: 'A1', facts: [] },
  download: { step: 'A17', facts: ['request-id'] },
  backup: { step: 'A26', facts: [] },
};
const confirmed: Readonly<Partial<Record<GuardedCall, readonly [step: string, ...checks: string[]]>>> = {
  create: ['C6', 'typed'],
  download: ['A16', 'typed'],
  upload: ['C15', 'typed'],
  restore: ['C20', 'typed-name', 'typed-folder'],
};

/** Each side of a read-back is a step of its own document. What was typed, and where the value itself stands. */
const readBack: Readonly<
  Record<string, Partial<Record<ScriptPlan['kind'], readonly [step: string, check: string, value?: string]>>>
> = {
  'activation-certificates': { activation: ['A15', 'words'], 're-wrap': ['A15', 'words'] },
  'exchange-key': { 'recovery-offline': ['B7', 'words', 'certificate'], 'recovery-online': ['C12', 'words'] },
  'restore-blob': { 'recovery-offline': ['B19', 'words', 'bundle'], 'recovery-online': ['C14', 'bundle'] },
};

/** Which custodian of the plan a certificate belongs to, from 1; 0 for none. */
const ofCustodian = ({ plan: { custodians }, madeFor }: Place, certificate: string): number =>
  custodians.findIndex(({ code, fingerprint }) => fingerprint === certificate || code === madeFor(certificate)) + 1;

const tracers: Tracers = {
  'plan-adopted': (_, { machine }) => ({ step: `M6.${machine}`, values: yes('plan') }),
  'security-domain-loaded': () => ({ step: 'B2', values: yes('counts') }),
  'bundle-written': ({ type, fileSha256 }) => written[type]?.(fileSha256),
  'bundle-accepted': ({ type }) => {
    const [step, ...checks] = accepted[type] ?? [undefined];
    return traceAt(step, yes(...checks));
  },
  'exchange-key-verified': ({ attested }) => ({ step: 'B6', values: { proof: attested ? 'attested' : 'none' } }),
  'read-back': ({ subject, outcome, sha256 }, { plan }) => {
    const [step, check = '', value] = readBack[subject]?.[plan.kind] ?? [undefined];
    if (outcome === 'differed') return traceAt(step, {}, true);
    return traceAt(step, { ...yes(check), ...(value !== undefined && { [value]: sha256 }) });
  },
  'share-accepted': ({ certificateSha256 }, place) => {
    const { shares } = place;
    const k = ofCustodian(place, certificateSha256);
    return [
      { step: `B8.${shares}`, values: k > 0 ? { custodian: `C${k}` } : {} },
      { step: `B10.${shares}`, values: { ...yes('accepted'), ...(k > 0 && yes('short')) } },
    ];
  },
  'build-approved': () => ({ step: 'B14', values: yes('quorum') }),
  'blob-built': ({ blobSha256, blobBytes }) => ({
    step: 'B16',
    values: { blob: blobSha256, bytes: String(blobBytes), ...yes('wiped') },
  }),
  'custodian-key-made': ({ certificateSha256, bits }, place) => {
    const k = ofCustodian(place, certificateSha256);
    return [
      { step: `A7.${k}`, values: { size: String(bits) } },
      { step: `A9.${k}`, values: { certificate: certificateSha256, ...yes('wiped') } },
    ];
  },
  'custodian-copy-checked': ({ certificateSha256, copy }, place) => ({
    step: `A8.${ofCustodian(place, certificateSha256)}`,
    values: yes(`copy${copy}`),
  }),
  'custodian-proven': ({ certificateSha256, copy }, place) => {
    const { plan } = place;
    const k = ofCustodian(place, certificateSha256);
    if (plan.kind === 'drill') return { step: `D6.${k}`, values: yes(`copy${copy}`, 'wiped', 'alone') };
    return { step: `${copy === 1 ? 'A22' : 'A22B'}.${k}`, values: yes('opened', 'wiped') };
  },
  'given-up': () => ({ step: 'A23', values: {}, failed: true }),
  'quorum-reconstructed': () => ({ step: 'D10', values: yes('item', 'wiped', 'nothing') }),
  'exchange-key-fetched': ({ observer, x5tS256, requestId, serverDate, tlsServerSha256 }) =>
    observer === 'operator-1'
      ? {
          step: 'C8',
          values: {
            'request-id': requestId,
            server: readableHttpDate(serverDate),
            certificate: x5tS256,
            ...yes('saved'),
          },
        }
      : { step: 'C9', values: { certificate: x5tS256, ...(tlsServerSha256 !== null && yes('chain')) } },
  'blob-compared': ({ fetched, inBlob }) => ({
    step: 'C14',
    values: fetched === inBlob ? yes('certificate') : {},
    failed: fetched !== inBlob,
  }),
  'target-confirmed': ({ call }) => {
    const [step, ...checks] = confirmed[call] ?? [undefined];
    return traceAt(step, yes(...checks));
  },
  'call-answered': ({ id, requestId, job }, place) =>
    ofCall(id, place, { 'request-id': requestId, ...(job !== null && { job }) }),
  'call-settled': ({ id, verdict }, place) => ofCall(id, place, { outcome: verdict }, verdict === 'failed'),
  'file-written': ({ name }) => (name.startsWith('inventory-') ? { step: 'A26', values: yes('inventory') } : undefined),
  // A hold that was shortened leaves its box open; the exception stands beside it.
  'hold-over': ({ exception }) => ({ step: 'C19', values: exception === null ? yes('timer') : {} }),
};

function ofCall(id: string, { plan, callOf }: Place, facts: Record<string, string>, failed = false): Trace | undefined {
  const call = callOf(id);
  const at = call && (givesKeys(plan.kind) ? calledForNewKeys : called)[call];
  const asked = Object.entries(facts).filter(([fact]) => at?.facts.includes(fact));
  return traceAt(at?.step, Object.fromEntries(asked), failed);
}

const traceAt = (step: string | undefined, values: Record<string, string>, failed = false): Trace | undefined =>
  step === undefined ? undefined : { step, values, ...(failed && { failed }) };

/** What an event says about steps, if it says anything. */
export function tracesOf(event: JournalEvent, place: Place): readonly Trace[] {
  // The mapped type pairs each kind with its own event, which an index by a union cannot express.
  const tracer = tracers[event.kind] as Tracer<EventKind> | undefined;
  const found = tracer?.(event, place) ?? [];
  return 'step' in found ? [found] : found;
}
