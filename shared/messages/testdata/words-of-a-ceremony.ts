// What only a ceremony has: a plan, and numbers of steps that are not on the emergency's card.

/** That there is none, and that one is made afterwards, is what an emergency may say of a plan; in a list of what is missing, it is alone. */
const allowed =
  /\b(?:without:? a|with a|no|make a|ohne:? einen|ohne|mit|mit einem|kein|keinen|ein|einen) plan\b|^(?:a|ein|einen) plan$|^(?:To be done afterwards|Danach zu tun): Plan/giu;
/** A code with a hyphen is the name of a stick. */
const ofCeremony = [/\b(?:[Pp]lan|PLAN|Plans)\b/u, /\b[ABCDMOZ]\d{1,2}[BNR]?\b(?!-)/u];

/** The first such word of a text; undefined where there is none. */
export function wordOfCeremony(text: string): string | undefined {
  const rest = text.replaceAll(allowed, '');
  return ofCeremony.flatMap((each) => each.exec(rest)?.[0] ?? [])[0];
}
