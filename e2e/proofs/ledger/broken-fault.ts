// What `npm run ledger` puts before the product's class of refusals, in a copy of the source: each refusal is noted for the test that met it,
// and one of them, or every one, is thrown with another code. The product itself has no such switch.

/** The environment that names the folder of a run: `met` is written there, and `broken` read. */
export const folderVariable = 'LIFEBOAT_LEDGER';
/** The environment that names the test that runs: its file, and after a tab its own name. */
export const testVariable = 'LIFEBOAT_LEDGER_TEST';

/** In `broken` in place of a code: all of them. */
export const every = '*';

/** Called with the name of the source's own `Fault` in its place, because it becomes part of that source. */
function ledgerFault(fault: { readonly code: string }): { readonly code: string } {
  const env = typeof process === 'undefined' ? {} : process.env;
  const folder = env['LIFEBOAT_LEDGER'];
  if (folder === undefined) return fault;
  try {
    const { appendFileSync, readFileSync } = process.getBuiltinModule('node:fs');
    appendFileSync(`${folder}/met`, `${fault.code}\t${env['LIFEBOAT_LEDGER_TEST'] ?? ''}\n`);
    const broken = readFileSync(`${folder}/broken`, 'utf8');
    if (broken !== '*' && broken !== fault.code) return fault;
    return { ...fault, code: fault.code === 'FOLDER_NOT_FOUND' ? 'FILE_CHANGED' : 'FOLDER_NOT_FOUND' };
  } catch {
    // A process behind its wall reaches no file: what it refuses is broken where it arrives.
    return fault;
  }
}

/**
 * @param source of `shared/faults/fault.ts`
 * @throws where its constructor is not as it was
 */
export function withLedger(source: string): string {
  const before = '    super(fault.code,';
  if (!source.includes(before)) throw new Error('the constructor of Refusal is not what the ledger breaks');
  const after = `    super((fault = ledgerFault(fault) as Fault).code,`;
  return `${source.replace(before, after)}\n${ledgerFault.toString()}\n`;
}

/**
 * What is told as a value meets no constructor, nor does one that a process behind its wall throws be broken there: another is written instead.
 * @param source of any file of the product
 */
export const withAnother = (source: string, code: string): string =>
  source.replaceAll(`'${code}'`, `'FOLDER_NOT_FOUND'`);
