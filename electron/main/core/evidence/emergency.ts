// The evidence of an emergency: a flat folder without a plan, whose list nobody signed. What can be checked again from it is.
import { refuse, Refusal } from '#shared/faults/fault.ts';
import type { EvidenceReport, Finding, PeoplesWord, ProvenCheck } from '#shared/evidence/report.ts';
import type { EventOf } from '#shared/journal/events.ts';
import { sha256 } from '../encoding/bytes.ts';
import { thumbprintOf } from '../encoding/thumbprint.ts';
import { parseExchangeKeyFile } from '../exchange-key/exchange-key-file.ts';
import { type JournalEntry, type JournalHead, verifyJournal } from '../journal/chain.ts';
import { verifyLooseKey } from '../journal/emergency.ts';
import { agree, contradict } from './agree.ts';
import type { PaperHeads } from './journals.ts';
import type { EvidenceFiles, FileDigest } from './manifest.ts';
import type { ReadPackage } from './package.ts';

/** The list of an emergency's files, in the form of `sha256sum -c`. */
export const sumsPath = 'SHA256SUMS';
const sumsLine = /^([0-9a-f]{64}) {2}([A-Za-z0-9][A-Za-z0-9._-]{0,200})$/u;

interface EmergencyJournal {
  readonly path: string;
  readonly opened: EventOf<'emergency-opened'>;
  readonly entries: readonly JournalEntry[];
  readonly head: JournalHead;
}

/**
 * Checks the evidence of an emergency again: the list, the journal, and the exchange key by the address that people typed.
 * @param heads the ends of journals as they were typed from paper
 * @throws EVIDENCE_MANIFEST_FORM, EVIDENCE_FILE_MISSING, EVIDENCE_FILE_ALTERED, EVIDENCE_FILE_UNLISTED for the list; JOURNAL_NOT_EMERGENCY,
 *   EVIDENCE_JOURNAL_MISSING, EVIDENCE_JOURNAL_TWICE, the faults of `verifyJournal`; EVIDENCE_CONTRADICTS; the faults of the exchange key
 */
export function verifyEmergencyEvidence({ files, digests }: ReadPackage, heads: PaperHeads = {}): EvidenceReport {
  const sums = assertSums(files.get(sumsPath), digests);
  const journal = theJournal(files);
  const { opened, path, entries, head } = journal;
  const keys = entries.flatMap(({ event }, at) =>
    event.kind === 'exchange-key-verified' ? [judgedAgain(event, journal, at, files)] : [],
  );
  const { after, ...paper } = comparePaper(journal, heads);
  const names = new Set(JSON.stringify(entries).match(/[0-9a-f]{64}/gu));
  const others = [...digests].filter(([name]) => name !== sumsPath && name !== path && !keys.includes(name));
  const found = <Id extends string>(id: Id, value: string): Finding<Id> => ({ id, value });
  const events = entries.flatMap(({ event }): Finding<PeoplesWord>[] => {
    if (event.kind === 'exception') {
      return [found('exception', `EX-${event.number}, ${event.step}: ${event.decidedBy.join(', ')}`)];
    }
    if (event.kind !== 'exchange-key-verified' || !event.exception) return [];
    return [found('unattested-key', event.exception.approvers.join(', '))];
  });
  const verdicts = entries.flatMap(({ event }) =>
    event.kind === 'exchange-key-verified' ? [event.verdictSha256] : [],
  );
  const hashes = new Set([...digests.values()].map((each) => each.sha256));
  return {
    ceremony: opened.ceremony,
    practice: opened.practice,
    planSha256: null,
    manifestSha256: sha256(sums).toString('hex'),
    signers: [],
    proven: [
      found<ProvenCheck>('files-whole', String(digests.size - 1)),
      found<ProvenCheck>('no-secrets', String(digests.size)),
      found<ProvenCheck>('journal-whole', `${path} (${entries.length}), ${head.sha256}`),
      found<ProvenCheck>('order-kept', path),
      ...(paper.isCompared ? [found<ProvenCheck>('journal-as-on-paper', path)] : []),
      ...keys.map((name) => found<ProvenCheck>('exchange-key-judged-anew', name)),
    ],
    restsOnPeople: [
      // Before all others: nobody signed any of this.
      found('no-plan', opened.missing.join(', ')),
      ...(paper.isCompared ? [] : [found('journal-head-not-compared', `${opened.machine}, ${head.sha256}`)]),
      ...(after > 0 ? [found('journal-went-on', `${path}, ${after}`)] : []),
      ...events,
      ...(head.state.closed ? [] : [found('journal-not-closed', path)]),
      ...others.filter(([, digest]) => !names.has(digest.sha256)).map(([name]) => found('file-not-named', name)),
      ...verdicts.filter((each) => !hashes.has(each)).map((each) => found('named-file-missing', `verdict ${each}`)),
    ],
  };
}

