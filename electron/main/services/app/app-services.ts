// What the actions beside a ceremony need of the world: dialogs, the press that prints, and the files that people chose.
import type { Fault } from '#shared/faults/fault.ts';
import type { AppSide } from '#shared/contract/tools/papers.ts';
import type { Paper, PrintOptions } from '#core/documents/document.ts';
import type { SystemTexts } from '#shared/messages/en/system.ts';
import type { OwnSettings } from './app-settings.ts';
import type { Confirm } from './confirmation.ts';
import type { OpenRehearsal } from './open-rehearsal.ts';
import type { PickedFiles } from './picked-files.ts';
import type { PlanWords } from './plan-words.ts';
import type { Signing } from './questions/signing.ts';
import type { RefusalLog } from './refusal-log.ts';

interface LocalPrinter {
  readonly name: string;
  readonly displayName: string;
}

/** Shows and prints finished documents. Nothing in a document runs, and nothing is fetched for it. */
export interface DocumentPrinter {
  readonly preview: (html: string, title: string) => Promise<void>;
  readonly pdf: (html: string) => Promise<Buffer>;
  /** Printers on this machine's own cable, and how many others the system has. */
  readonly printers: () => Promise<{ readonly local: readonly LocalPrinter[]; readonly others: number }>;
  /** @throws PRINTER_NOT_LOCAL, PRINT_NOT_DONE */
  readonly print: (html: string, printer: string, paper: Paper) => Promise<void>;
}

/** What a passphrase, or another secret, is asked for. */
export interface PassphraseRequest {
  /** Whose it is: a name; where nobody is named, the copy that is inserted or the number of the custodian; online, what it is for. */
  readonly who:
    | { readonly name: string }
    | { readonly copy: 1 | 2 }
    | { readonly turn: number; readonly of: number }
    | { readonly action: 'backup' | 'restore' };
  readonly fileName: string;
  readonly use:
    | 'share'
    | 'pin'
    | 'copy-check'
    | 'new-key'
    | 'identity'
    | 'new-identity'
    | 'sas-token'
    | 'client-secret';
  /** What an identity is opened for. */
  readonly signs?: Signing;
  /** Of a custodian's turn: the name of their stick or token, which try it is, and why it is not the first. */
  readonly stick?: string;
  /** Of that turn, where no other key may be chosen: whoever turns back ends it. */
  readonly isOnlyKey?: true;
  /** Size of a new key. */
  readonly bits?: 3072 | 4096;
  readonly tries?: number;
  readonly problem?: Fault | undefined;
}

/** The name of a dialog's title, which is in the catalogue. */
export type DialogTitle = keyof SystemTexts['choose'];

export interface AppServices {
  /** On which side of the gap this machine stands. */
  readonly side: AppSide;
  readonly version: string;
  /** The main file of the program, as it is on the disk. */
  readonly programFile: string;
  /** What its pages were refused since it began. */
  readonly refusals: RefusalLog;
  /** No Electron underneath: a preview, in which nothing of production is signed or noted. */
  readonly practiceOnly: boolean;
  /** The print style sheet, with its fonts. */
  readonly printStyle: string;
  /** Pictures of screens for the manual. */
  readonly manualPictures: NonNullable<PrintOptions['pictures']>;
  readonly now: () => Date;
  readonly files: PickedFiles;
  readonly settings: Pick<OwnSettings, 'begin' | 'choose'>;
  readonly rehearsal: OpenRehearsal;
  readonly press: DocumentPrinter;
  readonly planWords: PlanWords;
  /** Asks people in the confirmation view. @throws CONFIRMATION_NOT_GIVEN */
  readonly confirm: Confirm;
  /** Asks there for a secret. @throws PASSPHRASE_CANCELLED */
  readonly askPassphrase: (request: PassphraseRequest) => Promise<Buffer>;
  /** The system's dialogs; undefined when the person turned back. */
  readonly pickFile: (title: DialogTitle) => Promise<string | undefined>;
  /** Several at once; none when the person turned back. */
  readonly pickFiles: (title: DialogTitle) => Promise<readonly string[]>;
  readonly pickFolder: (title: DialogTitle) => Promise<string | undefined>;
}
