// Printing on paper here: main asks on which printer, of those on this machine's own cable. No page prints by itself.
import type { Catalogue } from '#shared/messages/catalogue.ts';
import type { Paper } from '#core/documents/document.ts';
import type { AppServices, DocumentPrinter } from './app-services.ts';
import { fact, field, press, type Question } from './confirmation.ts';

type Printers = Awaited<ReturnType<DocumentPrinter['printers']>>;
type What = (screens: Catalogue['screens']) => string;

interface Printed {
  /** Null of what belongs to no ceremony. */
  readonly practice: boolean | null;
  /** What is printed, as the sheet says it. */
  readonly what: What;
  /** What it's printed from. */
  readonly from: readonly NamedFile[];
  readonly html: string;
  readonly paper: Paper;
}

/** A file that a page named: people see which it is. */
export interface NamedFile {
  readonly name: string;
  /** Hex. */
  readonly sha256: string;
}

/** @returns the printer's name */
const askPrinter = ({ practice, what, from }: Printed, { local, others }: Printers): Question<string> => ({
  practice,
  draw({ screens }) {
    const { document, print: t } = screens.papers;
    const choices = local.map(({ name, displayName }) => ({ value: name, title: displayName }));
    return {
      title: t.title,
      lead: [...(local.length === 0 ? [t.none] : []), ...(others > 0 ? [t.others(others)] : [])],
      facts: [fact(document, what(screens)), ...from.map(({ name, sha256 }) => fact(name, sha256))],
      fields:
        local.length === 0
          ? []
          : [field('printer', t.legend, { value: local[0]?.name ?? '', form: { kind: 'choice', choices } })],
      acts: local.length === 0 ? [] : [press(t.print)],
    };
  },
  take: ({ typed }) => typed['printer'] ?? '',
  again: [],
});

/** @throws CONFIRMATION_NOT_GIVEN, PRINTER_NOT_LOCAL, PRINT_NOT_DONE */
export async function printHere({ confirm, press: printer }: AppServices, printed: Printed): Promise<void> {
  const name = await confirm(askPrinter(printed, await printer.printers()));
  await printer.print(printed.html, name, printed.paper);
}
