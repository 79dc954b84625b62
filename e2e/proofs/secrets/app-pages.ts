// Looks over people's shoulders: what is in the windows of the app, in its fields and on its consoles, all the time.
import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserContext, Page } from '@playwright/test';

export interface Seen {
  /** `page: what`, for a finding. */
  readonly where: string;
  readonly text: string;
}

/** Between two looks at a window. */
export const lookEveryMs = 250;

export class AppPages {
  readonly #seen = new Map<string, Seen>();
  readonly #watches: Promise<void>[] = [];
  #isOver = false;
  snapshots = 0;
  consoleLines = 0;

  constructor(context: BrowserContext) {
    for (const page of context.pages()) this.#watch(page);
    context.on('page', (page) => this.#watch(page));
  }

  /** Everything that was seen so far, each once. */
  get seen(): readonly Seen[] {
    return [...this.#seen.values()];
  }

  async end(): Promise<void> {
    this.#isOver = true;
    await Promise.all(this.#watches);
  }

  #watch(page: Page): void {
    page.on('console', (message) => {
      if (this.#isOver) return;
      this.consoleLines += 1;
      this.#note(`${nameOf(page)}: console`, message.text());
    });
    this.#watches.push(this.#look(page));
  }

  async #look(page: Page): Promise<void> {
    while (!this.#isOver && !page.isClosed()) {
      try {
        const { html, fields } = await page.evaluate(contentInPage);
        this.snapshots += 1;
        this.#note(`${nameOf(page)}: DOM`, html);
        this.#note(`${nameOf(page)}: fields`, fields);
      } catch {
        // A page that is just opening, navigating or closing has nothing to show.
      }
      await sleep(lookEveryMs);
    }
  }

  #note(where: string, text: string): void {
    this.#seen.set(`${where} ${text}`, { where, text });
  }
}

const nameOf = (page: Page): string => /([\w-]+)[.]html/.exec(page.url())?.[1] ?? 'blank';

/** Runs in the page. */
function contentInPage(): { html: string; fields: string } {
  interface Field {
    readonly value: string;
  }
  // This module is compiled without the types of a page.
  const page = globalThis as unknown as {
    readonly document: {
      readonly title: string;
      readonly documentElement: { readonly outerHTML: string };
      querySelectorAll(selector: string): Iterable<Field>;
    };
  };
  const fields = [...page.document.querySelectorAll('input, textarea, select')].map(({ value }) => value);
  return { html: `${page.document.title}\n${page.document.documentElement.outerHTML}`, fields: fields.join('\n') };
}
