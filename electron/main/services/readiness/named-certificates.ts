// Certificates of custodians as files that people chose, each with the name by which they know it.
import { basename } from 'node:path';
import type { ReadinessFiles } from '#core/readiness/file-checks.ts';
import { readWholeFile } from '#platform/files.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';

/** A certificate has about 1 KB; a PEM file may hold words beside it. */
const maxBytes = 64 << 10;

/** Reads certificates from files, each under the name of its file. @throws the file and medium faults */
export const readNamedCertificates = (paths: readonly string[]): Promise<ReadinessFiles['certificates']> =>
  Promise.all(
    paths.map(async (path) => ({ name: visibleText(basename(path), 80), bytes: await readWholeFile(path, maxBytes) })),
  );
