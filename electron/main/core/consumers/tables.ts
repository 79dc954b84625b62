// The map and the list as tables for a spreadsheet.
import type { ConsumerMap } from '#shared/consumers/consumers.ts';
import { kindOf } from '#shared/consumers/kinds.ts';
import { csvOf } from '../inventory/csv.ts';
import { isStranded } from './assess.ts';
import type { WorkItem } from './work-list.ts';

const mapColumns = [
  'owner',
  'type',
  'id',
  'region',
  'key',
  'version',
  'path',
  'change',
  'whileAway',
  'minutes',
  'stranded',
] as const;

/** A row for each use of a key; UTF-8. */
export const consumerTable = (map: ConsumerMap): Buffer =>
  Buffer.from(
    csvOf(
      mapColumns,
      map.consumers.flatMap((consumer) => {
        const { owner, type, id, region, uses } = consumer;
        const kind = kindOf(type);
        return uses.map(({ key, version, path }) => ({
          ...{ owner: owner ?? '', type, id, region, key: key ?? '', version: version ?? '', path },
          ...{ change: kind?.change ?? '', whileAway: kind?.away.effect ?? '', minutes: kind?.away.minutes ?? '' },
          stranded: isStranded(consumer, map.plannedRegion),
        }));
      }),
    ),
    'utf8',
  );

const workColumns = [
  ...['owner', 'whileAway', 'minutes', 'type', 'id', 'path', 'oldUri', 'newUri', 'how', 'missing', 'stranded'],
  ...['role', 'roleState', 'commands', 'commandsPowerShell'],
] as const;

/**
 * A row for each place that names the lost HSM, sorted by owner, the most urgent first; UTF-8.
 * @param line writes the words of a command for a system's shell
 */
export const workTable = (
  items: readonly WorkItem[],
  line: (words: readonly string[], platform: NodeJS.Platform) => string,
): Buffer =>
  Buffer.from(
    csvOf(
      workColumns,
      items
        .toSorted((a, b) =>
          (a.consumer.owner ?? '') < (b.consumer.owner ?? '') ? -1 : a.consumer.owner === b.consumer.owner ? 0 : 1,
        )
        .flatMap(({ consumer, how, moves, missing, isStranded: stranded, role, roleState, commands }) => {
          const away = kindOf(consumer.type)?.away;
          const of = (platform: NodeJS.Platform): string => commands.map((words) => line(words, platform)).join('; ');
          return moves.map(({ path, oldUri, newUri }, at) => ({
            ...{
              owner: consumer.owner ?? '',
              whileAway: away?.effect ?? '',
              minutes: away?.minutes ?? '',
              type: consumer.type,
            },
            ...{ id: consumer.id, path, oldUri, newUri, how, missing: missing.join(' '), stranded, role, roleState },
            // Once for a resource: a second run would change it twice.
            ...{ commands: at === 0 ? of('linux') : '', commandsPowerShell: at === 0 ? of('win32') : '' },
          }));
        }),
    ),
    'utf8',
  );
