// The evidence of an emergency: journals of one or both machines and what they name, under a list that nobody signed. What can be checked
// again from the files is.
import { refuse } from '#shared/faults/fault.ts';
import type { EvidenceReport, Finding, PeoplesWord, ProvenCheck } from '#shared/evidence/report.ts';
import type { EventKind, EventOf } from '#shared/journal/events.ts';
import { isPersonName } from '#shared/formatting/person-name.ts';
import { sha256 } from '../encoding/bytes.ts';
import { asJsonObject, type JsonObject, type JsonValue, parseStrictJson } from '../encoding/json.ts';
import { thumbprintOf } from '../encoding/thumbprint.ts';
import { parseExchangeKeyFile } from '../exchange-key/exchange-key-file.ts';
import { verifyJournal } from '../journal/chain.ts';
import { revocationListsOf, verifyLooseKey } from '../journal/emergency.ts';
import { maxRegisterBytes } from '../register/register-file.ts';
import { agree, contradict } from './agree.ts';
import type { AssessedKey } from './exchange-keys.ts';
import { comparePaperHeads, type PackedJournal, type PaperHeads } from './journals.ts';
import { type EvidenceFiles, type FileDigest, isEmergencyPath, sortedByPath } from './manifest.ts';
import { checkNamedFiles, keptBodies, orNone } from './named-files.ts';
import { inMemory, type ReadPackage } from './package.ts';
import { collateralOf, spokenIn } from './people.ts';
import { ownWord } from './signed-ends.ts';
import { type NamedCustodians, recoveryOf, storyOf } from './story.ts';
import { timesThatDiffer } from './times.ts';

/** The list of an emergency's files, in the form of `sha256sum -c`. */
export const sumsPath = 'SHA256SUMS';
const sumsLine = /^([0-9a-f]{64}) {2}([A-Za-z0-9][A-Za-z0-9._/-]{0,200})$/u;

interface EmergencyJournal extends PackedJournal {
  readonly opened: Omit<EventOf<'emergency-opened'>, 'kind'>;
}

/**
 * Lists the files of an emergency as they are: on the day nothing is held back because it does not fit.
 * @param files by their paths, without the list
 * @returns all files, the list among them
 */
export function listEmergency(files: EvidenceFiles): EvidenceFiles {
  const lines = sortedByPath(files).map(([path, file]) => `${sha256(file).toString('hex')}  ${path}\n`);
  return new Map([...files, [sumsPath, Buffer.from(lines.join(''), 'utf8')]]);
}

/**
 * Lists the files of an emergency, after checking all that a verifier will check.
 * @returns all files, the list among them, and what was found
 * @throws what `verifyEmergencyEvidence` throws
 */
export function buildEmergencyEvidence(files: EvidenceFiles): {
  readonly whole: EvidenceFiles;
  readonly report: EvidenceReport;
} {
  const whole = listEmergency(files);
  return { whole, report: verifyEmergencyEvidence(inMemory(whole)) };
}

/**
 * Checks the evidence of an emergency again: the list, the journals, whether they are of one emergency, the exchange key by the address that
 * people typed, and every file that has a hash somewhere.
 * @param heads the ends of journals as they were typed from paper
 * @throws EVIDENCE_MANIFEST_FORM, EVIDENCE_PATH, EVIDENCE_FILE_MISSING, EVIDENCE_FILE_ALTERED, EVIDENCE_FILE_UNLISTED for the list;
 *   JOURNAL_NOT_EMERGENCY, EVIDENCE_JOURNAL_MISSING, EVIDENCE_JOURNAL_TWICE, the faults of `verifyJournal`; EVIDENCE_CONTRADICTS;
 *   EVIDENCE_FILE_UNKNOWN; the faults of the exchange key
 */
