// Which step of a script an event of the journal belongs to, and what it says there.
import { isEmergency } from '#shared/ceremony/model.ts';
import { emergencyTracers } from './emergency-traces.ts';
import { checked, holdValues, type Place, type Trace, type Tracer, type Tracers } from './trace.ts';
import type { ScriptPlan } from '#shared/ceremony/script-plan.ts';
import { readableUtc } from '#shared/formatting/date-time.ts';
import { givesKeys } from '#shared/plan/kind.ts';
import type { EventKind, GuardedCall, JournalEvent } from '#shared/journal/events.ts';
import { hasSucceeded } from '#shared/journal/call-index.ts';
import { copiesOfKey, copyOf } from '#shared/journal/state.ts';

const yes = (...fields: readonly string[]): Record<string, string> =>
  Object.fromEntries(fields.map((field) => [field, 'yes']));
const written: Readonly<Record<string, (fileSha256: string, content: string | null) => Trace | readonly Trace[]>> = {
  'activation-certificates': (bundle) => ({ step: 'A13', values: { bundle } }),
  'security-domain': (_, content) => [
    { step: 'A17', values: content === null ? {} : { domain: content } },
    { step: 'A20', values: {} },
  ],
  'exchange-key': (bundle) => ({ step: 'C10', values: { bundle, ...yes('signed') } }),
  'restore-blob': () => ({ step: 'B17', values: yes('verified') }),
  outcome: () => ({ step: 'C16B', values: yes('written') }),
};
const accepted: Readonly<Record<string, readonly [step: string, ...checks: string[]]>> = {
  'activation-certificates': ['A14', 'signature', 'ceremony', 'count'],
  // That it is the file which was downloaded, its words say.
  'security-domain': ['A21'],
  // Whose key it is, the check of the key says.
  'exchange-key': ['B5', 'signature', 'ceremony', 'sequence'],
  'restore-blob': ['C13', 'signature', 'ceremony', 'files'],
  outcome: ['B21', 'taken'],
};
/** What is known of a call, from its intent to its verdict. */
type CallFact = 'start' | 'request-id' | 'job' | 'saved' | 'succeeded-at' | 'outcome';
/** Where a call is recorded, and which of its facts the step asks for, under which name. */
type Called = Readonly<
  Partial<Record<GuardedCall, { readonly step: string; readonly facts: Readonly<Partial<Record<CallFact, string>>> }>>
>;
const same = (...facts: readonly CallFact[]): Record<string, string> =>
  Object.fromEntries(facts.map((fact) => [fact, fact]));
const called: Called = {
  create: { step: 'C6', facts: { start: 'start', 'succeeded-at': 'done' } },
  upload: { step: 'C15', facts: same('start', 'request-id', 'outcome') },
  backup: { step: 'C18', facts: { ...same('start', 'job'), 'succeeded-at': 'end' } },
  restore: { step: 'C21', facts: { ...same('job', 'outcome'), 'succeeded-at': 'end' } },
};
/** A backup after the restore is no restore point: it is the first of the recovered HSM. */
const firstBackup = { step: 'C26', facts: { 'succeeded-at': 'end' } } as const;
/** The same where custodians get new keys. */
const calledForNewKeys: Called = {
  create: { step: 'A1', facts: {} },
  // An answer is on the disk before it is noted.
  download: { step: 'A17', facts: { ...same('saved', 'request-id'), 'succeeded-at': 'succeeded' } },
  backup: { step: 'A26', facts: { 'succeeded-at': 'backup' } },
};
const confirmed: Readonly<Partial<Record<GuardedCall, readonly [step: string, ...checks: string[]]>>> = {
  create: ['C6', 'typed'],
  download: ['A16', 'typed'],
  upload: ['C15', 'typed'],
  restore: ['C20', 'typed-name', 'typed-folder'],
};

/** Each side of a read-back is its own step document. What was typed, and where the value itself stands. */
const readBack: Readonly<
  Record<string, Partial<Record<ScriptPlan['kind'], readonly [step: string, check: string, value?: string]>>>
