// The other files of an evidence package, compared with the hashes of them that are in journals, bundles and plan.
import { consumersNote } from '#shared/consumers/work.ts';
import { refuse } from '#shared/faults/fault.ts';
import type { EventOf, JournalEvent } from '#shared/journal/events.ts';
import { decodeBase64 } from '../encoding/base64.ts';
import { asBuffer, sha256 } from '../encoding/bytes.ts';
import { type JsonObject, type JsonValue, parseStrictJson } from '../encoding/json.ts';
import { readPemBlocks } from '../encoding/pem.ts';
import { parseExchangeCertificate } from '../exchange-key/exchange-certificate.ts';
import { compareJwk, parseExchangeKeyFile } from '../exchange-key/exchange-key-file.ts';
import { encodePlan } from '../plan/plan-file.ts';
import type { SignedPlan } from '../plan/approval.ts';
import { Refusal } from '#shared/faults/fault.ts';
import { agree, contradict } from './agree.ts';
import type { CheckedBundle } from './bundles.ts';
import type { AssessedKey } from './exchange-keys.ts';
import type { PackedJournal } from './journals.ts';
import type { EvidenceFiles, EvidenceFolder, FileDigest } from './manifest.ts';

export interface NamedFiles {
  /** Files whose hash stands somewhere. */
  readonly named: readonly string[];
  /** Files that nothing names: only people can say what they are. */
  readonly unnamed: readonly string[];
  /** Two files that are one certificate, by their paths. */
  readonly twice: readonly string[];
  /** What a journal names, and no file of the package is. */
  readonly missing: readonly string[];
}

/** What the files of a package are compared with. */
interface Package {
  readonly files: EvidenceFiles;
  readonly digests: ReadonlyMap<string, FileDigest>;
  readonly journals: readonly PackedJournal[];
  readonly keys: readonly AssessedKey[];
  /** Every SHA-256 in hex that something checked has anywhere, besides the journals. */
  readonly known: Iterable<string>;
  /** Whose the service's answers are; undefined where no machine could have got any. An emergency has no plan. */
  readonly owner: { readonly ceremony: string; readonly planSha256?: string; readonly hsm: string } | undefined;
  /** HSMs that an inventory or a map of consumers may be of; not there where people typed which. */
  readonly inventoriesOf?: readonly [string, ...string[]];
  /** Custodians' certificates, SHA-256 in hex by custodian; where no plan names custodians, a file's name says nothing. */
  readonly custodians?: ReadonlyMap<string, string>;
  readonly practice: boolean;
  /** Of the security domain that a register is for; undefined where nothing says it. */
  readonly sdSha256: string | undefined;
  /** Files that nothing names are refused in these folders, and listed in the others. */
  readonly closedFolders: readonly EvidenceFolder[];
}

/**
 * @throws EVIDENCE_FILE_UNKNOWN for a file of a closed folder that nothing names, and for a security domain of another HSM;
 *   EVIDENCE_CONTRADICTS
 */
export function checkNamedFiles(all: Package): NamedFiles {
  const answers = answersOf(all);
  const known = new Set([
    ...all.known,
    ...hashesIn(all.journals.flatMap(({ entries }) => entries.map(({ event }) => JSON.stringify(event)))),
    ...[...answers.values()].map(({ planSha256 }) => planSha256),
  ]);
  assertVerdicts(all);
  assertAnswers(all, answers);
  assertWrittenFiles(all);
  const named: string[] = [];
  const unnamed: string[] = [];
  const certificates = new Map<string, readonly string[]>();
  for (const [path, digest] of all.digests) {
    const folder = folderOf(path);
    // The list and the plan are in no folder.
    if (folder === '' || folder === 'journals' || folder === 'bundles') continue;
    const file = all.files.get(path);
    const hashes = [digest.sha256, ...certificateHash(path, file), ...(answers.get(path)?.body ?? [])];
    if (folder === 'certificates') certificates.set(path, hashes);
    if (hashes.some((each) => known.has(each))) named.push(path);
    else if (all.closedFolders.some((each) => each === folder) || isSecurityDomain(file)) {
      refuse({ code: 'EVIDENCE_FILE_UNKNOWN', path });
    } else unnamed.push(path);
    assertOfThisHsm(path, file, all);
  }
  assertCustodians(all, certificates);
  return {
    named,
    unnamed,
    twice: all.custodians ? certificatesTwice(certificates) : [],
    missing: missingFrom(all, answers, new Set([...certificates.values()].flat())),
  };
}