export function verifyEmergencyEvidence({ files, digests }: ReadPackage, heads: PaperHeads = {}): EvidenceReport {
  assertSums(files.get(sumsPath), digests);
  const journals = emergencyJournals(files);
  const [first] = journals;
  if (first === undefined) return refuse({ code: 'EVIDENCE_JOURNAL_MISSING', role: 'offline' });
  const afterPaper = comparePaperHeads(journals, heads);
  const offline = journals.find(({ role }) => role === 'offline');
  const online = journals.find(({ role }) => role === 'operator-1');
  if (offline && online) assertOneEmergency(offline, online);
  const keys = [
    ...(offline ? assessedOffline(offline, files, digests) : []),
    ...(online ? assessedOnline(online, files) : []),
  ];
  const { ceremony, practice } = first.opened;
  const named = checkNamedFiles({
    ...{ files, digests, journals, keys, practice, known: [], sdSha256: undefined, closedFolders: [] },
    owner: online && { ceremony: online.opened.ceremony, hsm: online.head.state.target?.hsmUri ?? 'none' },
  });
  const found = <Id extends string>(id: Id, value: string): Finding<Id> => ({ id, value });
  const proven = (id: ProvenCheck, value: string): Finding<ProvenCheck> => ({ id, value });
  const absent = offline ? (online ? undefined : 'operator-1') : 'offline';
  const missing = new Set(journals.flatMap(({ opened }) => opened.missing));
  const words = journals.flatMap((journal) => ownWord(journal, 0));
  return {
    ceremony,
    practice,
    planSha256: null,
    incomplete: absent === undefined ? [] : [{ code: 'EVIDENCE_ONE_MACHINE', role: absent }],
    /* v8 ignore next -- @preserve `assertSums` refuses a package without the list, and every file has its digest. */
    manifestSha256: digests.get(sumsPath)?.sha256 ?? '',
    signers: [],
    recovery: recoveryOf(undefined, journals),
    story: storyOf({
      ...{ plan: undefined, register: registerIn(files), journals, isPlanOnPaper: false, afterPaper },
      ownWords: words,
    }),
    proven: [
      proven('files-whole', String(digests.size - 1)),
      proven('no-secrets', String(digests.size)),
      ...journals.flatMap(({ path, entries, head }) => [
        proven('journal-whole', `${path} (${entries.length}), ${head.sha256}`),
        proven('order-kept', path),
      ]),
      ...[...afterPaper.keys()].map((path) => proven('journal-as-on-paper', path)),
      ...keys.map(({ source, certificateSha256 }) =>
        proven('exchange-key-judged-anew', `${source}, ${certificateSha256}`),
      ),
      ...eventsOf(offline, 'blob-built').map((built) => proven('blob-for-the-verified-key', built.certificateSha256)),
      ...(named.named.length === 0 ? [] : [proven('files-as-named', named.named.join(', '))]),
    ],
    restsOnPeople: [
      // Before all others: nobody signed any of this.
      found('no-plan', [...missing].join(', ')),
      ...journals
        .filter(({ path }) => !afterPaper.has(path))
        .map(({ role, head }) => found('journal-head-not-compared', `${role}, ${head.sha256}`)),
      ...[...afterPaper]
        .filter(([, lines]) => lines > 0)
        .map(([path, lines]) => found('journal-went-on', `${path}, ${lines}`)),
      ...(absent === undefined ? [] : [found('journal-missing', absent)]),
      ...words,
      ...journals.flatMap((journal) => spokenIn(journal)),
      ...[...new Set(keys.map(({ verdict }) => collateralOf(verdict)))].map((each) => found('revocation-lists', each)),
      ...(offline && online ? differences(offline, online) : []).map((each) => found('journals-differ', each)),
      ...timesThatDiffer(journals, []).map((each) => found('times-differ', each)),
      ...named.unnamed.map((path) => found('file-not-named', path)),
      ...named.missing.map((each): Finding<PeoplesWord> => found('named-file-missing', each)),
    ],
  };
}

/** Each file is as its line says; there is a line for each, and a file for each line. */
function assertSums(sums: Buffer | undefined, digests: ReadonlyMap<string, FileDigest>): void {
  const lines = (sums ?? refuse({ code: 'EVIDENCE_MANIFEST_MISSING' })).toString('latin1').split('\n');
  const problems = [{ path: sumsPath, rule: 'wrong-form' as const }];
  if (lines.pop() !== '') refuse({ code: 'EVIDENCE_MANIFEST_FORM', problems });
  const listed = new Map(
    lines.map((line) => {
      const [, hash = '', name = ''] = sumsLine.exec(line) ?? refuse({ code: 'EVIDENCE_MANIFEST_FORM', problems });
      return [name, hash];
    }),
  );
  if (listed.size !== lines.length || listed.size === 0) refuse({ code: 'EVIDENCE_MANIFEST_FORM', problems });
  for (const [path, hash] of listed) {
    if (!isEmergencyPath(path)) refuse({ code: 'EVIDENCE_PATH', path });
    const digest = digests.get(path) ?? refuse({ code: 'EVIDENCE_FILE_MISSING', path });
    if (digest.sha256 !== hash) refuse({ code: 'EVIDENCE_FILE_ALTERED', path });
  }
  const unlisted = [...digests.keys()].find((path) => path !== sumsPath && !listed.has(path));
  if (unlisted !== undefined) refuse({ code: 'EVIDENCE_FILE_UNLISTED', path: unlisted });
}

