// What can be wrong with the processes that hold secrets.
import type { ThumbprintS256 } from './security-domain.ts';

export type CustodyProcessName = 'key worker' | 'combiner' | 'key maker';

export type CustodyFault =
  | { readonly code: 'KEY_OPENS_NO_SHARE' }
  | { readonly code: 'CUSTODIAN_ALREADY_GIVEN'; readonly custodian: ThumbprintS256 }
  | { readonly code: 'CUSTODY_PROCESS_ENDED'; readonly process: CustodyProcessName; readonly how: string }
  | { readonly code: 'CUSTODY_TIME_LIMIT'; readonly process: CustodyProcessName; readonly seconds: number }
  | { readonly code: 'CUSTODY_MESSAGE_INVALID'; readonly process: CustodyProcessName }
  | { readonly code: 'CUSTODY_STOPPED'; readonly process: CustodyProcessName }
  | { readonly code: 'SHARES_LOST' }
  | { readonly code: 'PASSPHRASE_CANCELLED' }
  | { readonly code: 'TERMINAL_MISSING' };