> = {
  'activation-certificates': { activation: ['A15', 'words'], 're-wrap': ['A15', 'words'] },
  'exchange-key': { 'recovery-offline': ['B7', 'words', 'certificate'], 'recovery-online': ['C12', 'words'] },
  'restore-blob': { 'recovery-offline': ['B20', 'words', 'bundle'], 'recovery-online': ['C14', 'bundle'] },
  'security-domain': { activation: ['A21', 'hash'], 're-wrap': ['A21', 'hash'] },
};

/** Which custodian of the plan a certificate belongs to, from 1; 0 for none. */
const ofCustodian = ({ plan: { custodians }, state: { keysMade } }: Place, certificate: string): number =>
  custodians.findIndex(({ code, fingerprint }) => fingerprint === certificate || keysMade[code] === certificate) + 1;

/** Whether every copy of every key has opened its share. */
const areAllProven = ({ plan: { custodians }, state }: Place): boolean =>
  custodians.every(({ code }) =>
    copiesOfKey(state, code).every((copy) => state.proven.includes(copyOf(state.keysMade[code] ?? '', copy))),
  );

/** An online machine takes the plan and begins its journal in one step. */
const opening = (machine: Place['machine']): { readonly journal: string; readonly plan: string } =>
  machine === 'offline' ? { journal: 'M7', plan: 'M8' } : { journal: 'M5N', plan: 'M5N' };

/** In a recovery the machine of RO1 is paired while the service makes the HSM. */
function pairing({ machine, plan }: Place): string {
  if (machine === 'offline') return 'M9.offline';
  return plan.kind === 'recovery-online' ? 'M9N' : `M9N.${machine}`;
}

