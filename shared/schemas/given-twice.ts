// Values of a plan or a register that may be given once alone.

interface Value {
  readonly path: string;
  /** Null where it is not known yet: two such are not the same. */
  readonly value: string | null;
}

/** What each entry of a list says of itself. */
export const valuesIn = <Member extends string>(
  list: string,
  entries: readonly Readonly<Record<Member, string | null>>[],
  member: Member,
): readonly Value[] => entries.map((entry, at) => ({ path: `${list}[${at}].${member}`, value: entry[member] }));

/** Each value that was given before. @param keyOf what is the same to people */
export function givenTwice(
  values: readonly Value[],
  keyOf: (value: string) => string = (value) => value,
): readonly { readonly path: string; readonly rule: 'given-twice'; readonly value: string }[] {
  const keys = values.map(({ value }) => value && keyOf(value));
  return values.flatMap(({ path, value }, at) =>
    value !== null && keys.indexOf(keyOf(value)) < at ? [{ path, rule: 'given-twice', value }] : [],
  );
}
