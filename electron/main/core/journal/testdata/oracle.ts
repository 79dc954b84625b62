// A second opinion on the order of a ceremony: what must stand in the history before a blob, an upload and a restore. It reads
// the list of events and knows nothing of the state or the rules, so that a mistake there does not hide itself here.
import type { EventKind, EventOf, JournalEvent } from '#shared/journal/events.ts';

type History = readonly JournalEvent[];

const all = <Kind extends EventKind>(history: History, kind: Kind): EventOf<Kind>[] =>
  history.filter((event): event is EventOf<Kind> => event.kind === kind);
const lastOf = <Kind extends EventKind>(history: History, kind: Kind): EventOf<Kind> | undefined =>
  all(history, kind).at(-1);
const after = (history: History, ...kinds: readonly EventKind[]): History =>
  history.slice(history.findLastIndex(({ kind }) => kinds.includes(kind)) + 1);
const two = (people: readonly string[] | undefined): boolean =>
  new Set(people?.map((name) => name.toLowerCase())).size >= 2;

/** Why the last event of a history must not have been accepted; empty if it had all its evidence. */
export function missingEvidence(history: History): readonly string[] {
  const event = history.at(-1);
  const before = history.slice(0, -1);
  if (event?.kind === 'blob-intended') return [...common(before, 'offline'), ...forBlob(before, event.certificateSha256)];
  if (event?.kind === 'bundle-written') return forExport(before, event);
  if (event?.kind !== 'call-intended') return [];
  const missing = [...common(before, 'online'), ...forCall(before, event)];
  if (event.call === 'upload') return [...missing, ...forUpload(before, event)];
  if (event.call === 'restore') return [...missing, ...forRestore(before, event)];
  return missing;
}

const failing = (claims: Readonly<Record<string, boolean>>): string[] =>
  Object.entries(claims)
    .filter(([, holds]) => !holds)
    .map(([claim]) => claim);

function common(history: History, machine: 'offline' | 'online'): string[] {
  const opened = history[0];
  const plan = lastOf(history, 'plan-adopted');
  return failing({
    'the journal is this machine’s': opened?.kind === 'journal-opened' && opened.machine === machine,
    'one opening': all(history, 'journal-opened').length === 1,
    'one plan': all(history, 'plan-adopted').length === 1,
    'the plan is of this ceremony':
      opened?.kind === 'journal-opened' && plan?.ceremony === opened.ceremony && plan.practice === opened.practice,
    'two approvers': two(plan?.approvers),
    'no failed check stands': standingFailures(history).length === 0,
    'not after the end': lastOf(history, 'journal-closed') === undefined && lastOf(history, 'given-up') === undefined,
  });
}

function standingFailures(history: History): string[] {
  const standing: string[] = [];
  for (const event of history) {
    if (event.kind === 'check-failed') standing.push(event.check);
    if (event.kind === 'read-back' && event.outcome === 'differed' && event.attempt === 2)
      standing.push(`read-back-${event.subject}`);
    if (event.kind === 'call-settled' && event.verdict === 'failed' && event.id.startsWith('upload'))
      standing.push('upload-refused');
    if (event.kind === 'bundle-accepted' && event.verdict !== undefined) standing.push('outcome');
    if (event.kind === 'exception' && event.check !== null && two(event.decidedBy) && two(event.initials)) {
      const at = standing.indexOf(event.check);
      if (at >= 0) standing.splice(at, 1);
    }
  }
  return standing;
}

const agreed = (history: History, subject: EventOf<'read-back'>['subject'], sha256: string | undefined): boolean => {
  const last = all(history, 'read-back').findLast((event) => event.subject === subject);
  return last?.outcome === 'agreed' && last.sha256 === sha256 && two(last.by) && isCounted(history.slice(0, history.lastIndexOf(last)), last);
};

/** Whether a read-back says rightly which try it was: those since people last agreed or left the differences behind. */
function isCounted(history: History, { subject, sha256, attempt }: EventOf<'read-back'>): boolean {
  const tries: string[] = [];
  for (const event of history) {
    if (event.kind === 'exception' && event.check === `read-back-${subject}`) tries.length = 0;
    if (event.kind !== 'read-back' || event.subject !== subject) continue;
    if (event.outcome === 'agreed' || event.sha256 !== tries[0]) tries.length = 0;
    if (event.outcome === 'differed') tries.push(event.sha256);
  }
  return attempt === (tries[0] === sha256 ? tries.length : 0) + 1;
}

