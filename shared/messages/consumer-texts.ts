// What of a map of consumers is said in the same way on screen, on paper and in a terminal.
import { awayOf } from '../consumers/kinds.ts';
import type { ConsumerTexts } from './en/consumers.ts';

/** What happens to a resource of this type while its key is away, and how soon. */
export function awayText({ type }: { readonly type: string }, texts: ConsumerTexts): string {
  const { effect, minutes } = awayOf(type);
  return minutes === null ? texts.effects[effect] : texts.within(texts.effects[effect], minutes);
}
