// What the press asks of Electron: a printer that is not on a cable gets nothing, and a print that fails is said to have failed.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { faultOfPromise } from '../../../build/testing/faults.ts';
import { paperPress } from './paper-press.ts';

const seen = vi.hoisted(() => ({ opened: 0, destroyed: 0, prints: [] as object[], isPrinted: true }));

vi.mock('electron', () => {
  const nothing = (): Promise<void> => Promise.resolve();
  class BrowserWindow {
    static getAllWindows = (): BrowserWindow[] => [new BrowserWindow()];
    webContents = {
      getPrintersAsync: () =>
        Promise.resolve([
          { name: 'desk', displayName: 'Desk', options: { 'device-uri': 'usb://A/B' } },
          { name: 'hall', displayName: 'Hall', options: { 'device-uri': 'ipp://hall/print' } },
        ]),
      print: (options: object, done: (isPrinted: boolean) => void) => {
        seen.prints.push(options);
        done(seen.isPrinted);
      },
    };
    loadURL(): Promise<void> {
      seen.opened += 1;
      return nothing();
    }
    destroy(): void {
      seen.destroyed += 1;
    }
    setContentProtection = nothing;
    once = nothing;
  }
  const parts = Object.assign(nothing, { handle: nothing, onBeforeRequest: nothing });
  // A session is awaited: with a `then` it would be taken for a promise.
  const session = new Proxy({}, { get: (_, name) => (name === 'then' ? undefined : parts) });
  return { BrowserWindow, session: { fromPartition: () => session } };
});

describe('the press', () => {
  beforeEach(() => {
    Object.assign(seen, { opened: 0, destroyed: 0, prints: [], isPrinted: true });
  });

  it('names printers on a cable and counts the others', async () => {
    expect(await paperPress().printers()).toEqual({ local: [{ name: 'desk', displayName: 'Desk' }], others: 1 });
  });

  it('prints on one of them without a dialog, and puts the document away', async () => {
    await paperPress().print('<p></p>', 'desk', 'letter');
    expect(seen).toMatchObject({ opened: 1, destroyed: 1 });
    expect(seen.prints).toEqual([{ silent: true, printBackground: true, deviceName: 'desk', pageSize: 'Letter' }]);
  });

  it.each(['hall', 'nowhere'])('sends nothing to %s', async (printer) => {
    expect(await faultOfPromise(paperPress().print('<p></p>', printer, 'a4'))).toEqual({
      code: 'PRINTER_NOT_LOCAL',
      printer,
    });
    expect(seen).toMatchObject({ opened: 0, prints: [] });
  });

  it('says when the pages were not taken', async () => {
    seen.isPrinted = false;
    expect(await faultOfPromise(paperPress().print('<p></p>', 'desk', 'a4'))).toEqual({
      code: 'PRINT_NOT_DONE',
      printer: 'desk',
    });
    expect(seen.destroyed).toBe(1);
  });
});
