// Texts that people typed, without spaces at their ends: nobody sees them, and no format of ours allows them.

/** The same value with every text in it trimmed. */
export function withTrimmedTexts(value: unknown): unknown {
  if (typeof value === 'string') return value.trim();
  if (Array.isArray(value)) return value.map(withTrimmedTexts);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withTrimmedTexts(each)]));
}
