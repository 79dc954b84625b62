// What only a ceremony has: a plan, and numbers of steps that are not on the emergency's card.

/** That there is none, and that one is made afterwards, is what an emergency may say of a plan. */
const allowed = /\b(?:without a|with a|no|make a|ohne|mit|kein|keinen|einen) plan\b|^(?:To be done afterwards|Danach zu tun): Plan/giu;
const ofCeremony = [/\bplan(?:s|ned|nen)?\b/iu, /\b[ABCDMOZ]\d{1,2}[BNR]?\b/u];

/** The first such word of a text; undefined where there is none. */
export function wordOfCeremony(text: string): string | undefined {
  const rest = text.replaceAll(allowed, '');
  return ofCeremony.flatMap((each) => each.exec(rest)?.[0] ?? [])[0];
}