function forBlob(history: History, certificateSha256: string): string[] {
  const plan = lastOf(history, 'plan-adopted');
  const domain = lastOf(history, 'security-domain-loaded');
  const verifiedAt = history.findLastIndex(({ kind }) => kind === 'exchange-key-verified');
  const verified = lastOf(history, 'exchange-key-verified');
  const bundle = all(history.slice(0, verifiedAt + 1), 'bundle-accepted').findLast(
    ({ type }) => type === 'exchange-key',
  );
  const openings = history.findLastIndex((event) => event.kind === 'air-gap' && !event.closed);
  const inMemory = after(history.slice(openings + 1), 'shares-gone', 'blob-built', 'security-domain-loaded');
  const shares = new Set(all(inMemory, 'share-accepted').map(({ certificateSha256 }) => certificateSha256));
  const approval = lastOf(inMemory, 'build-approved');
  const approvedAt = inMemory.findLastIndex(({ kind }) => kind === 'build-approved');
  const sharesThen = new Set(
    all(inMemory.slice(0, approvedAt + 1), 'share-accepted').map((event) => event.certificateSha256),
  );
  return failing({
    'a security domain': domain !== undefined,
    'the registered one': domain?.sha256 === plan?.sdSha256,
    'with the planned quorum': domain?.required === plan?.required && domain?.custodians === plan?.custodians,
    'a verified key': verified?.certificateSha256 === certificateSha256,
    'of the target': verified?.hsmUri === plan?.targetUri,
    'attested, or excepted by two': verified?.attested === true || two(verified?.exception?.approvers),
    'from its bundle': bundle?.exchange === certificateSha256,
    'signed by two': two(bundle?.signers),
    'read back': agreed(history, 'exchange-key', certificateSha256),
    'air gap': lastOf(history, 'air-gap')?.closed === true,
    'a quorum': plan !== undefined && shares.size >= plan.required,
    'of planned custodians': [...shares].every((share) => plan?.custodianCertificates.includes(share) === true),
    'each once': shares.size === all(inMemory, 'share-accepted').length,
    'shares only after the key was read back': all(inMemory, 'share-accepted').every((share) => {
      const then = history.slice(0, history.indexOf(share));
      const key = lastOf(then, 'exchange-key-verified')?.certificateSha256;
      return key !== undefined && agreed(then, 'exchange-key', key);
    }),
    'shares only behind the gap': all(inMemory, 'share-accepted').every(
      (share) => lastOf(history.slice(0, history.indexOf(share)), 'air-gap')?.closed === true,
    ),
    'approved by two': two(approval?.by) && approval?.certificateSha256 === certificateSha256,
    'approved with the quorum': plan !== undefined && sharesThen.size >= plan.required,
    'approved after the key': approval !== undefined && history.lastIndexOf(approval) > verifiedAt,
    'not built before': all(history, 'blob-built').every((built) => built.certificateSha256 !== certificateSha256),
    'not intended twice': after(history, 'shares-gone', 'blob-built', 'security-domain-loaded', 'air-gap').every(
      ({ kind }) => kind !== 'blob-intended',
    ),
  });
}

function forExport(history: History, { type, exchange, content }: EventOf<'bundle-written'>): string[] {
  if (type === 'restore-blob') {
    const built = lastOf(history, 'blob-built');
    return failing({ 'a built blob': built?.certificateSha256 === exchange && built.blobSha256 === content });
  }
  if (type !== 'exchange-key') return [];
  const seen = (observer: string) =>
    all(history, 'exchange-key-fetched').findLast((event) => event.observer === observer);
  const [first, second] = [seen('operator-1'), seen('operator-2')];
  return failing({
    'seen by both operators':
      (first?.certificateSha256 === exchange && second?.certificateSha256 === exchange) || chosen(history, exchange, first, second),
    'put into recovery by its call': all(history, 'call-intended').some(
      ({ call, id }) => call === 'init-recovery' && verdictOf(history, id) === 'succeeded',
    ),
    'over connections that were seen': first?.tlsServerSha256 !== null && second?.tlsServerSha256 !== null,
  });
}

