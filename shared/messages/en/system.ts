// English titles of what the system shows around the screens: its dialogs, and windows of their own.
import { stepNames } from './step-names.ts';

export const englishSystem = {
  passphrase: 'Passphrase',
  /** In the band above what main asks itself. */
  asks: 'Lifeboat asks',
  /** What calls people back who have turned to something else. */
  signal: {
    done: (step: string) => `${step}: done`,
    stopped: (step: string) => `${step}: not done, and somebody must look`,
    holdOver: 'The hold is over: the restore may begin',
    alarm: 'Something happened: please come back at once',
    back: (app: string) => `Go on in ${app}.`,
  },
  steps: stepNames,
  /** The application menu. */
  menu: {
    size: 'Size',
    asItIs: 'Normal size',
    larger: 'Larger',
    smaller: 'Smaller',
    wholeScreen: 'Full screen on or off',
    quit: 'Quit Lifeboat',
    /** Menus of macOS, without which Cmd+C, Cmd+V, Cmd+H, Cmd+W and Cmd+M do nothing there. */
    hide: 'Hide Lifeboat',
    hideOthers: 'Hide others',
    showAll: 'Show all',
    edit: 'Edit',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select all',
    window: 'Window',
    minimize: 'Minimize',
    close: 'Close',
  },
  /** Titles of dialogs in which a file or folder is chosen. */
  choose: {
    plan: 'Choose the plan of the ceremony',
    draft: 'Choose the draft (.draft.json)',
    journal: 'Choose the journal of the ceremony',
    data: 'Choose the file',
    evidence: 'Choose the folder of the evidence package',
    bundle: 'Choose the bundle',
    'restore-blob': 'Choose the restore blob',
    identity: 'Choose the identity',
    observation: 'Choose what an operator fetched',
    inventory: 'Choose the inventory',
    certificate: 'Choose the certificate with its key',
    ceremony: 'Choose the folder of the ceremony',
    practice: 'Choose the folder of the practice cloud',
    rehearsal: 'Choose the folder of the rehearsal',
    folder: 'Choose the stick or folder to write to',
    stick: 'Choose a folder to use as a stick',
    ownIdentity: 'Choose the identity of this machine',
    forTable: 'Choose the folder for the table',
    forInventory: 'Choose the folder for the inventory',
    forBackupRecord: 'Choose the folder for the record of the backup',
    forReadiness: 'Choose the folder for what was found',
    forOperator: 'Choose the folder for the other operator',
    forSignedBundle: 'Choose the folder for the bundle with both signatures',
    forBundle: 'Choose the folder for the bundle',
    forEvidence: 'Choose the stick for the evidence',
    forExchangeKey: 'Choose the stick for the exchange certificate',
    forPdf: 'Choose the folder for the PDF',
    forSignedPlan: 'Choose the folder for the signed plan',
  },
};

/** The shape of these texts in every language. */
export type SystemTexts = typeof englishSystem;
