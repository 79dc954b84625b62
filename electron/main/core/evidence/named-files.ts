// The other files of an evidence package, compared with the hashes of them that stand in journals, bundles and plan.
import { refuse } from '#shared/faults/fault.ts';
import type { EventOf } from '#shared/journal/events.ts';
import { decodeBase64 } from '../encoding/base64.ts';
import { asBuffer, sha256 } from '../encoding/bytes.ts';
import { type JsonObject, type JsonValue, parseStrictJson } from '../encoding/json.ts';
import { readPemBlocks } from '../encoding/pem.ts';
import { encodePlan } from '../plan/plan-file.ts';
import type { SignedPlan } from '../plan/approval.ts';
import { Refusal } from '#shared/faults/fault.ts';
import { agree, contradict } from './agree.ts';
import type { CheckedBundle } from './bundles.ts';
import type { JudgedKey } from './exchange-keys.ts';
import type { CheckedJournal } from './journals.ts';
import { type EvidenceFiles, type FileDigest, manifestPath, planPath } from './manifest.ts';

export interface NamedFiles {
  /** Files whose hash stands somewhere. */
  readonly named: readonly string[];
  /** Files that nothing names: only people can say what they are. */
  readonly unnamed: readonly string[];
  /** What a journal names, and no file of the package is. */
  readonly missing: readonly string[];
}

interface Package {
  readonly files: EvidenceFiles;
  readonly digests: ReadonlyMap<string, FileDigest>;
  readonly signedPlan: SignedPlan;
  readonly journals: readonly CheckedJournal[];
  readonly bundles: readonly CheckedBundle[];
  readonly keys: readonly JudgedKey[];
}

/**
 * @throws EVIDENCE_FILE_UNKNOWN for a verdict or a certificate that nothing names, and a security domain of another HSM;
 *   EVIDENCE_CONTRADICTS
 */