/** Two people have chosen it of the two that were last seen. */
function chosen(
  history: History,
  exchange: string | null,
  first: EventOf<'exchange-key-fetched'> | undefined,
  second: EventOf<'exchange-key-fetched'> | undefined,
): boolean {
  const choice = lastOf(history, 'exchange-key-chosen');
  return choice?.chosen === exchange && choice.first === first?.certificateSha256 && choice.second === second?.certificateSha256;
}

const verdictOf = (history: History, id: string): string | undefined =>
  all(history, 'call-settled').findLast((event) => event.id === id)?.verdict;
const ended = ['succeeded', 'failed'];

function forCall(history: History, { call, id, target }: EventOf<'call-intended'>): string[] {
  const plan = lastOf(history, 'plan-adopted');
  const earlier = all(history, 'call-intended');
  const confirmation = lastOf(after(history, 'call-intended'), 'target-confirmed');
  const unconfirmed = ['backup', 'canary', 'identity'];
  // A deleted HSM is the lost one, or has the name of the target.
  const isOfSource = ['recover', 'purge'].includes(call) && plan?.source?.uri === target;
  const name = isOfSource ? plan.source?.name : plan?.targetName;
  const once = ['create', 'init-recovery', 'download', 'canary', 'upload', 'restore'].includes(call);
  return failing({
    'to the target': target === plan?.targetUri || isOfSource,
    'the lost one is kept until its backup is restored':
      call !== 'purge' ||
      !isOfSource ||
      earlier.some((each) => each.call === 'restore' && verdictOf(history, each.id) === 'succeeded'),
    'only what failed is deleted':
      call !== 'delete' ||
      earlier.every(
        (each) =>
          !['create', 'download', 'upload'].includes(each.call) || verdictOf(history, each.id) !== 'succeeded',
      ),
    'nothing else under way': earlier.every((each) => ended.includes(verdictOf(history, each.id) ?? '')),
    'not done before':
      !once || earlier.every((each) => each.call !== call || verdictOf(history, each.id) !== 'succeeded'),
    'a name of its own': earlier.every((each) => each.id !== id),
    'confirmed by two':
      unconfirmed.includes(call) ||
      (confirmation?.call === call && two(confirmation.by) && confirmation.typedName === name),
  });
}

function forUpload(history: History, { subject }: EventOf<'call-intended'>): string[] {
  const blob = all(history, 'bundle-accepted').findLast(({ type }) => type === 'restore-blob');
  const sent = all(history, 'bundle-written').findLast(({ type }) => type === 'exchange-key');
  const compared = lastOf(after(history, 'exchange-key-fetched'), 'blob-compared');
  return failing({
    'a blob from its bundle': subject !== null && blob?.content === subject,
    'for the key that was sent': sent !== undefined && sent.exchange === blob?.exchange,
    'blob bundle read back': agreed(history, 'restore-blob', blob?.payloadSha256),
    'compared with a fresh fetch':
      compared?.inBlob === blob?.exchange && (compared?.fetched === blob?.exchange || compared?.exception !== null),
    'this blob compared': compared?.blobSha256 === subject,
  });
}

function shortened(history: History, hold: EventOf<'hold-over'>): boolean {
  const before = history.slice(0, history.indexOf(hold));
  const sheet = all(before, 'exception').find(({ number }) => number === hold.exception);
  const isNew = all(before, 'hold-over').every(({ exception }) => exception !== hold.exception);
  return sheet?.step === 'C19' && two(sheet.decidedBy) && isNew;
}

function forRestore(history: History, { folder }: EventOf<'call-intended'>): string[] {
  const plan = lastOf(history, 'plan-adopted');
  const intents = all(history, 'call-intended');
  const uploaded = intents.findIndex(({ call, id }) => call === 'upload' && verdictOf(history, id) === 'succeeded');
  const point = intents
    .slice(uploaded)
    .findLast(({ call, id }) => call === 'backup' && verdictOf(history, id) === 'succeeded');
  const confirmation = lastOf(after(history, 'call-intended'), 'target-confirmed');
  return failing({
    uploaded: uploaded >= 0,
    'a restore point after the upload': uploaded >= 0 && point !== undefined,
    'held for thirty minutes, or shortened by two': all(history, 'hold-over').some(
      (hold) => hold.id === point?.id && (hold.exception === null ? hold.minutes >= 30 : shortened(history, hold)),
    ),
    'the planned folder': folder !== null && folder === plan?.backupFolder,
    'the folder typed': confirmation?.typedFolder === folder,
  });
}