/** That of the offline machine first; at most one of each: with two nobody knows which is true. */
function emergencyJournals(files: EvidenceFiles): readonly EmergencyJournal[] {
  const journals = [...files]
    .filter(([path]) => path.startsWith('journals/'))
    .map(([path, bytes]): EmergencyJournal => {
      if (!path.endsWith('.jsonl')) refuse({ code: 'EVIDENCE_FILE_UNKNOWN', path });
      const { entries, head } = verifyJournal(bytes);
      const opened = head.state.emergency ?? refuse({ code: 'JOURNAL_NOT_EMERGENCY' });
      return { path, role: opened.machine === 'offline' ? 'offline' : 'operator-1', opened, entries, head };
    });
  return (['offline', 'operator-1'] as const).flatMap((role) => {
    const [own, another] = journals.filter((each) => each.role === role);
    if (another) refuse({ code: 'EVIDENCE_JOURNAL_TWICE', role, path: another.path });
    return own ?? [];
  });
}

const eventsOf = <Kind extends EventKind>(journal: PackedJournal | undefined, kind: Kind): readonly EventOf<Kind>[] =>
  (journal?.entries ?? []).flatMap(({ event }) => (event.kind === kind ? [event as EventOf<Kind>] : []));

/** What was sent to the HSM is what was built: the two machines are of one emergency. */
function assertOneEmergency(offline: EmergencyJournal, online: EmergencyJournal): void {
  agree('one-emergency', `practice of ${online.path}`, String(offline.opened.practice), String(online.opened.practice));
  const built = new Map(eventsOf(offline, 'blob-built').map((each) => [each.blobSha256, each.certificateSha256]));
  const read = new Map(eventsOf(online, 'blob-read').map((each) => [each.blobSha256, each.certificateSha256]));
  for (const { call, subject } of eventsOf(online, 'call-intended')) {
    if (call !== 'upload') continue;
    // The rules of journals let no upload be of none; one that was would be refused as not built.
    const blob = String(subject);
    const key =
      built.get(blob) ?? contradict('one-emergency', `blob of ${online.path}`, blob, `not built in ${offline.path}`);
    /* v8 ignore next -- @preserve The rule `upload-of-the-blob-read` of journals lets no other blob be uploaded. */
    agree('one-emergency', `exchange key of ${online.path}`, key, read.get(blob) ?? 'none');
  }
}

/** What one of the two says and the other does not. It is said and not refused: people take wrong sticks, and mistype addresses. */
function differences(offline: EmergencyJournal, online: EmergencyJournal): readonly string[] {
  const facts = {
    offline: [
      ...eventsOf(offline, 'blob-built').map(({ blobSha256 }) => `blob ${blobSha256}`),
      ...eventsOf(offline, 'exchange-key-verified').flatMap(({ certificateSha256, hsmUri }) => [
        `exchange key ${certificateSha256}`,
        `HSM ${hsmUri}`,
      ]),
    ],
    online: [
      ...eventsOf(online, 'blob-read').map(({ blobSha256 }) => `blob ${blobSha256}`),
      ...eventsOf(online, 'exchange-key-fetched').map(({ certificateSha256 }) => `exchange key ${certificateSha256}`),
      ...eventsOf(online, 'target-typed').map(({ hsmUri }) => `HSM ${hsmUri}`),
    ],
  };
  const only = (side: 'offline' | 'online', others: ReadonlySet<string>): string[] =>
    [...new Set(facts[side])].filter((fact) => !others.has(fact)).map((fact) => `${side}: ${fact}`);
  return [...only('offline', new Set(facts.online)), ...only('online', new Set(facts.offline))];
}

