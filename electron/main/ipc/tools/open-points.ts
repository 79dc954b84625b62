// Writes who owes a draft what into a folder that a person chooses: a page to print, and a text to send.
import type { WrittenFile } from '#shared/contract/files.ts';
import type { Catalogue } from '#shared/messages/catalogue.ts';
import type { Language } from '#shared/messages/languages.ts';
import { loadCatalogue } from '#shared/messages/load-catalogue.ts';
import type { Paper } from '#core/documents/document.ts';
import { type OpenList, openPointsReport } from '#core/documents/open-points.ts';
import type { AppServices } from '#services/app/app-services.ts';
import { inFileName, writeInto } from '#services/app/chosen-files.ts';

interface OpenPointsOrder {
  readonly language: Language;
  readonly paper: Paper;
  /** Of the draft, for the names of the files: whatever a file may not be called is left out. */
  readonly name: string;
  readonly listIn: (texts: Catalogue) => OpenList;
}

/** @returns null where the person turned back */
export async function writeOpenPoints(
  { now, pickFolder, press, printStyle: css, version: appVersion }: AppServices,
  { language, paper, name, listIn }: OpenPointsOrder,
): Promise<WrittenFile[] | null> {
  const texts = await loadCatalogue(language);
  const at = now();
  const report = openPointsReport(listIn(texts), at, texts, { css, paper, appVersion });
  const folder = await pickFolder('forPdf');
  if (folder === undefined) return null;
  const file = `open-points-${inFileName(name)}-${at.toISOString().slice(0, 19).replace(/\D/g, '')}`;
  return [
    await writeInto(folder, `${file}.pdf`, await press.pdf(report.html)),
    await writeInto(folder, `${file}.txt`, Buffer.from(report.text, 'utf8')),
  ];
}
