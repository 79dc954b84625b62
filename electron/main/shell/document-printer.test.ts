// What the press asks of Electron: a printer that is not on a cable gets nothing, and a print that fails is said to have failed.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { documentPrinter } from './document-printer.ts';

interface Seen {
  opened: number;
  destroyed: number;
  readonly prints: object[];
  readonly heard: Map<string, () => void>;
  /** What the system answers; undefined where it does not answer. */
  isPrinted: boolean | undefined;
  loadError: Error | undefined;
}
const seen = vi.hoisted((): Seen => ({
  opened: 0,
  destroyed: 0,
  prints: [],
  heard: new Map(),
  isPrinted: true,
  loadError: undefined,
}));

vi.mock('electron', () => {
  const nothing = (): Promise<void> => Promise.resolve();
  class BrowserWindow {
    static getAllWindows = (): BrowserWindow[] => [new BrowserWindow()];
    webContents = {
      on: (name: string, heard: () => void) => void seen.heard.set(name, heard),
      getPrintersAsync: () =>
        Promise.resolve([
          { name: 'desk', displayName: 'Desk', options: { 'device-uri': 'usb://A/B' } },
          { name: 'hall', displayName: 'Hall', options: { 'device-uri': 'ipp://hall/print' } },
        ]),
      print: (options: object, done: (isPrinted: boolean) => void) => {
        seen.prints.push(options);
        if (seen.isPrinted !== undefined) done(seen.isPrinted);
      },
    };
    loadURL(): Promise<void> {
      seen.opened += 1;
      return seen.loadError === undefined ? nothing() : Promise.reject(seen.loadError);
    }
    destroy(): void {
      seen.destroyed += 1;
      seen.heard.get('closed')?.();
    }
    setContentProtection = nothing;
    once = (name: string, heard: () => void) => void seen.heard.set(name, heard);
    isDestroyed = (): boolean => seen.destroyed > 0;
  }
  const parts = Object.assign(nothing, { handle: nothing, onBeforeRequest: nothing });
  // A session is awaited: with a `then` it would be taken for a promise.
  const session = new Proxy({}, { get: (_, name) => (name === 'then' ? undefined : parts) });
  return { BrowserWindow, session: { fromPartition: () => session } };
});

describe('the press', () => {
  beforeEach(() => {
    Object.assign(seen, { opened: 0, destroyed: 0, prints: [], isPrinted: true, loadError: undefined });
  });

  it('names printers on a cable and counts the others', async () => {
    expect(await documentPrinter().printers()).toEqual({ local: [{ name: 'desk', displayName: 'Desk' }], others: 1 });
  });

  it('prints on one of them without a dialog, and puts the document away', async () => {
    await documentPrinter().print('<p></p>', 'desk', 'letter');
    expect(seen).toMatchObject({ opened: 1, destroyed: 1 });
    expect(seen.prints).toEqual([{ silent: true, printBackground: true, deviceName: 'desk', pageSize: 'Letter' }]);
  });

  it.each(['hall', 'nowhere'])('sends nothing to %s', async (printer) => {
    expect(await faultOfPromise(documentPrinter().print('<p></p>', printer, 'a4'))).toEqual({
      code: 'PRINTER_NOT_LOCAL',
      printer,
    });
    expect(seen).toMatchObject({ opened: 0, prints: [] });
  });

  it('does not wait for a window whose process has gone', async () => {
    seen.isPrinted = undefined;
    const printed = faultOfPromise(documentPrinter().print('<p></p>', 'desk', 'a4'));
    await expect.poll(() => seen.prints.length).toBe(1);
    seen.heard.get('render-process-gone')?.();
    expect(await printed).toEqual({ code: 'PRINTER_FAILED', reason: 'exit' });
  });

  it('leaves no window behind whose document could not be loaded', async () => {
    seen.loadError = new Error('ERR_FAILED');
    await expect(documentPrinter().pdf('<p></p>')).rejects.toThrow('ERR_FAILED');
    expect(seen.destroyed).toBe(1);
  });

  it('says when the pages were not taken', async () => {
    seen.isPrinted = false;
    expect(await faultOfPromise(documentPrinter().print('<p></p>', 'desk', 'a4'))).toEqual({
      code: 'PRINT_NOT_DONE',
      printer: 'desk',
    });
    expect(seen.destroyed).toBe(1);
  });
});
