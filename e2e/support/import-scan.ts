// Reads built files for what they ask their loader for: the scan that proves that the offline app has no way to a network.

/** Names that a bundle asks its loader for, however it asks; without the prefix `node:`. */
export function importedNames(source: string): string[] {
  const asked = /(?:\brequire|\bimport|\bgetBuiltinModule)\s*\(\s*["'`]([^"'`]+)["'`]\s*\)|\bfrom\s*["']([^"']+)["']/g;
  return [...source.matchAll(asked)].map((match) => (match[1] ?? match[2] ?? '').replace(/^node:/, ''));
}

/** Whether it asks for a module by a name that only the running program knows. */
export const asksByUnknownName = (source: string): boolean => /\b(?:require|import)\s*\(\s*[^"'`)\s]/.test(source);
