// Files that people drop on a page or paste into it stay outside: main alone opens files, those that it has asked people for.

interface Carried {
  readonly types: readonly string[];
  dropEffect: 'none';
}
interface CarryingEvent {
  readonly dataTransfer?: Carried | null;
  readonly clipboardData?: Carried | null;
  preventDefault(): void;
  stopImmediatePropagation(): void;
}
/** A window of a page, as far as it is heard here. */
interface Page {
  addEventListener(type: string, listener: (event: CarryingEvent) => void, isCapturing: true): void;
}

/**
 * Hears of each before the page's own code does, which then hears of none. Call it before that code runs.
 * @param page its window: everything in it is heard there first
 */
export function refuseFiles(page: Page): void {
  for (const type of ['dragenter', 'dragover', 'drop', 'paste']) {
    page.addEventListener(
      type,
      (event) => {
        const carried = event.dataTransfer ?? event.clipboardData;
        if (carried?.types.includes('Files') !== true) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        // Else Chromium gives it to a file input at that place, without asking the page.
        carried.dropEffect = 'none';
      },
      true,
    );
  }
}