/** Each file is as its line says; there is a line for each, and a file for each line. @returns the list */
function assertSums(list: Buffer | undefined, digests: ReadonlyMap<string, FileDigest>): Buffer {
  const sums = list ?? refuse({ code: 'EVIDENCE_MANIFEST_MISSING' });
  const lines = sums.toString('latin1').split('\n');
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
    const digest = digests.get(path) ?? refuse({ code: 'EVIDENCE_FILE_MISSING', path });
    if (digest.sha256 !== hash) refuse({ code: 'EVIDENCE_FILE_ALTERED', path });
  }
  const unlisted = [...digests.keys()].find((path) => path !== sumsPath && !listed.has(path));
  if (unlisted !== undefined) refuse({ code: 'EVIDENCE_FILE_UNLISTED', path: unlisted });
  return sums;
}

/** The one journal: without it there is no evidence, and with two nobody knows which is true. */
function theJournal(files: EvidenceFiles): EmergencyJournal {
  const [first, second] = [...files].filter(([path]) => path.endsWith('.jsonl'));
  if (first === undefined) return refuse({ code: 'EVIDENCE_JOURNAL_MISSING', role: 'offline' });
  const [path, bytes] = first;
  if (second !== undefined) return refuse({ code: 'EVIDENCE_JOURNAL_TWICE', role: 'offline', path: second[0] });
  const { entries, head } = verifyJournal(bytes);
  const opened = head.state.emergency ?? refuse({ code: 'JOURNAL_NOT_EMERGENCY' });
  return { path, opened: { kind: 'emergency-opened', ...opened }, entries, head };
}

/**
 * The journal's word that a key was verified is not taken for it.
 * @returns the name of the file that is the key
 */
function judgedAgain(
  event: EventOf<'exchange-key-verified'>,
  { path, opened, entries }: EmergencyJournal,
  at: number,
  files: EvidenceFiles,
): string {
  const certificates = entries
    .slice(0, at)
    .flatMap(({ event: before }) => (before.kind === 'security-domain-loaded' ? [before.certificates] : []))
    .at(-1);
  const { certificateSha256, hsmUri, exception } = event;
  const [name, fileBytes] =
    [...files].find(([, bytes]) => certificateOf(bytes) === certificateSha256) ??
    contradict(`exchange key of ${path}`, certificateSha256, 'not in the package');
  const again = verifyLooseKey({
    fileBytes,
    hsmUri,
    practice: opened.practice,
    custodianThumbprintsS256: (certificates ?? []).map((each) => thumbprintOf(each)),
    unattested: exception ? { ...exception, fingerprint: certificateSha256 } : undefined,
  });
  agree(`exchange key of ${path}`, event.spkiSha256, again.event.spkiSha256);
  agree(`attestation of ${path}`, String(event.attested), String(again.event.attested));
  return name;
}

/** SHA-256 of the certificate in a file that is an exchange key; undefined of any other. */
function certificateOf(bytes: Buffer): string | undefined {
  try {
    return sha256(parseExchangeKeyFile(bytes).certificateDer).toString('hex');
  } catch (error) {
    /* v8 ignore else -- @preserve A file that is no exchange key is refused; another error is a defect, and must not
     * pass for a file of another kind. */
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/** What stands on paper is the hash of one of the lines, or the journal is another one. */
function comparePaper(
  { path, opened, entries, head }: EmergencyJournal,
  heads: PaperHeads,
): { readonly isCompared: boolean; readonly after: number } {
  const mine = opened.machine === 'offline' ? 'offline' : 'operator-1';
  const [other] = Object.keys(heads).filter((role) => role !== mine);
  if (other !== undefined) refuse({ code: 'EVIDENCE_JOURNAL_MISSING', role: other });
  const typed = heads[mine];
  if (typed === undefined) return { isCompared: false, after: 0 };
  const lines = [...entries.slice(1).map(({ prev }) => prev), head.sha256];
  const at = lines.lastIndexOf(typed);
  if (at < 0) contradict(`end of the journal on paper of ${path}`, typed, head.sha256);
  return { isCompared: true, after: lines.length - 1 - at };
}
