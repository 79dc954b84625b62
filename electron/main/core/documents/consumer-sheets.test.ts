// The sheets of consumers: who is called first, a sheet for each owner, and every command once for each kind of shell.
import { describe, expect, it } from 'vitest';
import { awayOf } from '#shared/consumers/kinds.ts';
import { englishConsumers } from '#shared/messages/en/consumers.ts';
import { shellLine } from '#platform/shell-word.ts';
import { estateConsumers } from '#simulator/estate/practice-estate.ts';
import {
  consumersOf,
  estate,
  estateKeys,
  inventoryOf,
  lostHsm,
  mapOf,
  newHsm,
  noRoles,
} from '../consumers/testdata/maps.ts';
import { workList } from '../consumers/work-list.ts';
import { callListDocument, consumerSheets, mostOnPaper } from './consumer-sheets.ts';
import { htmlText, html } from './html.ts';

const options = { language: 'en', paper: 'a4', css: '', appVersion: '0.1.0' } as const;
const map = mapOf(consumersOf(estate));
const items = workList(map, inventoryOf(estateKeys, noRoles), 'northeurope');
const list = { practice: true, from: lostHsm, to: newHsm, items };
/** The text of a page as it is read, without its markup. */
const textOf = (page: string): string =>
  page
    .slice(page.indexOf('<main>'))
    .replaceAll(/<[^>]*>/gu, '')
    .replaceAll(/\s+/gu, ' ');
const escaped = (text: string): string => htmlText(html`${text}`).replaceAll(/\s+/gu, ' ');
const page = consumerSheets(list, shellLine, options);

describe('the sheets of consumers', () => {
  it('has each consumer once, below its owner, with its new address', () => {
    const sheets = page.split('<section class="sheet"').slice(2);
    expect(sheets).toHaveLength(new Set(items.map(({ consumer: { owner } }) => owner)).size);
    expect(page.split('class="consumer"')).toHaveLength(estateConsumers + 1);
    for (const { consumer, moves } of items) {
      const [own, ...others] = sheets.filter((each) => each.includes(`<bdi>${consumer.id}</bdi>`));
      expect(others).toEqual([]);
      expect(own).toContain(
        `<bdi>${englishConsumers.owner(consumer.owner ?? englishConsumers.noOwner, 0).split(':')[0]}:`,
      );
      for (const { newUri } of moves) expect(own).toContain(newUri);
    }
  });

  it('has every command as bash and as PowerShell read it', () => {
    const text = textOf(page);
    const commands = items.flatMap((item) => item.commands);
    expect(commands.length).toBeGreaterThan(estateConsumers);
    for (const words of commands) {
      for (const platform of ['linux', 'win32'] as const) expect(text).toContain(escaped(shellLine(words, platform)));
    }
  });

  it('calls first whose resources lose data or stop the soonest', () => {
    const rows = [...callListDocument(map, options).matchAll(/<th scope="row">\s*<bdi>([^<]*)</gu)].map(
      ([, name]) => name,
    );
    const owners = [...Map.groupBy(items, ({ consumer: { owner } }) => owner ?? englishConsumers.noOwner)];
    expect(rows).toEqual(owners.map(([name]) => name));
    expect(owners[0]?.[1].map(({ consumer: { type } }) => awayOf(type).effect)[0]).toBe('loses-data');
  });

  it('says that more are in the table than on paper', () => {
    const many = Array.from({ length: mostOnPaper + 1 }, () => items[0] ?? expect.fail());
    expect(textOf(consumerSheets({ ...list, items: many }, shellLine, options))).toContain(
      englishConsumers.page.more(mostOnPaper, mostOnPaper + 1),
    );
    expect(textOf(page)).not.toContain('the table has all');
  });

  it('says of practice on every page that it is, and nothing moves where the name is the old one', () => {
    expect(page).toContain('<body class="practice"');
    expect(consumerSheets({ ...list, practice: false }, shellLine, options)).toContain('<body class="production"');
    const same = workList(map, inventoryOf(estateKeys, noRoles, lostHsm), null);
    const text = textOf(consumerSheets({ ...list, to: lostHsm, items: same }, shellLine, options));
    expect(text).toContain(englishConsumers.how['nothing-moves']);
    expect(text).not.toContain('→');
  });
});