const custodianName = /^certificates\/(C(?:[1-9]|10))(?![0-9a-z])/iu;

/** A file that has a custodian's name holds no other custodian's certificate: people look at names. */
function assertCustodians({ custodians = new Map() }: Package, files: ReadonlyMap<string, readonly string[]>): void {
  for (const [path, hashes] of files) {
    const named = custodianName.exec(path)?.[1]?.toUpperCase();
    const owners = [...custodians].flatMap(([id, hash]) => (hashes.includes(hash) ? [id] : []));
    if (named === undefined || owners.length === 0 || owners.includes(named)) continue;
    contradict('custodian-of-certificate', `custodian of ${path}`, named, owners.join(', '));
  }
}

/** Each with the first file that is the same certificate. */
function certificatesTwice(files: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const first = new Map<string, string>();
  return [...files].flatMap(([path, hashes]) => {
    const before = hashes.toSorted().flatMap((hash) => first.get(hash) ?? []);
    for (const hash of hashes) if (!first.has(hash)) first.set(hash, path);
    return before.slice(0, 1).map((other) => `${other}, ${path}`);
  });
}

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.indexOf('/')));

/** Every SHA-256 in hex of a plan and of bundles. */
export function hashesOfPlan({ plan }: SignedPlan, bundles: readonly CheckedBundle[]): readonly string[] {
  const certificates = bundles.flatMap(({ payload }) =>
    payload.type === 'activation-certificates' ? payload.body.certificates : [],
  );
  return [
    ...hashesIn([...bundles.map(({ payload }) => JSON.stringify(payload)), encodePlan(plan).toString('utf8')]),
    ...certificates.map(({ certificate }) => hashOf(decodeBase64(certificate))),
  ];
}

