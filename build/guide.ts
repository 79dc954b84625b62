// The pages of the user guide that are made of the product's own texts: what each fault says, and the manual of each role.
import type { Fault } from '#shared/faults/fault.ts';
import { adviceFor } from '#shared/messages/advice.ts';
import { englishAdvice } from '#shared/messages/en/faults/index.ts';
import { englishManual } from '#shared/messages/en/manual.ts';

const made = (from: string): string => `<!-- Made of ${from} by \`npm run test:unit build/guide.test.ts -- -u\`. -->`;

/** One example of each fault, in words; a code is what a screen, a journal and `--json` show. */
export function troubleshooting(faults: readonly Fault[]): string {
  const byCode = [...new Map(faults.map((fault) => [fault.code, fault])).values()].sort((a, b) =>
    a.code < b.code ? -1 : 1,
  );
  const entries = byCode.map((fault) => {
    const { happened, safe, todo } = adviceFor(englishAdvice, fault);
    return `## ${fault.code}\n\n${happened} **Still safe:** ${safe} **What to do:** ${todo}`;
  });
  return [
    made('`shared/messages/en/faults`'),
    '# Troubleshooting',
    'Every refusal has a code. Screens, the journal and the command line (`--json`) show the same one. Search this page for it. Each entry says what happened, what is still safe, and what to do; names, numbers and hashes are examples.',
    ...entries,
    '',
  ].join('\n\n');
}

/** The manual of each role: the texts that `lifeboat print manual` and the app print, too. */
export function roleManuals(): string {
  const t = englishManual;
  const list = (items: readonly string[]): string => items.map((item) => `- ${item}`).join('\n');
  const chapters = t.chapters.map(({ title, intro, before, onTheDay, whenWrong }) =>
    [
      `## ${title}`,
      intro,
      `### ${t.before}`,
      list(before),
      `### ${t.onTheDay}`,
      onTheDay
        .map(({ text, picture }, i) => {
          const shown =
            picture === undefined ? '' : `\n\n   ![${t.pictureOf[picture]}](../../manual/en/${picture}.png)`;
          return `${i + 1}. ${text}${shown}`;
        })
        .join('\n'),
      `### ${t.whenWrong}`,
      list(whenWrong.map(([happens, doThis]) => `**${happens}** ${doThis}`)),
    ].join('\n\n'),
  );
  return [
    made('`shared/messages/en/manual.ts`'),
    '# What each role does',
    ...t.intro,
    `**${t.rulesTitle}**`,
    list(t.rules),
    ...chapters,
    '',
  ].join('\n\n');
}
