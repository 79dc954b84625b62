// How a language writes what is counted. Dates stay in ISO form and UTC in every language: they are compared with paper.
import type { Language } from './languages.ts';

/** The forms that English and German tell apart. */
export interface PluralForms {
  readonly one: string;
  readonly other: string;
}

export interface Formats {
  /** The form that fits a count: `plural(n, { one: '1 way', other: `${n} ways` })`. */
  readonly plural: (count: number, forms: PluralForms) => string;
  /** A number with the separators of the language: 15,214 or 15.214. Not for what people compare digit by digit. */
  readonly number: (value: number) => string;
}

export function formatsIn(language: Language): Formats {
  // The data of a language costs megabytes: nothing of it is loaded before something is counted.
  let rules: Intl.PluralRules | undefined;
  let numbers: Intl.NumberFormat | undefined;
  return {
    plural: (count, { one, other }) => {
      rules ??= new Intl.PluralRules(language);
      return rules.select(count) === 'one' ? one : other;
    },
    number: (value) => {
      numbers ??= new Intl.NumberFormat(language);
      return numbers.format(value);
    },
  };
}
