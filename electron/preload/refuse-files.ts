// Files that people drop on a page or paste into it stay outside: main alone opens files, those that it has asked people for. What they drop
// on a chooser counts as chosen there: main is told where it is, and the page gets what it gets of a dialog.

interface Carried {
  readonly types: readonly string[];
  readonly files: Iterable<object>;
  dropEffect: 'none' | 'copy';
}
/** An element that says in its attributes what may be dropped on it. */
interface Chooser {
  readonly dataset: Readonly<Record<string, string | undefined>>;
}
interface CarryingEvent {
  readonly isTrusted: boolean;
  readonly target: unknown;
  readonly dataTransfer?: Carried | null;
  readonly clipboardData?: Carried | null;
  preventDefault(): void;
  stopImmediatePropagation(): void;
}
/** A window of a page, as far as it is heard here. */
interface Page {
  addEventListener(type: string, listener: (event: CarryingEvent) => void, isCapturing: true): void;
}

/** What was dropped on a chooser: as what it counts, on which one, and where it is. */
export interface Drop {
  readonly what: string;
  readonly slot: string;
  readonly paths: readonly string[];
}

interface TakeDrops {
  /** The path of a file that the system handed over; empty for one that a page made. */
  readonly pathOf: (file: object) => string;
  readonly tell: (drop: Drop) => void;
}

/**
 * Hears of each before the page's own code does, which then hears of none. Call it before that code runs.
 * @param page its window: everything in it is heard there first
 * @param take where a drop on a chooser goes; absent: nowhere
 */
export function refuseFiles(page: Page, take?: TakeDrops): void {
  for (const type of ['dragenter', 'dragover', 'drop', 'paste']) {
    page.addEventListener(
      type,
      (event) => {
        const carried = event.dataTransfer ?? event.clipboardData;
        if (carried?.types.includes('Files') !== true) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        // What a page makes up is nobody's drop.
        const chooser = take === undefined || type === 'paste' || !event.isTrusted ? null : chooserAt(event.target);
        // Else Chromium gives it to a file input at that place, without asking the page.
        carried.dropEffect = chooser === null ? 'none' : 'copy';
        const { drop: what, slot } = chooser?.dataset ?? {};
        if (take === undefined || type !== 'drop' || what === undefined || slot === undefined) return;
        const paths = [...carried.files].map((file) => take.pathOf(file));
        if (paths.length > 0 && !paths.includes('')) take.tell({ what, slot, paths });
      },
      true,
    );
  }
}

const chooserAt = (target: unknown): Chooser | null =>
  (target as { closest?: (selector: string) => Chooser | null } | null)?.closest?.('[data-drop]') ?? null;
