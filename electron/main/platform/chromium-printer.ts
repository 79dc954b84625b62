// Makes a PDF of a document with a Chromium that is on the machine: headless, without a network, with a profile that is thrown away.
import { execFile, type ExecFileException } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Refusal, refuse } from '#shared/faults/fault.ts';
import { repeatablePdf } from '#core/paper/repeatable-pdf.ts';
import type { Passage } from './network-wall/close.ts';
import { chromiumPrograms } from './chromium-program.ts';
import { findProgram, programEnvironment } from './program-file.ts';

/** Turns a self-contained HTML file into a PDF. */
export interface PdfPrinter {
  /** @throws PRINTER_MISSING, PRINTER_FAILED */
  readonly print: (html: string) => Promise<Buffer>;
}

/** Longer than any document takes on a slow machine. */
const timeoutMs = 120_000;

const flags: readonly string[] = [
  '--headless',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-extensions',
  '--disable-sync',
  '--disable-quic',
  // The document needs nothing from outside; nothing can be fetched either.
  '--host-resolver-rules=MAP * ~NOTFOUND',
  // Header and footer are part of the document.
  '--no-pdf-header-footer',
  '--generate-pdf-document-outline',
];

/**
 * @param passage by which this process starts programs
 * @param candidates absolute paths; tests give their own
 */
export function chromiumPrinter(
  passage: Passage = (start) => start(),
  candidates: readonly string[] = chromiumPrograms('unseen'),
): PdfPrinter {
  return {
    print: async (html) => {
      const program = (await findProgram(candidates)) ?? refuse({ code: 'PRINTER_MISSING', tried: candidates });
      const folder = await mkdtemp(join(tmpdir(), 'lifeboat-print-'));
      try {
        return await printIn(folder, passage, program, html);
      } finally {
        await rm(folder, { recursive: true, force: true, maxRetries: 5 });
      }
    },
  };
}

async function printIn(folder: string, passage: Passage, program: string, html: string): Promise<Buffer> {
  const source = join(folder, 'document.html');
  const target = join(folder, 'document.pdf');
  await writeFile(source, html, { mode: 0o600 });
  // Chromium refuses to run its sandbox as root. The document has no script, and its policy allows none.
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const profile = `--user-data-dir=${join(folder, 'profile')}`;
  const args = [...flags, ...root, profile, `--print-to-pdf=${target}`, pathToFileURL(source).href];
  await finished((heard) =>
    passage(() =>
      execFile(program, args, { timeout: timeoutMs, windowsHide: true, env: programEnvironment(folder) }, heard),
    ),
  );
  const pdf = await readFile(target).catch((cause: unknown) =>
    refuse({ code: 'PRINTER_FAILED', reason: 'no-pdf' }, cause),
  );
  if (pdf.subarray(0, 5).toString('latin1') !== '%PDF-') refuse({ code: 'PRINTER_FAILED', reason: 'no-pdf' });
  return repeatablePdf(pdf);
}

const finished = (start: (heard: (error: ExecFileException | null) => void) => unknown): Promise<void> =>
  new Promise((done, fail) => {
    start((error) => {
      if (error === null) done();
      else fail(new Refusal({ code: 'PRINTER_FAILED', reason: error.killed === true ? 'timeout' : 'exit' }, error));
    });
  });
