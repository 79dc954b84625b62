// Which tests `npm test` leaves to the longer commands, because others beside them take the same code (decision 200).

/** On a test beside the code, and on a spec. */
export const longTag = '@long';

/** Given to such a test between its name and what it does. */
export const long = { tags: longTag };

/** Rows that all take the same code: of so many one is asked by `npm test`, the first among them, and all others by `npm run test:e2e`. */
export const slices = <Row>(
  rows: readonly Row[],
  every: number,
): readonly {
  readonly which: string;
  readonly rows: readonly Row[];
  readonly details: { readonly tag?: string };
}[] => [
  { which: `one of ${every}`, rows: rows.filter((_, at) => at % every === 0), details: {} },
  { which: 'the others', rows: rows.filter((_, at) => at % every !== 0), details: { tag: longTag } },
];

/** For a row of the same question at several places: `npm test` asks the first, `npm run test:e2e` the others too. */
export const othersLong = (at: number): { readonly tag?: string } => (at === 0 ? {} : { tag: longTag });
