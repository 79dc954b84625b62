// What the map of consumers refuses: who uses which key of an HSM.
import type { FieldProblem } from './fields.ts';

export type ConsumersFault =
  | { readonly code: 'CONSUMERS_FORM'; readonly problems: readonly FieldProblem[] }
  | { readonly code: 'CONSUMERS_NOT_CANONICAL' }
  | {
      readonly code: 'CONSUMERS_FOREIGN';
      readonly what: 'kind' | 'HSM';
      readonly expected: string;
      readonly found: string;
    }
  /** More consumers than a map can hold. */
  | { readonly code: 'CONSUMERS_TOO_MANY'; readonly most: number }
  /** Azure gave fewer resources than it counted, or not those of all subscriptions: a list that is cut short would pass for the whole. */
  | { readonly code: 'CONSUMERS_CUT_SHORT'; readonly read: number; readonly of: number };
