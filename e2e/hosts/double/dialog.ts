// `dialog`: lib/browser/api/dialog.ts. Where no person sits in front of the double, a dialog stays open until a spec answers it.
import type * as Electron from 'electron';
import type { Browser } from './browser.ts';
import { standIn } from './stand-in.ts';

type OpenOptions = Electron.OpenDialogOptions;

export interface Dialogs {
  readonly dialog: Electron.Dialog;
  /** Answers the dialog that is open, or the next one; null turns it away. */
  answerFolder(path: string | null): void;
  /** Opens a dialog that Chromium opens by itself, for a page. @returns what a spec answers */
  readonly chooseFile: () => Promise<string | null>;
}

/** What a person chooses; null turns the dialog away. */
export type Chooser = (options: OpenOptions) => Promise<readonly string[] | null>;

export interface DialogPlayers {
  /** A person, in the place of a spec. */
  readonly choose: Chooser | undefined;
  readonly seen: (options: OpenOptions) => void;
  readonly showError: (title: string, content: string) => void;
}

export function createDialogs(browser: Browser, { choose, seen, showError }: DialogPlayers): Dialogs {
  const answers: (string | null)[] = [];
  const waiting: ((path: string | null) => void)[] = [];
  const chooseFile = async (): Promise<string | null> => {
    const [answer] = answers.splice(0, 1);
    return answer === undefined ? await new Promise<string | null>((answered) => waiting.push(answered)) : answer;
  };
  const picked = async (options: OpenOptions): Promise<readonly string[] | null> => {
    if (choose !== undefined) return choose(options);
    const path = await chooseFile();
    return path === null ? null : [path];
  };
  return {
    chooseFile,
    dialog: standIn<Electron.Dialog>('dialog')({
      // A plain property, as there: who replaces it in a test decides every dialog that follows.
      async showOpenDialog(...values: [OpenOptions] | [Electron.BaseWindow, OpenOptions]) {
        if (!browser.isReady) throw new Error('dialog module can only be used after app is ready');
        const options = values.at(-1) as OpenOptions;
        checkOptions(options);
        seen(options);
        const paths = await picked(options);
        return { canceled: paths === null, filePaths: [...(paths ?? [])] };
      },
      // May come at any time: before the program is ready, the text goes to the standard error stream.
      showErrorBox: showError,
    }),
    answerFolder(path) {
      const [answered] = waiting.splice(0, 1);
      if (answered === undefined) answers.push(path);
      else answered(path);
    },
  };
}

function checkOptions({ properties = [], ...texts }: OpenOptions): void {
  if (!Array.isArray(properties)) throw new TypeError('Properties must be an array');
  const names = {
    title: 'Title',
    buttonLabel: 'Button label',
    defaultPath: 'Default path',
    message: 'Message',
  } as const;
  for (const [name, shown] of Object.entries(names) as [keyof typeof names, string][]) {
    const text: unknown = texts[name] ?? '';
    if (typeof text !== 'string') throw new TypeError(`${shown} must be a string`);
  }
}
