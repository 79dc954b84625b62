// Which step of a script an event of the journal belongs to, and what it says there.
import type { ScriptPlan } from '../ceremony/script-plan.ts';
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
  /** How many shares were accepted since they were last gone, this one included. */
  readonly shares: number;
  /** The call that an id stands for. */
  readonly callOf: (id: string) => GuardedCall | undefined;
}

type Tracer<Kind extends EventKind> = (event: EventOf<Kind>, place: Place) => Trace | undefined;
type Tracers = { readonly [Kind in EventKind]?: Tracer<Kind> };

const yes = (...fields: readonly string[]): Record<string, string> =>
  Object.fromEntries(fields.map((field) => [field, 'yes']));

const written: Readonly<Record<string, string>> = {
  'activation-certificates': 'A13',
  'security-domain': 'A20',
  'exchange-key': 'C10',
  'restore-blob': 'B17',
};
const accepted: Readonly<Record<string, readonly [step: string, ...checks: string[]]>> = {
  'activation-certificates': ['A14', 'signature', 'ceremony', 'count'],
  'security-domain': ['A21', 'hash'],
  'exchange-key': ['B5', 'signature', 'ceremony', 'sequence', 'target'],
  'restore-blob': ['C13', 'signature', 'ceremony', 'files'],
};
const settled: Readonly<Partial<Record<GuardedCall, string>>> = {
  create: 'C6',
  download: 'A17',
  upload: 'C15',
  backup: 'C18',
  restore: 'C21',
};
const confirmed: Readonly<Partial<Record<GuardedCall, string>>> = {
  create: 'C6',
  download: 'A16',
  upload: 'C15',
  restore: 'C20',
};

/** Each side of a read-back is a step of its own document. */
const readBack: Readonly<Record<string, Partial<Record<ScriptPlan['kind'], string>>>> = {
  'activation-certificates': { activation: 'A15', 're-wrap': 'A15' },
  'exchange-key': { 'recovery-offline': 'B7', 'recovery-online': 'C12' },
  'restore-blob': { 'recovery-offline': 'B19', 'recovery-online': 'C14' },
};

const ofCustodian = ({ custodians }: ScriptPlan, certificate: string): number =>
  custodians.findIndex(({ fingerprint }) => fingerprint === certificate) + 1;

const tracers: Tracers = {
  'security-domain-loaded': () => ({ step: 'B2', values: yes('counts') }),
  'bundle-written': ({ type, fileSha256 }) => traceAt(written[type], { bundle: fileSha256, ...yes('signed') }),
  'bundle-accepted': ({ type }) => {
    const [step, ...checks] = accepted[type] ?? [undefined];
    return traceAt(step, yes(...checks));
  },
  'exchange-key-verified': ({ attested }) => ({ step: 'B6', values: { proof: attested ? 'attested' : 'none' } }),
  'read-back': ({ subject, outcome, sha256 }, { plan }) =>
    traceAt(
      readBack[subject]?.[plan.kind],
      outcome === 'agreed' ? { certificate: sha256, bundle: sha256, ...yes('words') } : {},
      outcome === 'differed',
    ),
  'share-accepted': (_, { shares }) => ({ step: `B10.${shares}`, values: yes('accepted', 'short') }),
  'build-approved': () => ({ step: 'B14', values: yes('quorum') }),
  'blob-built': ({ blobSha256, blobBytes }) => ({
    step: 'B16',
    values: { blob: blobSha256, bytes: String(blobBytes), ...yes('wiped') },
  }),
  'custodian-proven': ({ certificateSha256, copy }, { plan }) => {
    const k = ofCustodian(plan, certificateSha256);
    if (plan.kind === 'drill') return { step: `D6.${k}`, values: yes(`copy${copy}`, 'wiped', 'alone') };
    return { step: `${copy === 1 ? 'A22' : 'A22B'}.${k}`, values: yes('opened', 'wiped') };
  },
  'quorum-reconstructed': () => ({ step: 'D10', values: yes('item', 'wiped', 'nothing') }),
  'exchange-key-fetched': ({ observer, x5tS256, requestId, serverDate }) =>
    observer === 'operator-1'
      ? { step: 'C8', values: { 'request-id': requestId, server: serverDate, certificate: x5tS256, ...yes('saved') } }
      : { step: 'C9', values: { certificate: x5tS256 } },
  'blob-compared': ({ fetched, inBlob }) => ({
    step: 'C14',
    values: fetched === inBlob ? yes('certificate') : {},
    failed: fetched !== inBlob,
  }),
  'target-confirmed': ({ call, typedFolder }) =>
    traceAt(confirmed[call], yes('typed', 'typed-name', ...(typedFolder === null ? [] : ['typed-folder']))),
  'call-answered': ({ id, requestId, job }, { callOf }) =>
    traceAt(settledStep(callOf(id)), { 'request-id': requestId, ...(job !== null && { job }) }),
  'call-settled': ({ id, verdict }, { callOf }) =>
    traceAt(settledStep(callOf(id)), { outcome: verdict }, verdict === 'failed'),
  'hold-over': () => ({ step: 'C19', values: yes('timer') }),
};

const settledStep = (call: GuardedCall | undefined): string | undefined => call && settled[call];

const traceAt = (step: string | undefined, values: Record<string, string>, failed = false): Trace | undefined =>
  step === undefined ? undefined : { step, values, ...(failed && { failed }) };

/** What an event says about a step, if it says anything. */
export function traceOf(event: JournalEvent, place: Place): Trace | undefined {
  // The mapped type pairs each kind with its own event, which an index by a union cannot express.
  const tracer = tracers[event.kind] as Tracer<EventKind> | undefined;
  return tracer?.(event, place);
}
