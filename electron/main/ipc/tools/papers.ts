// Calls about paper: documents of a ceremony are shown, saved as PDF, and printed on a printer of this machine's own.
import { basename } from 'node:path';
import type { ToolsHandlers } from '#shared/contract/tools/contract.ts';
import type { PaperOrder, SavedPaper } from '#shared/contract/tools/papers.ts';
import type { PickedKind } from '#shared/contract/tools/picked.ts';
import { refuse } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import type { Catalogue } from '#shared/messages/catalogue.ts';
import { endOf, maxJournalBytes, readJournal } from '#core/journal/chain.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { makePaper, maxPaperDataBytes, type Paper } from '#core/paper/papers.ts';
import { maxBundleBytes } from '#core/transfer/envelope.ts';
import type { AppServices } from '#services/app/app-services.ts';
import { writeInto } from '#services/app/chosen-files.ts';
import { type NamedFile, printHere } from '#services/app/print-here.ts';
import { verifyEvidenceFolder } from '#services/evidence/evidence-folder.ts';
import { readWholeFile } from '#platform/files.ts';
import { withJournalAt } from '#services/journal/journal-file.ts';

/** Every level of a drill; people strike out what they do not do. */
const drillLevels = ['D1', 'D2', 'D3', 'D4'] as const;

/** A document as it was ordered, and the journal that may take a note of it. */
interface OrderedPaper extends Paper {
  readonly journal: Buffer | undefined;
  readonly from: readonly NamedFile[];
}

export function documentCalls(services: AppServices): ToolsHandlers['papers'] {
  const { files, press } = services;
  return {
    async preview(order) {
      const { html, ceremony } = await ordered(services, order);
      await press.preview(html, `${order.document}, ${ceremony}`);
      return null;
    },
    async savePdf(order) {
      const paper = await ordered(services, order);
      const folder = await services.pickFolder('forPdf');
      if (folder === undefined) return null;
      const pdf = await press.pdf(paper.html);
      const path = order.journal === null ? undefined : files.path(order.journal, 'journal');
      return save({ folder, name: pdfName(order, paper), pdf }, path, paper.journal, services.now);
    },
    async print(order) {
      const { html, ceremony, practice, from } = await ordered(services, order);
      const { document } = order;
      const what = ({ papers, evidence }: Catalogue['screens']): string =>
        `${document === 'certificate' ? evidence.certificate.title : papers.documents[document].title}, ${ceremony}`;
      await printHere(services, { practice, what, from, html, paper: order.paper });
      return null;
    },
  };
}

async function ordered(
  { files, printStyle, manualPictures, version }: AppServices,
  order: PaperOrder,
): Promise<OrderedPaper> {
  const from: NamedFile[] = [];
  const read = async (token: string | null, kind: PickedKind, maxBytes: number): Promise<Buffer | undefined> => {
    if (token === null) return undefined;
    const path = files.path(token, kind);
    const bytes = await readWholeFile(path, maxBytes);
    from.push({ name: visibleText(basename(path), 80), sha256: sha256(bytes).toString('hex') });
    return bytes;
  };
  const journal = await read(order.journal, 'journal', maxJournalBytes);
  const request = {
    document: order.document,
    plan: await read(order.plan, 'plan', maxBundleBytes),
    journal,
    ...(order.document === 'certificate' && order.data !== null
      ? { evidence: await verifyEvidenceFolder(files.path(order.data, 'evidence'), {}) }
      : { data: await read(order.data, 'data', maxPaperDataBytes(order.document)) }),
    side: order.side ?? undefined,
    drillLevels,
    custodian: order.custodian ?? undefined,
  };
  const { language, paper } = order;
  const style = { language, paper, css: printStyle, pictures: manualPictures, appVersion: version };
  return { ...makePaper(request, style), journal, from };
}

/** One name for one order: a second print of the same document does not hide the first, it is refused. */
function pdfName({ document, custodian, language, paper }: PaperOrder, { ceremony, side }: Paper): string {
  const parts = [
    document,
    ...(document === 'script' || document === 'sheets' || document === 'record' ? [side] : []),
    ...(document === 'call-sheet' && custodian !== null ? [custodian] : []),
    ceremony,
    language,
    paper,
  ];
  return `${parts.join('-')}.pdf`;
}

interface NewPdf {
  readonly folder: string;
  readonly name: string;
  readonly pdf: Buffer;
}

/** Writes the PDF, and notes its hash in the journal if that still takes notes. */
async function save(
  { folder, name, pdf }: NewPdf,
  journalPath: string | undefined,
  journalBytes: Buffer | undefined,
  now: () => Date,
): Promise<SavedPaper> {
  if (journalPath === undefined || journalBytes === undefined)
    return { file: await writeInto(folder, name, pdf), journal: 'none' };
  const { damage, head } = readJournal(journalBytes);
  if (damage !== undefined) return { file: await writeInto(folder, name, pdf), journal: 'damaged' };
  if (head.state.closed) return { file: await writeInto(folder, name, pdf), journal: 'closed' };
  // The journal is opened first: where it is in use or will not open, no file is written that it does not name.
  return withJournalAt(
    journalPath,
    () => now().toISOString(),
    async (journal) => {
      // What the paper says must be in the journal that names it.
      if (!(await journal.hadEnd(endOf(head)))) {
        refuse({ code: 'FILE_CHANGED', name: visibleText(basename(journalPath)) });
      }
      const file = await writeInto(folder, name, pdf);
      await journal.append({ kind: 'file-written', name, bytes: file.bytes, sha256: file.sha256 });
      return { file, journal: 'noted' };
    },
  );
}