const tracers: Tracers = {
  'wall-clock': ({ wall }, { machine, iso }) => ({
    step: `M6.${machine}`,
    values: { difference: String(Math.round((Date.parse(wall) - Date.parse(iso)) / 1000)) },
  }),
  'journal-opened': (_, { machine }) => ({ step: `${opening(machine).journal}.${machine}`, values: yes('journal') }),
  'plan-adopted': ({ planSha256 }, { machine, plan }) => ({
    step: `${opening(machine).plan}.${machine}`,
    values: checked('plan', planSha256 === plan.planSha256),
  }),
  'peer-paired': (_, place) => ({ step: pairing(place), values: yes('words') }),
  'challenge-issued': (_, place) => ({ step: pairing(place), values: {} }),
  'challenge-noted': (_, place) => ({ step: pairing(place), values: yes('challenge') }),
  'journal-closed': () => ({ step: 'Z1', values: yes('closed') }),
  'security-domain-loaded': ({ sha256, required, custodians }, { plan }) => {
    const isOfPlan = required === plan.quorum && custodians === plan.custodians.length;
    // What is loaded in an activation is for exactly the keys that were made there; the inspector shows it.
    if (givesKeys(plan.kind)) return { step: 'A21', values: checked('inspector', isOfPlan) };
    const planned = plan.securityDomainSha256;
    const hash = planned === undefined ? {} : checked('hash', planned === sha256);
    if (plan.kind === 'drill') return { step: 'D5', values: hash };
    return { step: 'B2', values: { ...hash, ...checked('counts', isOfPlan) } };
  },
  'bundle-written': ({ type, fileSha256, content }) => written[type]?.(fileSha256, content),
  'bundle-accepted': ({ type }) => {
    const [step, ...checks] = accepted[type] ?? [undefined];
    return traceAt(step, yes(...checks));
  },
  'exchange-key-verified': ({ attested, hsmUri }, { plan }) => [
    { step: 'B5', values: checked('target', hsmUri === plan.target.uri) },
    { step: 'B6', values: { proof: attested ? 'attested' : 'none' } },
  ],
  'read-back': ({ subject, outcome, sha256 }, { plan }) => {
    const [step, check = '', value] = readBack[subject]?.[plan.kind] ?? [undefined];
    if (outcome === 'differed') return traceAt(step, { [check]: 'no' }, 'failed');
    return traceAt(step, { ...yes(check), ...(value !== undefined && { [value]: sha256 }) });
  },
  'share-accepted': ({ certificateSha256 }, place) => {
    const { shares, airGapClosed } = place.state;
    const k = ofCustodian(place, certificateSha256);
    const custodian = k > 0 ? { custodian: `C${k}` } : {};
    return [
      { step: `B8.${shares.length}`, values: { ...custodian, ...(airGapClosed && yes('gap')) } },
      { step: `B10.${shares.length}`, values: { ...yes('accepted'), ...checked('short', k > 0) } },
    ];
  },
  'share-refused': ({ fault }, { state: { shares } }) => ({
    step: `B13.${shares.length + 1}`,
    values: { reason: fault },
  }),
  'build-approved': () => ({ step: 'B14', values: yes('quorum') }),
  // The process that builds ends with a blob only after every item of the security domain was authenticated.
  'blob-built': ({ blobSha256, blobBytes, certificateSha256 }, { state: { readBack }, at }) => [
    {
      step: 'B15',
      values: { time: at, ...yes('items'), ...checked('header', readBack['exchange-key'] === certificateSha256) },
    },
    { step: 'B16', values: { blob: blobSha256, bytes: String(blobBytes), ...yes('wiped') } },
  ],
  'custodian-key-made': ({ certificateSha256, bits, token }, place) => {
    const k = ofCustodian(place, certificateSha256);
    // It opened what was encrypted to its certificate, and there is nothing to copy.
    const onToken: readonly Trace[] = [
      { step: `A8.${k}`, values: { ...yes('copy1'), sticks: 'token' } },
      { step: `A10.${k}`, values: yes('count') },
    ];
    return [
      { step: `A7.${k}`, values: { size: String(bits) } },
      ...(token === undefined ? [] : onToken),
      { step: `A9.${k}`, values: { certificate: certificateSha256, ...yes('wiped') } },
    ];
  },
  'custodian-sticks-differ': ({ certificateSha256, by }, place) => ({
    step: `A8.${ofCustodian(place, certificateSha256)}`,
    values: { sticks: by ? 'people' : 'numbers' },
    verdict: 'begun',
  }),
  'custodian-copy-checked': ({ certificateSha256, copy }, place) => {
    const k = ofCustodian(place, certificateSha256);
    if (copy === 1) return { step: `A8.${k}`, values: yes('copy1'), verdict: 'begun' };
    // The second stick was written, so the key is on both, and its line on the screen is full.
    return [
      { step: `A8.${k}`, values: yes('copy2') },
      { step: `A7.${k}`, values: yes('stored') },
      { step: `A10.${k}`, values: yes('count') },
    ];
  },
  'custodian-proven': ({ certificateSha256, copy }, place) => {
    const { plan } = place;
    const k = ofCustodian(place, certificateSha256);
    const isAlone = place.state.shares.length === 0;
    if (plan.kind === 'drill')
      return { step: `D6.${k}`, values: { ...yes(`copy${copy}`, 'wiped'), ...checked('alone', isAlone) } };
    const isOnToken = place.state.tokens[`C${k}`] !== undefined;
    // A token has no second copy, as its step says.
    const steps = isOnToken ? ['A22', 'A22B'] : [copy === 1 ? 'A22' : 'A22B'];
    const opened = steps.map((step): Trace => ({ step: `${step}.${k}`, values: yes('opened', 'wiped') }));
    return areAllProven(place) ? [...opened, { step: 'A23', values: yes('all') }] : opened;
  },
  'given-up': () => ({ step: 'A23', values: {}, verdict: 'failed' }),
  // That no file was written, nobody notes: people look, and tick it on paper.
  'quorum-reconstructed': () => ({ step: 'D10', values: yes('item', 'wiped') }),
  'exchange-key-fetched': (
    { observer, certificateSha256, requestId, fetchedAt, tlsServerSha256 },
    { state: { fetched } },
  ) =>
    observer === 'operator-1'
      ? {
          step: 'C8',
          values: {
            'request-id': requestId,
            time: readableUtc(fetchedAt),
            certificate: certificateSha256,
            ...yes('saved'),
          },
        }
      : {
          step: 'C9',
          values: {
            certificate: certificateSha256,
            ...(tlsServerSha256 !== null && yes('chain')),
            ...(fetched['operator-1'] &&
              checked('equal', fetched['operator-1'].certificateSha256 === certificateSha256)),
          },
        },
  'blob-compared': ({ fetched, inBlob }) => ({
    step: 'C14',
    // What differed once is fetched once more; what differs again is a failed check.
    values: checked('certificate', fetched === inBlob),
    ...(fetched !== inBlob && { verdict: 'begun' as const }),
  }),
  'target-confirmed': ({ call }) => {
    const [step, ...checks] = confirmed[call] ?? [undefined];
    return traceAt(step, yes(...checks), stepsOfConfirming.has(step ?? '') ? undefined : 'begun');
  },
  'call-intended': ({ id }, place) => ofCall(id, place, { start: place.at }, 'begun'),
  'call-answered': ({ id, requestId, job }, place) =>
    ofCall(id, place, { 'request-id': requestId, saved: 'yes', ...(job !== null && { job }) }, 'begun'),
  'call-settled': ({ id, verdict }, place) => {
    if (verdict !== 'succeeded') return ofCall(id, place, { outcome: verdict }, verdict);
    const settled = ofCall(id, place, { outcome: verdict, 'succeeded-at': place.at });
    const isUpload = place.state.calls[id]?.call === 'upload' && !givesKeys(place.plan.kind);
    // The service reports a whole upload only once the HSM is active.
    return isUpload && settled ? [settled, { step: 'C16', values: yes('activated') }] : settled;
  },
  'canary-proven': ({ publicSha256 }) => ({ step: 'A26', values: { 'test-key': publicSha256 } }),
  'file-written': ({ name }) => (name.startsWith('inventory-') ? { step: 'A26', values: yes('inventory') } : undefined),
  'hold-over': ({ id }, place) => ({ step: 'C19', values: holdValues(id, place) }),
};

