// What the deeds beside a ceremony need of the world: dialogs, the press that prints, and the files that people chose.
import type { LocalPrinter, PickedFile } from '../../../shared/contract/offline/desk.ts';
import type { Paper } from '../../../shared/documents/document.ts';
import { type PickedFiles, type PickedKind } from './picked-files.ts';

/** Shows and prints finished documents. Nothing in a document runs, and nothing is fetched for it. */
export interface PaperPress {
  readonly preview: (html: string, title: string) => Promise<void>;
  readonly pdf: (html: string) => Promise<Buffer>;
  /** Printers on this machine's own cable, and how many others the system has. */
  readonly printers: () => Promise<{ readonly local: LocalPrinter[]; readonly others: number }>;
  /** @throws PRINTER_NOT_LOCAL, PRINT_NOT_DONE */
  readonly print: (html: string, printer: string, paper: Paper) => Promise<void>;
}

export interface Office {
  readonly version: string;
  /** The print style sheet, with its fonts. */
  readonly printStyle: string;
  readonly now: () => Date;
  readonly files: PickedFiles;
  readonly press: PaperPress;
  /** The system's dialogs; undefined when the person turned back. */
  readonly pickFile: (title: string) => Promise<string | undefined>;
  readonly pickFolder: (title: string) => Promise<string | undefined>;
}

/** Lets a person choose something in a dialog, and remembers it; null when they turned back. */
export async function choose(
  { files }: Office,
  kind: PickedKind,
  dialog: Promise<string | undefined>,
): Promise<PickedFile | null> {
  const path = await dialog;
  return path === undefined ? null : files.remember(path, kind);
}
