// What can be wrong with the desktop shell: its windows, its calls, its air gap, and the order of what is asked of it.

/** What may lead out of a machine; `unreadable`: the system does not tell. */
export type WayOutKind = 'interface' | 'route' | 'radio' | 'unreadable';
interface OpenWay {
  readonly kind: WayOutKind;
  /** As the system names it. */
  readonly name: string;
}

export type ShellFault =
  /** Something in the offline process reached for the network. */
  | { readonly code: 'NETWORK_REFUSED'; readonly what: string }
  /** A message that does not come from the top frame of one of our own pages. */
  | { readonly code: 'CALL_SENDER_FOREIGN'; readonly call: string }
  /** A message that does not have the form the contract gives it; `paths` say where. */
  | { readonly code: 'CALL_MALFORMED'; readonly call: string; readonly paths: readonly string[] }
  /** A defect of ours: the program met something that it did not expect. */
  | { readonly code: 'UNEXPECTED'; readonly call: string }
  /** An action that does not fit where the ceremony is. */
  /** An action while somebody is asked for a passphrase, or signs in: what is being answered for must not change meanwhile. */
  | { readonly code: 'CALL_WHILE_ASKING'; readonly call: string }
  /** More actions at once than people can mean. */
  | { readonly code: 'CALLS_TOO_MANY'; readonly call: string }
  | { readonly code: 'CALL_OUT_OF_ORDER'; readonly call: string; readonly needs: OrderNeed }
  | { readonly code: 'AIR_GAP_OPEN'; readonly waysOut: readonly OpenWay[] }
  /** The gap was closed and has opened while shares were in memory: they are gone. */
  | { readonly code: 'AIR_GAP_LOST'; readonly waysOut: readonly OpenWay[]; readonly sharesDropped: number }
  /** Nobody touched anything for so long that the custodian's turn was ended. */
  | { readonly code: 'CUSTODIAN_IDLE'; readonly minutes: number }
  /** The machine has slept, so that nobody watched it: shares and what was being typed are gone. */
  | { readonly code: 'MACHINE_ASLEEP'; readonly sharesDropped: number }
  /** The same where its screen was locked. */
  | { readonly code: 'SCREEN_LOCKED'; readonly sharesDropped: number }
  /** The session offered for resuming is no longer known. */
  | { readonly code: 'SESSION_UNKNOWN' }
  /** The log of the session is not whole, because it could not be written; `why` is the system's code. */
  | { readonly code: 'SESSION_LOG_INCOMPLETE'; readonly why: string }
  /** The session log could not be written; `why` is the system's code. */
  | { readonly code: 'SESSION_LOG_STOPPED'; readonly why: string }
  /** The plan's ceremony has a journal on this machine already. */
  | { readonly code: 'CEREMONY_BEGUN'; readonly id: string; readonly isClosed: boolean }
  /** The journal could not be written when something happened by itself; `why` is the code of the refusal or the system's. */
  | { readonly code: 'CEREMONY_JOURNAL_STOPPED'; readonly why: string }
  | { readonly code: 'PERSON_NOT_IN_PLAN'; readonly person: string }
  /** A name that cannot be told from others on paper: invisible characters, blanks that are none, or letters of several scripts. */
  | { readonly code: 'PERSON_NAME_UNCLEAR'; readonly person: string }
  | { readonly code: 'TWO_PEOPLE_NEEDED' }
  /** Initials on an exception sheet that are not those of two people, in capital letters. */
  | { readonly code: 'INITIALS_UNCLEAR' }
  /** A key that opens a share, but not that of the custodian whose turn it is. */
  | { readonly code: 'KEY_OF_OTHER_CUSTODIAN'; readonly custodian: string }
  /** The packed program was started with the switch that takes the sandbox away. */
  | { readonly code: 'SANDBOX_OFF' }
  /** The packaged program was started with another switch that weakens it, opens it or has it write down what it does. */
  | { readonly code: 'SWITCH_REFUSED'; readonly name: string }
  /** The program met an error before its first screen was shown; `why` is the system's code. */
  | { readonly code: 'START_FAILED'; readonly why: string }
  /** A file of the screens is not as it was built; `why` is `changed` or the system's code. */
  | { readonly code: 'SCREEN_FILE_REFUSED'; readonly name: string; readonly why: string }
  /** The process of a screen went, and the screen was loaded again; `reason` is Chromium's word. */
  | { readonly code: 'SCREEN_RELOADED'; readonly reason: string }
  /** It went once too often. */
  | { readonly code: 'SCREEN_LOST'; readonly reason: string }
  /** People turned back where they were asked, or were turned away. */
  | { readonly code: 'CONFIRMATION_NOT_GIVEN' }
  | { readonly code: 'PREVIEW_IS_PRACTICE' }
  | { readonly code: 'PRACTICE_ONLY' }
  /** The practice sign-in, in a ceremony of production. */
  | { readonly code: 'SIGN_IN_NOT_PRACTICE' }
  | { readonly code: 'CEREMONY_ID_NOT_PRACTICE'; readonly id: string }
  /** What was typed is no id of a ceremony. */
  | { readonly code: 'CEREMONY_ID_UNCLEAR' }
  | { readonly code: 'FILE_TOKEN_UNKNOWN' }
  /** A folder without the journal of a ceremony. */
  | { readonly code: 'CEREMONY_NOT_FOUND'; readonly name: string }
  | { readonly code: 'VOLUME_UNKNOWN' }
  /** A medium went away while it was needed. */
  | { readonly code: 'VOLUME_GONE'; readonly name: string }
  | { readonly code: 'VOLUME_ROLE_TAKEN'; readonly role: string; readonly name: string }
  | { readonly code: 'VOLUME_ROLE_WRONG'; readonly wanted: string; readonly found: string }
  | { readonly code: 'VOLUME_ROLE_MISSING'; readonly role: string }
  | { readonly code: 'WORDS_WRONG'; readonly triesLeft: number }
  | { readonly code: 'WORDS_LOCKED' }
  /** The number that the other machine gives out has 32 digits. */
  | { readonly code: 'NUMBER_UNCLEAR'; readonly digits: number };

/** What must be there before an action. */
export type OrderNeed =
  | 'no ceremony'
  | 'a running ceremony'
  | 'a finished ceremony'
  | 'the wall clock'
  | 'an approved plan'
  | 'the other machine'
  | 'a custodian of the plan'
  | 'the number of the copy'
  | 'an old set of keys'
  | 'a security domain'
  | 'the address of the HSM'
  | 'an exchange key'
  | 'nobody at the screen'
  | 'a custodian at the screen'
  | 'all custodians'
  | 'a restore blob'
  | 'an emergency without a call yet'
  | 'a sign-in'
  | 'a healthy HSM'
  | 'a look at the HSM'
  | 'no other step at work'
  | 'a call without a verdict'
  | 'no call without a verdict'
  | 'a call with a verdict'
  | 'what the other operator fetched'
  | 'an exchange key that this machine fetched'
  | 'a bundle from the offline side'
  | 'an inventory of the recovered HSM'
  | 'the list of consumers'
  | 'the map of consumers'
  | 'a verification'
  | 'a signed bundle'
  | 'two people';
