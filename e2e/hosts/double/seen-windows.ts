// The windows of a preview that somebody looks at: without an address bar, and beside the other app's.
import type { Page } from '@playwright/test';

interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The first window is the one that Chromium was started with; each later one is laid over it. */
export class SeenWindows {
  readonly #first: Page | undefined;
  readonly #half: string | undefined;
  #isTaken = false;
  #isOpening = false;

  /** @param half of the screen, `left` or `right`; absent: where the system puts it */
  constructor([first]: readonly Page[], half: string | undefined) {
    this.#first = first;
    this.#half = half;
  }

  async open(): Promise<Page> {
    const first = this.#first;
    if (first === undefined) throw new Error('Chromium has opened no window');
    if (!this.#isTaken) {
      this.#isTaken = true;
      await this.#place(first);
      return first;
    }
    // Of a window without an address bar, its pop-ups have none either; they hold nothing of each other.
    this.#isOpening = true;
    const opened = first.context().waitForEvent('page');
    await first.evaluate(() => void window.open('about:blank', '_blank', 'popup,noopener'));
    const page = await opened;
    this.#isOpening = false;
    // Until main shows it.
    await setWindow(page, { windowState: 'minimized' });
    return page;
  }

  /** Shows one of our windows in the place of the first. */
  async front(page: Page): Promise<void> {
    if (page !== this.#first && this.#first !== undefined) {
      const bounds = await boundsOf(this.#first);
      await setWindow(page, { windowState: 'normal' });
      await setWindow(page, bounds);
    }
    await page.bringToFront();
  }

  /** Whether a window that has opened is one of ours, and not a page's. */
  isOwn(popup: Page): boolean {
    return this.#isOpening && popup.url() === 'about:blank';
  }

  async #place(page: Page): Promise<void> {
    if (this.#half === undefined) return;
    const screen = await page.evaluate(() => {
      const { availWidth: width, availHeight: height } = window.screen;
      return { width, height };
    });
    const width = Math.floor(screen.width / 2);
    await setWindow(page, { left: this.#half === 'right' ? width : 0, top: 0, width, height: screen.height });
  }
}

async function boundsOf(page: Page): Promise<Bounds> {
  const session = await page.context().newCDPSession(page);
  const { bounds } = await session.send('Browser.getWindowForTarget');
  await session.detach();
  const { left = 0, top = 0, width = 1366, height = 768 } = bounds;
  return { left, top, width, height };
}

async function setWindow(
  page: Page,
  bounds: Partial<Bounds> & { windowState?: 'minimized' | 'normal' },
): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const { windowId } = await session.send('Browser.getWindowForTarget');
  await session.send('Browser.setWindowBounds', { windowId, bounds });
  await session.detach();
}
