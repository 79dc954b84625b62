// The shape of the texts of the ceremonies: one catalogue for each language, keyed by the ids of the scripts.
import type { CeremonyKind, Role } from '../ceremony/model.ts';

/** A question with its possible answers, keyed by option id. */
export interface ChoiceText {
  readonly label: string;
  readonly options: Readonly<Record<string, string>>;
}

/**
 * One step. `{name}` in a text is filled from the plan; the names are those of `Placeholders` in shared/ceremony/fill.ts.
 * `act` says what to do, `expect` what must then be seen.
 */
export interface StepText {
  readonly act: string;
  readonly expect?: string;
  /** Labels, keyed by the field's id. */
  readonly fields?: Readonly<Record<string, string | ChoiceText>>;
}

export type StepTexts = Readonly<Record<string, StepText>>;

export interface PartText {
  readonly title: string;
  /** What everyone should know before the part begins. */
  readonly note?: string;
}

export interface RoleText {
  readonly name: string;
  readonly does: string;
  readonly mustNotBe: string;
}

export interface CeremonyTexts {
  readonly titles: Readonly<Record<CeremonyKind, string>>;
  readonly parts: Readonly<Record<string, PartText>>;
  readonly steps: StepTexts;
  readonly roles: Readonly<Record<Role, RoleText>>;
}