/** The journal's word that a key was verified is not taken for it: every one that was, is checked again for the typed address. */
function assessedOffline(
  { path, opened, entries }: EmergencyJournal,
  files: EvidenceFiles,
  digests: ReadPackage['digests'],
): readonly AssessedKey[] {
  const events = entries.map(({ event }) => event);
  // Each file is hashed and read once, however many lines name it; of two that are the same, the first counts.
  const sorted = [...files].reverse();
  const byHash = new Map(sorted.map(([name, file]) => [digests.get(name)?.sha256, file]));
  const byKey = new Map(
    sorted.flatMap(([name, file]) => (name.startsWith('certificates/') ? [[keyIn(file), [name, file]] as const] : [])),
  );
  let certificates: readonly string[] | undefined;
  return events.flatMap((event, at): AssessedKey[] => {
    if (event.kind === 'security-domain-loaded') ({ certificates } = event);
    if (event.kind !== 'exchange-key-verified' && event.kind !== 'exchange-key-refused') return [];
    // Without a list with which a key was checked the check can't be made again.
    const revocationLists = revocationListsOf(events, at).map(
      (hash) =>
        byHash.get(hash) ?? contradict('lists-in-package', `revocation list of ${path}`, hash, 'not in the package'),
    );
    if (event.kind === 'exchange-key-refused') return [];
    const { certificateSha256, hsmUri, exception } = event;
    const [source, fileBytes] =
      byKey.get(certificateSha256) ??
      contradict('key-in-package', `exchange key of ${path}`, certificateSha256, 'not in the package');
    const again = verifyLooseKey({
      fileBytes,
      hsmUri,
      practice: opened.practice,
      custodianThumbprintsS256: (certificates ?? []).map((each) => thumbprintOf(each)),
      unattested: exception ? { ...exception, fingerprint: certificateSha256 } : undefined,
      revocationLists,
    });
    agree('key-as-verified', `exchange key of ${path}`, event.spkiSha256, again.event.spkiSha256);
    agree('key-as-verified', `attestation of ${path}`, String(event.attested), String(again.event.attested));
    return [{ source, certificateSha256, event, verdict: again.verdict }];
  });
}

/**
 * Each key that the online machine fetched is the one in the answer that was kept, and good for the typed address unless the journal says
 * of this fetch, before the next one, that it was not.
 */
function assessedOnline(
  { path, opened, entries, head }: EmergencyJournal,
  files: EvidenceFiles,
): readonly AssessedKey[] {
  const bodies = keptBodies(files);
  const outcomes = entries.flatMap(({ event }) =>
    event.kind === 'exchange-key-fetched' || (event.kind === 'check-failed' && event.check === 'exchange-key')
      ? [event]
      : [],
  );
  return outcomes.flatMap((event, at): AssessedKey[] => {
    const kept = event.kind === 'exchange-key-fetched' ? bodies.get(event.answerSha256) : undefined;
    if (event.kind !== 'exchange-key-fetched' || kept === undefined) return [];
    const { certificateSha256 } = event;
    agree('key-as-verified', `exchange key of ${path}`, certificateSha256, keyIn(kept.body) ?? 'none');
    if (outcomes[at + 1]?.kind === 'check-failed') return [];
    /* v8 ignore next -- @preserve The rule `fetch-by-its-own-operator` and those of calls let
     * no key be fetched before an address is typed. */
    const hsmUri = head.state.target?.hsmUri ?? '';
    const key = { fileBytes: kept.body, hsmUri, practice: opened.practice, custodianThumbprintsS256: [] };
    const { event: again, verdict } = verifyLooseKey(key);
    agree('key-as-verified', `exchange key of ${path}`, event.spkiSha256, again.spkiSha256);
    return [{ source: kept.path, certificateSha256, event: undefined, verdict }];
  });
}

/** The first register of custody in the package, which names the custodians. It is nobody's signed word; undefined where there is none. */
function registerIn(files: EvidenceFiles): NamedCustodians | undefined {
  for (const [path, file] of files) {
    const register = path.startsWith('lists/') ? registerOf(file) : undefined;
    if (register) return register;
  }
  return undefined;
}

/** Rows that name nobody are left out: a register that a program would refuse may still tell who held a key. */
function registerOf(file: Buffer): NamedCustodians | undefined {
  const { format, people, custodians } = jsonIn(file);
  if (format !== 'lifeboat-custody') return undefined;
  return {
    people: textsOf(people, ['id', 'name']).filter(({ name }) => isPersonName(name)),
    custodians: textsOf(custodians, ['id', 'person', 'certificateSha256']).filter(({ id }) => custodianId.test(id)),
  };
}

const custodianId = /^C(?:[1-9]|10)$/u;

/** The rows of a list in which these members are texts. */
function textsOf<Name extends string>(
  rows: JsonValue | undefined,
  names: readonly Name[],
): readonly Readonly<Record<Name, string>>[] {
  const isText = (row: JsonValue): row is Record<Name, string> =>
    names.every((name) => typeof asJsonObject(row)?.[name] === 'string');
  return (Array.isArray(rows) ? rows : []).filter(isText);
}

function jsonIn(file: Buffer): JsonObject {
  if (file[0] !== 0x7b) return {};
  const [value = {}] = orNone(() => [parseStrictJson(file, { maxBytes: maxRegisterBytes, integersOnly: true })]);
  // A value that begins with a brace is an object.
  return value as JsonObject;
}

/** SHA-256 of the certificate in a file that is an exchange key; undefined of any other. */
function keyIn(bytes: Buffer): string | undefined {
  const [key] = orNone(() => [parseExchangeKeyFile(bytes).certificateDer]);
  return key && sha256(key).toString('hex');
}
