// English texts of the map of consumers: who uses which key, what stops without it, and how far the list is worked off.
import type { AwayEffect } from '../../consumers/kinds.ts';
import { readableUtc } from '../../formatting/date-time.ts';
import { number, plural } from './formats.ts';

const resources = (count: number): string => plural(count, { one: '1 resource', other: `${number(count)} resources` });

export const englishConsumers = {
  /** What happens to a consumer while its key is away. */
  effects: {
    'loses-data': 'loses new data for good',
    stops: 'stops',
    'partly-stops': 'stops in part',
    'not-documented': 'not documented',
  } satisfies Readonly<Record<AwayEffect, string>>,
  within: (effect: string, minutes: number) => `${effect}, within ${minutes} minutes`,
  how: {
    'nothing-moves': 'Nothing moves: the new HSM has the old name.',
    'in-place': 'In place, by these commands:',
    'new-resource': 'It takes no other key: make a new one.',
    'by-hand': 'By hand: Lifeboat does not know how this kind takes another key.',
  },
  progress: {
    back: 'Back',
    'not-working': 'Not working',
    waiting: 'Waiting',
    elsewhere: 'Elsewhere',
    'not-seen': 'Not seen',
  },
  newest: 'newest version',
  noKey: 'names the HSM, no key',
  noOwner: 'nobody',
  disks: (count: number) => plural(count, { one: '1 disk', other: `${number(count)} disks` }),
  /** The lines of the commands. */
  found: (count: number, subscriptions: number) =>
    `${resources(count)} in ${plural(subscriptions, { one: '1 subscription', other: `${number(subscriptions)} subscriptions` })} use keys of this HSM.`,
  notSeen: (ids: readonly string[]) => `NOT SEEN: this account does not see ${ids.join(', ')}.`,
  stranded: (region: string, count: number) => `STRANDED by a new HSM in ${region}: ${resources(count)}`,
  notBackedUp: (count: number) => `IN NO BACKUP is a key that they use: ${resources(count)}`,
  withoutRole: (count: number) => `WITHOUT A ROLE on the HSM: ${resources(count)}`,
  bound: (region: string) => `must have its HSM in ${region}`,
  map: 'map of consumers',
  table: (rows: number, file: string) => `${plural(rows, { one: '1 row', other: `${number(rows)} rows` })} in ${file}`,
  owner: (name: string, count: number) => `${name}: ${resources(count)}`,
  missing: (keys: readonly string[]) => `MISSING in the new HSM: ${keys.join(', ')}`,
  role: (role: string, state: 'missing' | 'not-known') =>
    state === 'missing' ? `Its identity needs the role ${role}.` : `Make sure that its identity has the role ${role}.`,
  source: (address: string) => `Documented at ${address}`,
  unchanged:
    'Lifeboat changes no consumer by itself: it takes its owner’s rights, and only the owner knows when. These are the commands.',
  inNoBackup: (keys: readonly string[]) => `IN NO BACKUP: ${keys.join(', ')}`,
  noRole: 'Its identity has no role on the HSM.',
  /** Of those who use the keys, how many are back; `back` is null until Azure was asked. */
  count: (back: number | null, all: number) =>
    back === null
      ? `${resources(all)} to bring back; Azure was not asked yet.`
      : `${number(back)} of ${plural(all, { one: '1 consumer is', other: `${number(all)} consumers are` })} back.`,
  progressCounts: (back: number, all: number) => `${number(back)} of ${number(all)} are back.`,
  allBack: 'Every consumer is back.',
  workOff: 'Who must change what, with the commands: lifeboat consumers list.',
  /** While all is well. */
  find: {
    title: 'Who uses the keys',
    note: 'Azure is asked for every resource that names this HSM, in the subscriptions that you see. The map is written beside the records of backups.',
    region: 'Where a new HSM would be made',
    regionNote: 'A region of Azure, such as northeurope. Empty: not checked.',
    group: 'Management group',
    groupNote: 'Its name: only subscriptions below it are asked about. Empty: all that you see.',
    ownerTag: 'Tag that names the owner',
    inventory: 'the inventory of the newest backup',
    action: 'Ask Azure who uses the keys',
    pdf: 'Save whom to call first as a PDF',
    keys: 'Keys',
    remarks: 'To look at',
    asked: (utc: string) => `Azure answered ${readableUtc(utc)}.`,
    well: 'Nobody needs attention.',
    withoutInventory: 'Without an inventory, keys and roles are not checked.',
    counts: (notBackedUp: number, stranded: number, withoutRole: number) =>
      [
        ...(notBackedUp > 0 ? [`${resources(notBackedUp)} with a key that no backup has`] : []),
        ...(stranded > 0 ? [`${resources(stranded)} stranded by the planned region`] : []),
        ...(withoutRole > 0 ? [`${resources(withoutRole)} without a role`] : []),
      ].join('; '),
  },
  /** While the keys are away. */
  call: {
    note: 'Choose the map of consumers from before the loss. Call who loses data first, then who stops, the soonest first.',
    show: 'Show whom to call first',
    more: (shown: number, count: number) => `The first ${number(shown)} of ${number(count)} owners are shown.`,
  },
  /** The page. */
  page: {
    title: 'Who must change what',
    note: 'Choose the map of consumers from before the loss. The list, the most urgent first, is also written as a table.',
    map: 'the map of consumers',
    list: 'List who must change what',
    check: 'Ask Azure who is back',
    pdf: 'Save a sheet for each owner as a PDF',
    notChecked: 'Azure was not asked yet.',
    resource: 'Resource',
    owner: 'Owner',
    away: 'Without its key it',
    state: 'State',
    todo: 'What to do',
    more: (shown: number, count: number) =>
      `The first ${number(shown)} of ${number(count)} are shown; the table has all.`,
    commands: (count: number) => plural(count, { one: '1 command', other: `${number(count)} commands` }),
    command: 'command',
  },
  /** On paper. */
  sheets: {
    callTitle: 'Whom to call first',
    mapOf: (takenUtc: string) => `As Azure said on ${readableUtc(takenUtc)}.`,
    stops: 'What stops without its key',
    phone: 'Telephone',
    called: 'Called at, by',
    others: (count: number) => `and ${number(count)} more`,
    doneBy: 'Done by',
    at: 'at',
    written: (file: string) => `The sheets for the printer: ${file}`,
    shells: { any: 'In any shell:', posix: 'In bash, zsh or sh:', windows: 'In PowerShell or cmd:' },
  },
  applications: 'What an application has in its code, its settings or its secrets, Azure does not list. Ask its owner.',
};

/** The shape of these texts in every language. */
export type ConsumerTexts = typeof englishConsumers;