const hashesIn = (texts: readonly string[]): readonly string[] =>
  texts.flatMap((text) => text.match(/(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/gu) ?? []);

const hashOf = (bytes: Uint8Array): string => sha256(bytes).toString('hex');

/** A certificate is known by its DER, however its file spells it; an exchange key may also be an answer of the service. */
function certificateHash(path: string, file: Buffer = Buffer.alloc(0)): readonly string[] {
  if (!path.startsWith('certificates/')) return [];
  return [
    ...orNone(() => readPemBlocks(file).slice(0, 1)).flatMap(({ label, der }) =>
      label === 'CERTIFICATE' ? [hashOf(der)] : [],
    ),
    ...orNone(() => [hashOf(exchangeKeyIn(file))]),
  ];
}

/** An exchange key's file that does not contradict itself. */
function exchangeKeyIn(file: Buffer): Buffer {
  const { certificateDer, jwk } = parseExchangeKeyFile(file);
  if (jwk) compareJwk(jwk, parseExchangeCertificate(certificateDer));
  return certificateDer;
}

interface Answer {
  readonly call: string;
  readonly status: number;
  readonly requestId: string;
  /** Hash of the plan, or of what people typed in its place. */
  readonly planSha256: string;
  /** SHA-256 of the body, hex; at most one. */
  readonly body: readonly string[];
}

/** The service's answers as the program keeps them. What else is among them has no hash anywhere. */
function* answerFiles(files: EvidenceFiles): Generator<readonly [string, JsonObject]> {
  for (const [path, file] of files) {
    const json = path.startsWith('service/') ? membersOf(file) : {};
    if (json['format'] === 'lifeboat-answer') yield [path, json];
  }
}

const memberOf = (json: JsonObject, name: string): string => (typeof json[name] === 'string' ? json[name] : '');

/** @throws EVIDENCE_CONTRADICTS; EVIDENCE_JOURNAL_MISSING where no machine could have got them */
function answersOf({ files, owner }: Package): ReadonlyMap<string, Answer> {
  const answers = new Map<string, Answer>();
  for (const [path, json] of answerFiles(files)) {
    const {
      ceremony,
      hsm,
      planSha256: expected,
    } = owner ?? refuse({ code: 'EVIDENCE_JOURNAL_MISSING', role: 'operator-1' });
    const planSha256 = memberOf(json, 'planSha256');
    agree('answer-of-ceremony', `ceremony of ${path}`, ceremony, memberOf(json, 'ceremony'));
    agree(
      'answer-of-ceremony',
      `plan of ${path}`,
      expected ?? [...answers.values()][0]?.planSha256 ?? planSha256,
      planSha256,
    );
    agree('answer-of-ceremony', `HSM of ${path}`, hsm, memberOf(json, 'hsm'));
    const { call, requestId, status, body } = json;
    const isWhole = typeof call === 'string' && typeof requestId === 'string' && typeof status === 'number';
    if (!isWhole || typeof body !== 'string') return refuse({ code: 'EVIDENCE_FILE_UNKNOWN', path });
    answers.set(path, { call, status, requestId, planSha256, body: orNone(() => [hashOf(decodeBase64(body))]) });
  }
  return answers;
}

/** The bodies of the service's answers that were kept, by their SHA-256 in hex. */
export function keptBodies(
  files: EvidenceFiles,
): ReadonlyMap<string, { readonly path: string; readonly body: Buffer }> {
  const bodies = [...answerFiles(files)].flatMap(([path, json]) =>
    orNone(() => [{ path, body: asBuffer(decodeBase64(memberOf(json, 'body'))) }]),
  );
  return new Map(bodies.map((each) => [hashOf(each.body), each]));
}

const eventsOf = <
  Kind extends 'call-answered' | 'call-settled' | 'exchange-key-fetched' | 'exchange-key-refused' | 'file-written',
>(
  { journals }: Package,
  kind: Kind,
): readonly EventOf<Kind>[] =>
  journals.flatMap(({ entries }) =>
    entries.flatMap(({ event }) => (event.kind === kind ? [event as EventOf<Kind>] : [])),
  );

/** Where answers to a call are in the package, the one that the journal names is among them, and came by the request that it names. */
function assertAnswers(all: Package, answers: ReadonlyMap<string, Answer>): void {
  const toCalls = Map.groupBy(answers, ([, { call }]) => call);
  for (const { id, answerSha256, requestId, envelopeSha256 } of eventsOf(all, 'call-answered')) {
    const kept = assertKept(all, toCalls.get(id) ?? [], 'envelope', envelopeSha256);
    const [first, ...others] = toCalls.get(id) ?? [];
    if (first === undefined) continue;
    // Two answers to one call may have one body.
    const same = [first, ...others].filter(([, { body }]) => body.includes(answerSha256));
    const [found = first] = same;
    if (same.length === 0) contradict('answer-as-noted', `answer of ${first[0]}`, answerSha256, first[1].body.join());
    if (same.every((answer) => answer[1].requestId !== requestId)) {
      contradict('answer-as-noted', `answer of ${found[0]}`, requestId, found[1].requestId);
    }
    assertSuccess(
      (kept ?? same).filter(([, answer]) => answer.requestId === requestId),
      isTaken,
    );
  }
  for (const { id, verdict, finalSha256 } of eventsOf(all, 'call-settled')) {
    const kept = assertKept(all, toCalls.get(finalOf(id)) ?? [], 'end', finalSha256);
    if (verdict === 'succeeded') assertSuccess(kept ?? [], isNoFailure(all));
  }
  for (const { observer, answerSha256, envelopeSha256 } of eventsOf(all, 'exchange-key-fetched')) {
    // Both operators are given the same body, each in an answer of its own; those of one of them may not be here. The first fetch of operator 1
    // is the call that began the recovery.
    const isOwn = (call: string): boolean => (call === 'observe-operator-2') === (observer === 'operator-2');
    const ofKey = [...answers].filter(([, { call, body }]) => isOwn(call) && body.includes(answerSha256));
    assertSuccess(assertKept(all, ofKey, 'envelope', envelopeSha256) ?? [], isTaken);
  }
  // A fetch of the key is asked by no call of its own name: each answer that was good is one that a journal names.
  const fetched = new Set(eventsOf(all, 'exchange-key-fetched').map(({ answerSha256 }) => answerSha256));
  for (const [path, { call, status, body }] of answers) {
    const isFetch = /^observe-operator-[12]$/u.test(call) && status < 400;
    if (isFetch && !body.some((each) => fetched.has(each)))
      contradict('fetch-as-noted', `answer of ${path}`, 'none', body.join());
  }
}

type Kept = readonly [path: string, answer: Answer];

/**
 * Where answers of one name are in the package, the file with this hash is one of them: all of it, as it was kept.
 * @returns those files; undefined where the journal names none, or none of this name is here
 */
function assertKept(
  { digests }: Package,
  answers: readonly Kept[],
  what: 'envelope' | 'end',
  expected: string | undefined,
): readonly Kept[] | undefined {
  const [first] = answers;
  if (first === undefined || expected === undefined) return undefined;
  const found = answers.map(([path]) => digests.get(path)?.sha256);
  if (!found.includes(expected)) contradict('answer-as-kept', `${what} of ${first[0]}`, expected, found.join(', '));
  return answers.filter((_, at) => found[at] === expected);
}

/** What a journal says went well is not said otherwise by the answer that it names. */
function assertSuccess(answers: readonly Kept[], isGood: (each: Kept) => boolean): void {
  const [first] = answers;
  if (first === undefined || answers.some(isGood)) return;
  contradict('success-as-kept', `answer of ${first[0]}`, 'success', String(first[1].status));
}

const isTaken = ([, { status }]: Kept): boolean => status < 400;

/** The service's words for a job that ended otherwise than well. */
const isNoFailure =
  ({ files }: Package) =>
  ([path]: Kept): boolean => {
    const body = asBuffer(decodeBase64(memberOf(membersOf(files.get(path)), 'body')));
    return !/^(?:Failed|Canceled)$/u.test(memberOf(membersOf(body), 'status'));
  };

/** Under which name the program keeps the answer that ends a call. */
const finalOf = (id: string): string => `${id}-end`;

/** A verdict says what the journal says that it says. */
function assertVerdicts({ files, keys }: Package): void {
  const ofVerdicts = new Map(keys.toReversed().map((key) => [key.event?.verdictSha256, key]));
  for (const [path, file] of files) {
    const key = ofVerdicts.get(hashOf(file));
    if (!key) continue;
    const verdict = membersOf(file);
    agree('verdict-as-noted', `verdict of ${path}`, 'true', textOf(verdict['accepted']));
    agree('verdict-as-noted', `verdict of ${path}`, key.certificateSha256, textOf(verdict['certificateSha256Hex']));
    agree('verdict-as-noted', `verdict of ${path}`, key.verdict.claim, textOf(verdict['claim']));
  }
}

/** A file under the name of one that a journal says was written is one of those. */
function assertWrittenFiles(all: Package): void {
  const written = new Map<string, string[]>();
  for (const { name, sha256: hash } of eventsOf(all, 'file-written')) {
    const hashes = written.get(name);
    if (hashes) hashes.push(hash);
    else written.set(name, [hash]);
  }
  for (const [path, { sha256: found }] of all.digests) {
    if (!/^(?:documents|lists)\//u.test(path)) continue;
    const hashes = written.get(path.slice(path.indexOf('/') + 1)) ?? [found];
    if (!hashes.includes(found)) contradict('file-as-written', `file of ${path}`, hashes.slice(0, 3).join(', '), found);
  }
}

/** Files that say themselves whose keys they are about. */
const formatsOfHsm: readonly (JsonValue | undefined)[] = [
  'lifeboat-inventory',
  'lifeboat-key-attestations',
  'lifeboat-consumers',
];

/** A register, an inventory, a map of consumers and key attestations say themselves whose they are. */
function assertOfThisHsm(path: string, file: Buffer | undefined, { inventoriesOf, practice, sdSha256 }: Package): void {
  const json = membersOf(file);
  if (formatsOfHsm.includes(json['format'])) {
    const hsm = textOf(json['hsm']);
    if (inventoriesOf?.includes(hsm) === false) contradict('inventory-of-hsm', `HSM of ${path}`, inventoriesOf[0], hsm);
  } else if (json['format'] !== 'lifeboat-custody') return;
  if (json['practice'] !== practice)
    contradict('practice-of-file', `practice of ${path}`, String(practice), textOf(json['practice']));
  const registered = json['securityDomainSha256'];
  if (json['format'] === 'lifeboat-custody' && sdSha256 !== undefined && registered !== null) {
    agree('register-of-domain', `security domain of ${path}`, sdSha256, textOf(registered));
  }
}

const isSecurityDomain = (file: Buffer | undefined): boolean => Object.hasOwn(membersOf(file), 'SharedKeys');

/** What a later reader would want to see, and cannot. */
function missingFrom(
  all: Package,
  answers: ReadonlyMap<string, Answer>,
  certificates: ReadonlySet<string>,
): readonly string[] {
  const bodies = new Set([...answers.values()].flatMap(({ body }) => body));
  const hashes = new Set([...all.digests.values()].map((each) => each.sha256));
  const verdicts = all.keys.flatMap(({ event }) => event?.verdictSha256 ?? []).filter((each) => !hashes.has(each));
  const refused = eventsOf(all, 'exchange-key-refused').filter(({ fileSha256 }) => !hashes.has(fileSha256));
  const calls = eventsOf(all, 'call-answered').filter(({ answerSha256 }) => !bodies.has(answerSha256));
  const fetches = eventsOf(all, 'exchange-key-fetched').flatMap(({ observer, envelopeSha256 }) =>
    envelopeSha256 === undefined || hashes.has(envelopeSha256) ? [] : [`fetch of ${observer} ${envelopeSha256}`],
  );
  const ends = eventsOf(all, 'call-settled').flatMap(({ id, finalSha256 }) =>
    finalSha256 === undefined || hashes.has(finalSha256) ? [] : [`${id} end ${finalSha256}`],
  );
  return [
    ...ends,
    ...verdicts.map((each) => `verdict ${each}`),
    ...refused.map(({ fileSha256 }) => `exchange key ${fileSha256}`),
    ...calls.map(({ id, answerSha256 }) => `${id} ${answerSha256}`),
    // Both operators' journals may have one fetch.
    ...new Set(fetches),
    ...[...(all.custodians ?? [])].flatMap(([id, hash]) =>
      certificates.has(hash) ? [] : [`certificate ${id} ${hash}`],
    ),
    ...inventoriesNamed(all).flatMap((hash) => (hashes.has(hash) ? [] : [`inventory ${hash}`])),
    ...consumersNamed(all).flatMap((hash) => (hashes.has(hash) ? [] : [`consumers ${hash}`])),
  ];
}

/** Inventories by their SHA-256 in hex, as journals have them: in the note of a comparison, or after the restore of an emergency. */
const inventoriesNamed = ({ journals }: Package): readonly string[] => [
  ...new Set(
    journals.flatMap(({ entries }) =>
      entries.flatMap(({ event }) => {
        if (event.kind === 'restore-verified') return [event.baselineSha256 ?? [], event.inventorySha256].flat();
        return hashesNoted(event, 'Inventory ');
      }),
    ),
  ),
];

/** Maps of consumers, and tables made of them, in the notes about the list. */
const consumersNamed = ({ journals }: Package): readonly string[] => [
  ...new Set(journals.flatMap(({ entries }) => entries.flatMap(({ event }) => hashesNoted(event, consumersNote)))),
];

/** The hashes in a note of the program that begins so. */
const hashesNoted = (event: JournalEvent, beginning: string): readonly string[] =>
  event.kind === 'note' && event.by === 'Lifeboat' && event.text.startsWith(beginning) ? hashesIn([event.text]) : [];

/** A value as it is compared; one that is neither text nor truth value is none that anybody expects. */
const textOf = (value: JsonValue | undefined): string =>
  typeof value === 'string' || typeof value === 'boolean' ? String(value) : 'none';

/** The members of a file that is a JSON object; none of any other, nor of a paper, which was not kept. No file that is compared here has another number than a whole one. */
function membersOf(file: Buffer = Buffer.alloc(0)): JsonObject {
  if (asBuffer(file)[0] !== 0x7b) return {};
  const known = membersRead.get(file);
  if (known) return known;
  const rules = { maxBytes: file.length, integersOnly: true, isShallow: true };
  const [value = {}] = orNone(() => [parseStrictJson(file, rules)]);
  // A value that begins with a brace is an object.
  const members = value as JsonObject;
  membersRead.set(file, members);
  return members;
}

/** Each file is read once: one of them may hold a million objects. */
const membersRead = new WeakMap<Buffer, JsonObject>();

/** None where the bytes are of no such form: that is no refusal here. */
export function orNone<T>(read: () => readonly T[]): readonly T[] {
  try {
    return read();
  } catch (error) {
    /* v8 ignore else -- @preserve A reader refuses bytes of another form; another error is a defect, and
     * says nothing about the file. */
    if (error instanceof Refusal) return [];
    throw error;
  }
}
