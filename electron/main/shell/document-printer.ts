// Shows and prints documents in windows without script, bridge or network: on the screen, into a PDF, onto local paper.
import { BrowserWindow, session, type Session, type WebContents } from 'electron';
import { Refusal, refuse } from '#shared/faults/fault.ts';
import { repeatablePdf } from '#core/paper/repeatable-pdf.ts';
import type { DocumentPrinter } from '#services/app/app-services.ts';
import { isLocalPrinter, type SystemPrinter } from './local-printers.ts';
import { cutSessionOff, lockSession } from './lock-session.ts';
import { isPaperUrl, OpenDocuments } from './paper-protocol.ts';
import { closeWhenGone, loaded } from './screen-process.ts';
import { paperPartition, paperWindowOptions } from './window-options.ts';

export function documentPrinter(): DocumentPrinter {
  const papers = new OpenDocuments();
  let ready: Promise<Session> | undefined;
  const open = async (html: string, title: string): Promise<BrowserWindow> => {
    await (ready ??= prepareSession(papers));
    const url = papers.layOut(html);
    const window = new BrowserWindow(paperWindowOptions(title));
    window.setContentProtection(true);
    window.once('closed', () => papers.putAway(url));
    closeWhenGone(window);
    return loaded(window, url);
  };
  /** Opens a document out of sight, does something with it, and puts it away. @throws PRINTER_FAILED where its process goes before */
  const unseen = async <T>(html: string, work: (contents: WebContents) => Promise<T>): Promise<T> => {
    const window = await open(html, 'Lifeboat');
    try {
      const gone = new Promise<never>((_never, fail) => {
        window.once('closed', () => fail(new Refusal({ code: 'PRINTER_FAILED', reason: 'exit' })));
      });
      return await Promise.race([work(window.webContents), gone]);
    } finally {
      window.destroy();
    }
  };
  return {
    preview: async (html, title) => {
      (await open(html, title)).show();
    },
    pdf: (html) => unseen(html, toPdf),
    printers: async () => {
      const found = await systemPrinters();
      const local = found.filter(isLocalPrinter).map(({ name, displayName }) => ({ name, displayName }));
      return { local, others: found.length - local.length };
    },
    print: async (html, printer, paper) => {
      const found = (await systemPrinters()).find(({ name }) => name === printer);
      if (found === undefined || !isLocalPrinter(found)) refuse({ code: 'PRINTER_NOT_LOCAL', printer });
      await unseen(html, (contents) => onto(contents, printer, paper === 'a4' ? 'A4' : 'Letter'));
    },
  };
}

async function prepareSession(papers: OpenDocuments): Promise<Session> {
  const own = session.fromPartition(paperPartition);
  lockSession(own, isPaperUrl);
  await cutSessionOff(own);
  own.protocol.handle(papers.scheme, papers.serve);
  return own;
}

/** The same as the command line asks of a Chromium: page size and header from the document, tags and an outline for readers. */
async function toPdf(contents: WebContents): Promise<Buffer> {
  const pdf = await contents.printToPDF({
    preferCSSPageSize: true,
    printBackground: true,
    generateTaggedPDF: true,
    generateDocumentOutline: true,
  });
  return repeatablePdf(pdf);
}

function onto(contents: WebContents, deviceName: string, pageSize: 'A4' | 'Letter'): Promise<void> {
  return new Promise((done, fail) =>
    contents.print({ silent: true, printBackground: true, deviceName, pageSize }, (isPrinted) => {
      if (isPrinted) done();
      else fail(new Refusal({ code: 'PRINT_NOT_DONE', printer: deviceName }));
    }),
  );
}

/** The system's list belongs to the machine; any window can ask for it. */
async function systemPrinters(): Promise<readonly SystemPrinter[]> {
  const [window] = BrowserWindow.getAllWindows();
  // Electron's type hides what a printer's options are; they are plain data.
  return ((await window?.webContents.getPrintersAsync()) ?? []) as unknown as readonly SystemPrinter[];
}