export function checkNamedFiles(all: Package): NamedFiles {
  const known = knownHashes(all);
  const answers = answersOf(all);
  assertVerdicts(all);
  assertAnswers(all, answers);
  assertWrittenFiles(all);
  const others = [...all.digests].filter(([path]) => !/^(?:journals|bundles)\//u.test(path) && !isFrame(path));
  const named: string[] = [];
  const unnamed: string[] = [];
  for (const [path, digest] of others) {
    const hashes = [digest.sha256, ...certificateHash(path, all.files), ...(answers.get(path)?.body ?? [])];
    if (hashes.some((each) => known.has(each))) named.push(path);
    else if (/^(?:verdicts|certificates)\//u.test(path) || isSecurityDomain(all.files.get(path))) {
      refuse({ code: 'EVIDENCE_FILE_UNKNOWN', path });
    } else unnamed.push(path);
    assertOfThisPlan(path, all.files.get(path), all.signedPlan);
  }
  return { named, unnamed, missing: missingFrom(all, answers) };
}

const isFrame = (path: string): boolean => path === planPath || path === manifestPath;

/** Every SHA-256 in hex that a journal, a bundle or the plan has anywhere. */
function knownHashes({ journals, bundles, signedPlan: { plan } }: Package): ReadonlySet<string> {
  const texts = [
    ...journals.flatMap(({ entries }) => entries.map(({ event }) => JSON.stringify(event))),
    ...bundles.map(({ payload }) => JSON.stringify(payload)),
    encodePlan(plan).toString('utf8'),
  ];
  const known = new Set(texts.flatMap((text) => text.match(/(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/gu) ?? []));
  for (const { payload } of bundles) {
    if (payload.type !== 'activation-certificates') continue;
    for (const { certificate } of payload.body.certificates) known.add(hashOf(decodeBase64(certificate)));
  }
  return known;
}

const hashOf = (bytes: Uint8Array): string => sha256(bytes).toString('hex');

/** A certificate is known by its DER, however its file spells it. */
function certificateHash(path: string, files: EvidenceFiles): readonly string[] {
  const file = files.get(path);
  if (!path.startsWith('certificates/') || file === undefined) return [];
  return orNone(() => readPemBlocks(file).slice(0, 1)).map(({ der }) => hashOf(der));
}

interface Answer {
  readonly call: string;
  readonly status: number;
  readonly requestId: string;
  /** SHA-256 of the body, hex; at most one. */
  readonly body: readonly string[];
}

/** The service's answers as the program keeps them. What else lies among them has no hash anywhere. */
function answersOf({ files, signedPlan: { plan, planSha256 } }: Package): ReadonlyMap<string, Answer> {
  const answers = new Map<string, Answer>();
  for (const [path, file] of files) {
    const json = path.startsWith('service/') ? membersOf(file) : {};
    if (json['format'] !== 'lifeboat-answer') continue;
    const text = (name: string): string => (typeof json[name] === 'string' ? json[name] : '');
    agree(`ceremony of ${path}`, plan.ceremony, text('ceremony'));
    agree(`plan of ${path}`, planSha256, text('planSha256'));
    agree(`HSM of ${path}`, plan.target.uri, text('hsm'));
    const body = orNone(() => [hashOf(decodeBase64(text('body')))]);
    const status = typeof json['status'] === 'number' ? json['status'] : 0;
    answers.set(path, { call: text('call'), status, requestId: text('requestId'), body });
  }
  return answers;
}

const eventsOf = <Kind extends 'call-answered' | 'exchange-key-fetched' | 'file-written'>(
  { journals }: Package,
  kind: Kind,
): readonly EventOf<Kind>[] =>
  journals.flatMap(({ entries }) =>
    entries.flatMap(({ event }) => (event.kind === kind ? [event as EventOf<Kind>] : [])),
  );

/** Where answers to a call are in the package, the one that the journal names is among them, and came by the request that it names. */
function assertAnswers(all: Package, answers: ReadonlyMap<string, Answer>): void {
  for (const { id, answerSha256, requestId } of eventsOf(all, 'call-answered')) {
    const [first, ...others] = [...answers].filter(([, { call }]) => call === id);
    if (first === undefined) continue;
    const found = [first, ...others].find(([, { body }]) => body.includes(answerSha256));
    if (!found) contradict(`answer of ${first[0]}`, answerSha256, first[1].body.join());
    else agree(`answer of ${found[0]}`, requestId, found[1].requestId);
  }
  // A fetch of the key is asked by no call of its own name: each answer that was good is one that a journal names.
  const fetched = eventsOf(all, 'exchange-key-fetched').map(({ answerSha256 }) => answerSha256);
  for (const [path, { call, status, body }] of answers) {
    const isFetch = /^observe-operator-[12]$/u.test(call) && status < 400;
    if (isFetch && !body.some((each) => fetched.includes(each))) contradict(`answer of ${path}`, 'none', body.join());
  }
}

/** A verdict says what the journal says that it says. */
function assertVerdicts({ files, keys }: Package): void {
  for (const [path, file] of files) {
    const key = path.startsWith('verdicts/') && keys.find(({ event }) => event.verdictSha256 === hashOf(file));
    if (!key) continue;
    const verdict = membersOf(file);
    agree(`verdict of ${path}`, 'true', textOf(verdict['accepted']));
    agree(`verdict of ${path}`, key.certificateSha256, textOf(verdict['certificateSha256Hex']));
    agree(`verdict of ${path}`, key.verdict.claim, textOf(verdict['claim']));
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
    if (!hashes.includes(found)) contradict(`file of ${path}`, hashes.slice(0, 3).join(', '), found);
  }
}

/** A register and an inventory say themselves whose they are. */
function assertOfThisPlan(path: string, file: Buffer | undefined, { plan }: SignedPlan): void {
  const json = file === undefined ? {} : membersOf(file);
  const { source, target, securityDomain, practice } = plan;
  if (json['format'] === 'lifeboat-inventory') {
    const host = source !== null && json['hsm'] === source.uri ? source.uri : target.uri;
    agree(`HSM of ${path}`, host, textOf(json['hsm']));
    agree(`practice of ${path}`, String(practice), textOf(json['practice']));
  }
  if (json['format'] === 'lifeboat-custody') {
    agree(`practice of ${path}`, String(practice), textOf(json['practice']));
    const registered = json['securityDomainSha256'];
    if (securityDomain && typeof registered === 'string') {
      agree(`security domain of ${path}`, securityDomain.sha256, registered);
    }
  }
}

const isSecurityDomain = (file: Buffer | undefined): boolean =>
  file !== undefined && Object.hasOwn(membersOf(file), 'SharedKeys');

/** What a later reader would want to see, and cannot. */
function missingFrom(all: Package, answers: ReadonlyMap<string, Answer>): readonly string[] {
  const bodies = new Set([...answers.values()].flatMap(({ body }) => body));
  const hashes = new Set([...all.digests.values()].map((each) => each.sha256));
  const verdicts = all.keys.filter(({ event }) => !hashes.has(event.verdictSha256));
  const calls = eventsOf(all, 'call-answered').filter(({ answerSha256 }) => !bodies.has(answerSha256));
  return [
    ...verdicts.map(({ event }) => `verdict ${event.verdictSha256}`),
    ...calls.map(({ id, answerSha256 }) => `${id} ${answerSha256}`),
  ];
}

/** A value as it is compared; one that is no text, number or truth value is none that anybody expects. */
const textOf = (value: JsonValue | undefined): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : 'none';

/** The members of a file that is a JSON object; none of any other. */
function membersOf(file: Buffer): JsonObject {
  if (asBuffer(file)[0] !== 0x7b) return {};
  const [value = {}] = orNone(() => [parseStrictJson(file, { maxBytes: file.length })]);
  // A value that begins with a brace is an object.
  return value as JsonObject;
}

/** None where the bytes are of no such form: that is no refusal here. */
function orNone<T>(read: () => readonly T[]): readonly T[] {
  try {
    return read();
  } catch (error) {
    /* v8 ignore else -- @preserve Whoever reads bytes of a form refuses those that have another; another error is a defect, and
     * says nothing about the file. */
    if (error instanceof Refusal) return [];
    throw error;
  }
}