/** Steps that are no more than the confirming itself. */
const stepsOfConfirming: ReadonlySet<string> = new Set(['A16', 'C20']);

type CallFacts = Readonly<Partial<Record<CallFact, string>>>;

function ofCall(id: string, place: Place, facts: CallFacts, verdict?: Trace['verdict']): Trace | undefined {
  const where = whereOf(id, place);
  const asked = Object.entries(where?.facts ?? {}).flatMap(([fact, field]) => {
    const value = facts[fact as CallFact];
    return value === undefined ? [] : [[field, value] as const];
  });
  return traceAt(where?.step, Object.fromEntries(asked), verdict);
}

function whereOf(id: string, { plan, state }: Place): Called[GuardedCall] {
  const call = state.calls[id]?.call;
  if (call === undefined) return undefined;
  if (givesKeys(plan.kind)) return calledForNewKeys[call];
  return call === 'backup' && hasSucceeded(state, 'restore') ? firstBackup : called[call];
}

const traceAt = (
  step: string | undefined,
  values: Record<string, string>,
  verdict?: Trace['verdict'],
): Trace | undefined => (step === undefined ? undefined : { step, values, ...(verdict && { verdict }) });

/** What an event says about steps, if it says anything. */
export function tracesOf(event: JournalEvent, place: Place): readonly Trace[] {
  // The mapped type pairs each kind with its own event, which an index by a union cannot express.
  const of = isEmergency(place.plan.kind) ? emergencyTracers : tracers;
  const tracer = of[event.kind] as Tracer<EventKind> | undefined;
  const found = tracer?.(event, place) ?? [];
  return 'step' in found ? [found] : found;
}
