// Printing on paper here: main asks on which printer, of those on this machine's own cable. No page prints by itself.
import type { Catalogue } from '#shared/messages/catalogue.ts';
import type { Paper } from '#core/documents/document.ts';
import type { AppServices, DocumentPrinter } from './app-services.ts';
import { fact, field, press, type Question } from './confirmation.ts';

type Printers = Awaited<ReturnType<DocumentPrinter['printers']>>;
type What = (screens: Catalogue['screens']) => string;

/** @returns the printer's name */
const askPrinter = (practice: boolean, what: What, { local, others }: Printers): Question<string> => ({
  practice,
  draw({ screens }) {
    const { document, print: t } = screens.papers;
    const choices = local.map(({ name, displayName }) => ({ value: name, title: displayName }));
    return {
      title: t.title,
      lead: [...(local.length === 0 ? [t.none] : []), ...(others > 0 ? [t.others(others)] : [])],
      facts: [fact(document, what(screens))],
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

/**
 * @param what is printed, as the sheet says it
 * @throws CONFIRMATION_NOT_GIVEN, PRINTER_NOT_LOCAL, PRINT_NOT_DONE
 */
export async function printHere(
  { confirm, press: printer, practiceOnly }: AppServices,
  { what, html, paper }: { readonly what: What; readonly html: string; readonly paper: Paper },
): Promise<void> {
  const name = await confirm(askPrinter(practiceOnly, what, await printer.printers()));
  await printer.print(html, name, paper);
}
