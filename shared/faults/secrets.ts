// What can be wrong with the processes that hold secrets.
import type { ThumbprintS256 } from './security-domain.ts';

export type SecretsProcessName = 'key worker' | 'token worker' | 'combiner' | 'key maker' | 'reader';

/** How a process that was not asked to end has ended: what the system says of it, or that it never ran. */
export type ProcessEnd =
  | { readonly kind: 'exit'; readonly status: number | null }
  | { readonly kind: 'signal'; readonly signal: string }
  | { readonly kind: 'not-started'; readonly reason: string }
  /** The line to it is closed: it is gone, and nobody has said how. */
  | { readonly kind: 'line-closed' };

export type SecretsFault =
  | { readonly code: 'KEY_OPENS_NO_SHARE' }
  | { readonly code: 'CUSTODIAN_ALREADY_GIVEN'; readonly custodian: ThumbprintS256 }
  /** In a share check each copy is proven once: the second time it would be one stick for two. */
  | { readonly code: 'COPY_ALREADY_PROVEN'; readonly custodian: ThumbprintS256; readonly copy: number }
  /** Both copies of a key were opened from one stick, in this or another part of it. */
  | { readonly code: 'COPIES_ON_ONE_STICK'; readonly stick: string; readonly copy: number }
  /** The file bears the number of the other copy than people said. */
  | { readonly code: 'COPY_NAMED_OTHERWISE'; readonly file: string; readonly copy: number }
  | { readonly code: 'CUSTODY_PROCESS_ENDED'; readonly process: SecretsProcessName; readonly how: ProcessEnd }
  | { readonly code: 'CUSTODY_TIME_LIMIT'; readonly process: SecretsProcessName; readonly seconds: number }
  | { readonly code: 'CUSTODY_MESSAGE_INVALID'; readonly process: SecretsProcessName }
  | { readonly code: 'CUSTODY_STOPPED'; readonly process: SecretsProcessName }
  | { readonly code: 'SHARES_LOST' }
  /** The exchange key changed after custodians had given their shares for the expected one. */
  | { readonly code: 'SHARES_FOR_OTHER_KEY'; readonly expected: ThumbprintS256; readonly found: ThumbprintS256 }
  /** A key worker sent the combiner something other than its share, once: the author of the key file may have taken that process over. */
  | { readonly code: 'SHARE_LINE_VIOLATED' }
  | { readonly code: 'PASSPHRASE_CANCELLED' }
  | { readonly code: 'TERMINAL_MISSING' };
