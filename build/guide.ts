// The pages of the user guide that are made of the product's own texts: what each fault says, and the manual of each role.
import type { StepName } from '#e2e/support/recovery-steps.ts';
import { callFailures, type ServiceFailure, statusFailures, type Way, wayOf } from '#e2e/support/service-failures.ts';
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

/** What the page calls each step. */
const steps: Readonly<Record<StepName, string>> = {
  create: 'create',
  download: 'activate',
  upload: 'upload',
  backup: 'backup',
  restore: 'restore',
};

/** What the service can do to a step, and how it goes on: the table that the tests of the steps play. */
export function serviceFailures(): string {
  const row = (failure: ServiceFailure): string => {
    const at = (way: Way): string =>
      failure.on
        .filter((step) => wayOf(failure, step) === way)
        .map((step) => steps[step])
        .join(', ') || '–';
    return `| ${failure.name} | ${at('borne')} | ${at('repeat')} | ${at('decide')} |`;
  };
  const table = (rows: readonly ServiceFailure[]): string =>
    [
      '| failure | goes on by itself | finishes when the command is run again | needs two people |',
      '| --- | --- | --- | --- |',
      ...rows.map(row),
    ].join('\n');
  return [
    made('`e2e/support/service-failures.ts`'),
    '# When Azure fails',
    'The tests play each of these failures on each step that is named, and check what the table says. No call is sent a second time unless Azure has answered that it did not take it on.',
    '## The answer to a call',
    table(callFailures),
    '## A question while Lifeboat waits',
    table(statusFailures),
    'Two people decide when Azure has refused a restore blob, which may mean a wrong key, and when an answer is lost with the only name of a job. They look in the portal or the container first. When the security domain of an activation is lost on the way and the HSM is active already, it is downloaded again in a re-wrap.',
    '',
  ].join('\n\n');
}
