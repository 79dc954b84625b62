// Words that people hear and type before a call is made.
import type { ReadBackView } from '#shared/contract/read-back-view.ts';

export interface HeardWords {
  readonly words: () => ReadBackView;
  /** Takes them with the two who heard them. @throws READ_BACK_DIFFERS */
  readonly take: (words: readonly string[], by: readonly string[]) => Promise<void>;
}
