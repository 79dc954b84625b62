// Evidence and journals as an earlier build wrote them, in files that nobody writes again. They are in safes, and both checkers read them forever.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { askChecker } from '#e2e/support/evidence-checker.ts';
import { journalEvent } from '#shared/journal/events.ts';
import { encodeCanonicalJson } from '../encoding/canonical-json.ts';
import type { JsonValue } from '../encoding/json.ts';
import { emptyHead, journalVersion, nextLine, verifyJournal } from '../journal/chain.ts';
import { hasBoth, useCheckers } from './testdata/both-checkers.ts';

const kept = join(import.meta.dirname, 'testdata', 'kept');
/** As they are on paper; an emergency has no plan. */
const packages = [
  ['recovery', 'dff88d3f71ee6364742791de902007b122b586e11d46db8cf00796c866e14ce2'],
  ['activation', 'c80b25f890d4a5fb2dafd9c683b2b9b08e4754af31f7a2283b418d5e28437772'],
  ['emergency', undefined],
] as const;
const journalsOf = (name: string): string[] =>
  readdirSync(join(kept, name, 'journals')).map((file) => join(kept, name, 'journals', file));

/** An event of each kind, in the forms that it had: no journal has all of them. */
const everyEvent = readFileSync(join(kept, 'events.jsonl'), 'utf8').trimEnd().split('\n');

describe.each(packages)('the kept evidence of a ceremony: %s', (name, planSha256) => {
  const checkers = useCheckers(planSha256);

  it('says what it said when it was packed', async () => {
    const said = await checkers.ours(join(kept, name));
    await expect(
      `${[said]
        .flat()
        .map((each) => JSON.stringify(each))
        .join('\n')}\n`,
    ).toMatchFileSnapshot(join(kept, `${name}.txt`));
  });

  // The other checker is in Python: a machine without it says that it is skipped.
  it.skipIf(!hasBoth)('says the same to the independent checker, story and all', async () => {
    const one = await checkers.ours(join(kept, name));
    const other = await checkers.theirs(join(kept, name));
    const open = (said: typeof one) =>
      'verdict' in said ? said : said.filter((each) => !/^(?:EVIDENCE_|INCOMPLETE)/u.test(each));
    expect(open(other)).toEqual(open(one));
  });

  it('has journals that are written again byte by byte', () => {
    for (const path of journalsOf(name)) {
      const bytes = readFileSync(path);
      const { entries } = verifyJournal(bytes);
      let head = emptyHead;
      const lines = entries.map(({ at, event }) => {
        const next = nextLine(head, at, event);
        head = next.head;
        return next.line;
      });
      expect(Buffer.concat(lines).equals(bytes), path).toBe(true);
    }
  });
});

describe('a kept event', () => {
  const events = everyEvent.map((line) => journalEvent.parse(JSON.parse(line)));

  it('is there in each kind, and is written again as it was', () => {
    const kinds = journalEvent.options.map(({ shape }) => shape.kind.value);
    expect(kinds.filter((kind) => events.every((event) => event.kind !== kind))).toEqual([]);
    // An event is JSON by its schema; its type cannot say so.
    expect(events.map((event) => encodeCanonicalJson(event as unknown as JsonValue).toString())).toEqual(everyEvent);
  });

  it.skipIf(!hasBoth)('has the form that the independent checker knows', () => {
    const frame = `checker.SCHEMAS['journal-line']`;
    const problems = `[checker.misfit(${frame}, ${frame}.get('$defs'), line, '') for line in given]`;
    const lines = events.map((event, at) => ({
      ...{ v: journalVersion, n: at + 1, at: '2026-10-14T09:00:00.000Z', prev: '0'.repeat(64), event },
    }));
    expect(askChecker<(string | null)[]>(problems, lines).map((problem, at) => problem && everyEvent[at])).toEqual(
      lines.map(() => null),
    );
  });
});
