// The living map: what it says of the script's model and of journals, in drawing and sentences alike.
import { describe, expect, it } from 'vitest';
import { planOf, custodiansOf } from '#shared/ceremony/testdata/plans.ts';
import { expandScript, scripts } from '#shared/ceremony/expand.ts';
import type { CeremonyKind } from '#shared/ceremony/model.ts';
import { statesBefore } from '#shared/ceremony/walk.ts';
import { emptyJournal, type JournalState } from '#shared/journal/state.ts';
import { english } from '#shared/messages/en/catalogue.ts';
import { mapOfRehearsal } from '#shared/rehearsal/map.ts';
import { mapOf, mapOfJournal, type LivingMap, mapPlaces, nothingSeen, placesOfPart, startMap } from './map.ts';
import { shapesOf } from './shapes.ts';
import { mapLines } from './text.ts';

const three = { custodians: custodiansOf(3), quorum: 2 };
const litIn = ({ places }: LivingMap): readonly string[] => mapPlaces.filter((place) => places[place] === 'lit');
const whereIs = (map: LivingMap): Readonly<Record<string, string>> =>
  Object.fromEntries(map.parcels.map(({ what, at }) => [what, at]));

describe('the map of a script', () => {
  const mapsOf = (kind: CeremonyKind): readonly (readonly [string, LivingMap])[] => {
    const plan = planOf(kind, three);
    const states = statesBefore(plan);
    return expandScript(plan).flatMap((part) => {
      const state = states.get(part.steps.find(({ step }) => !step.branch)?.instanceId ?? '');
      return state === undefined
        ? []
        : [[part.part.id, mapOf(state, plan.quorum, { lit: placesOfPart(part, kind) })] as const];
    });
  };

  it.each([
    'activation',
    're-wrap',
    'recovery-offline',
    'recovery-online',
    'drill',
    'emergency-offline',
    'emergency-online',
  ] as const)('lights something in each part: %s', (kind) => {
    const maps = mapsOf(kind);
    expect(maps.length).toBeGreaterThan(2);
    for (const [part, map] of maps) expect.soft(litIn(map), part).not.toEqual([]);
  });

  it('follows the exchange key over the gap and the blob back', () => {
    const places = (kind: CeremonyKind, what: string): readonly string[] => [
      ...new Set(mapsOf(kind).map(([, map]) => whereIs(map)[what] ?? 'nowhere')),
    ];
    expect(places('recovery-offline', 'exchange-key')).toEqual(['nowhere', 'stick', 'offline']);
    expect(places('recovery-offline', 'blob')).toEqual(['nowhere', 'new-hsm']);
    expect(places('recovery-online', 'blob')).toEqual(['nowhere', 'stick', 'new-hsm']);
  });
});

describe('the map of a journal', () => {
  type Opened = NonNullable<JournalState['opened']>;
  const bundle = (type: string) => ({ type }) as JournalState['written'][number] & JournalState['accepted'][number];
  const done = (...calls: readonly string[]): Pick<JournalState, 'calls'> => ({
    calls: Object.fromEntries(
      calls.map((call, n) => [`${call}-1`, { id: `${call}-1`, call, phase: 'succeeded', n }]),
    ) as unknown as JournalState['calls'],
  });
  const online = (more: Partial<JournalState>): LivingMap =>
    mapOfJournal({ ...emptyJournal, opened: { machine: 'online', role: 'operator-1' } as Opened, ...more });
  const offline = (more: Partial<JournalState>): LivingMap =>
    mapOfJournal({
      ...emptyJournal,
      opened: { machine: 'offline', role: 'offline' } as Opened,
      securityDomain: { sha256: '', required: 3, custodians: 5 },
      ...more,
    });
  const fetched = { fetched: { 'operator-1': {} as JournalState['fetched'][string] } };
  const key = { exchangeKey: {} as NonNullable<JournalState['exchangeKey']> };
  const built = { ...key, blob: { phase: 'built', certificateSha256: '', blobSha256: '' } } as const;

  it.each<[string, LivingMap, string, Readonly<Record<string, string>>, readonly string[]]>([
    ['nothing yet', mapOfJournal(emptyJournal), 'none', {}, []],
    ['online, before all', online({}), 'none', {}, ['new-hsm', 'online']],
    ['online, made', online(done('create')), 'made', {}, ['new-hsm', 'online']],
    [
      'online, key fetched',
      online({ ...done('create', 'init-recovery'), ...fetched }),
      'recovery',
      { 'exchange-key': 'online' },
      ['online', 'gap'],
    ],
    [
      'online, key sent',
      online({ ...done('init-recovery'), ...fetched, written: [bundle('exchange-key')] }),
      'recovery',
      { 'exchange-key': 'stick' },
      ['gap', 'offline'],
    ],
    [
      'online, blob here',
      online({ ...done('init-recovery'), ...fetched, accepted: [bundle('restore-blob')] }),
      'recovery',
      { 'exchange-key': 'offline', blob: 'online' },
      ['new-hsm', 'online'],
    ],
    [
      'online, uploaded',
      online(done('init-recovery', 'upload')),
      'active',
      { 'exchange-key': 'offline', blob: 'new-hsm' },
      ['backup', 'new-hsm', 'online'],
    ],
    [
      'online, restored',
      online(done('upload', 'backup', 'restore')),
      'restored',
      { 'exchange-key': 'offline', blob: 'new-hsm' },
      ['new-hsm', 'online'],
    ],
    [
      'online, over',
      online({ ...done('upload', 'backup', 'restore'), closed: true }),
      'verified',
      { 'exchange-key': 'offline', blob: 'new-hsm' },
      [],
    ],
    [
      'online, domain out',
      online({
        ...done('download'),
        accepted: [bundle('activation-certificates')],
        written: [bundle('security-domain')],
      }),
      'active',
      { certificates: 'online', 'security-domain': 'stick' },
      ['gap', 'offline'],
    ],
    ['offline, before the key', offline({}), 'none', { 'security-domain': 'offline' }, ['gap', 'offline']],
    [
      'offline, one share',
      offline({ ...key, shares: ['a'] }),
      'none',
      { 'security-domain': 'offline', 'exchange-key': 'offline' },
      ['offline', 'custodians'],
    ],
    [
      'offline, built',
      offline(built),
      'none',
      { 'security-domain': 'offline', 'exchange-key': 'offline', blob: 'offline' },
      ['gap', 'offline'],
    ],
    [
      'offline, sent',
      offline({ ...built, written: [bundle('restore-blob')] }),
      'none',
      { 'security-domain': 'offline', 'exchange-key': 'offline', blob: 'stick' },
      ['online', 'gap'],
    ],
    [
      'offline, told',
      offline({ ...built, accepted: [bundle('outcome')] }),
      'active',
      { 'security-domain': 'offline', 'exchange-key': 'offline', blob: 'new-hsm' },
      [],
    ],
    [
      'offline, certificates out',
      offline({ securityDomain: undefined, written: [bundle('activation-certificates')] }),
      'none',
      { certificates: 'stick' },
      ['online', 'gap'],
    ],
  ])('%s', (_name, map, hsm, where, lit) => {
    expect(map.hsm).toBe(hsm);
    expect(whereIs(map)).toEqual(where);
    expect(litIn(map)).toEqual(lit);
  });

  it('marks the machine whose check stands failed, and waits with an open call', () => {
    const failed = { step: 'B5', fault: '', detail: '' };
    expect(online({ failures: [{ check: 'inventory', ...failed }] }).places.online).toBe('wrong');
    expect(offline({ failures: [{ check: 'read-back-plan', ...failed }] }).places.offline).toBe('wrong');
    const open = {
      'upload-1': { id: 'upload-1', call: 'upload', phase: 'intended', n: 1 },
    } as unknown as JournalState['calls'];
    expect(litIn(online({ calls: open }))).toEqual(['new-hsm']);
  });

  it('says of shares how many have given, also after they are wiped', () => {
    expect(offline({ ...key, shares: ['a', 'b'] }).shares).toEqual({ given: 2, required: 3 });
    expect(offline(built).shares).toEqual({ given: 3, required: 3 });
    // A token has one copy, two sticks have two.
    const token = { serial: '0a1b', model: null, manufacturer: null, firmware: null, label: null, keyId: null };
    const keys = { keysMade: { C1: 'a', C2: 'b' }, tokens: { C1: token } };
    expect(offline({ ...keys, proven: ['a 1', 'b 1'] }).shares.given).toBe(1);
    expect(offline({ ...keys, proven: ['a 1', 'b 1', 'b 2'] }).shares.given).toBe(2);
  });
});

describe('the people', () => {
  it.each(Object.values(scripts))('has everybody of the cast in one place: $kind', ({ kind, cast }) => {
    const { people } = mapOf(nothingSeen, 2, { crew: kind.startsWith('emergency') ? 'emergency' : 'planned' });
    const named = people.map(({ role }) => role as string);
    expect(new Set(named).size).toBe(named.length);
    // Custodians are a place of their own, and whoever is only called is in no room.
    expect(named).toEqual(expect.arrayContaining(cast.filter((role) => !['C', 'SL', 'ALL'].includes(role))));
  });

  it('lights those who act, as far as it is known', () => {
    const actingIn = ({ people }: LivingMap): readonly string[] =>
      people.filter(({ state }) => state === 'lit').map(({ role }) => role);
    expect(actingIn(mapOf(nothingSeen, 2, { lit: ['online'], acting: ['RO2', 'MC'] }))).toEqual(['RO2', 'MC']);
    expect(actingIn(mapOf(nothingSeen, 2, { acting: ['ALL'] }))).toHaveLength(7);
    expect(actingIn(startMap)).toEqual([]);
    type Opened = NonNullable<JournalState['opened']>;
    const at = (machine: Opened['machine'], role: Opened['role']): readonly string[] =>
      actingIn(mapOfJournal({ ...emptyJournal, opened: { machine, role } as Opened }));
    expect([at('online', 'operator-1'), at('online', 'operator-2'), at('offline', 'offline')]).toEqual([
      ['RO1'],
      ['RO2'],
      ['OP'],
    ]);
    const emergency = { machine: 'online' } as NonNullable<JournalState['emergency']>;
    expect(actingIn(mapOfJournal({ ...emptyJournal, emergency }))).toEqual(['RO1', 'RO2']);
  });
});

describe('both rooms of a rehearsal', () => {
  type Opened = NonNullable<JournalState['opened']>;
  const online: JournalState = {
    ...emptyJournal,
    opened: { machine: 'online', role: 'operator-1' } as Opened,
    fetched: { 'operator-1': {} as JournalState['fetched'][string] },
  };
  const offline: JournalState = {
    ...emptyJournal,
    opened: { machine: 'offline', role: 'offline' } as Opened,
    exchangeKey: {} as NonNullable<JournalState['exchangeKey']>,
    shares: ['a'],
    failures: [{ check: 'read-back-plan', step: 'B5', fault: '', detail: '' }],
  };

  it('have what each journal knows, in one map', () => {
    const both = mapOfRehearsal({ offline, online }, 'custodians', 2);
    expect(whereIs(both)).toEqual({ 'exchange-key': 'offline' });
    expect(both.shares).toEqual({ given: 1, required: 2 });
    expect(both.places.offline).toBe('wrong');
    expect(litIn(both)).toEqual(['custodians']);
    expect(whereIs(mapOfRehearsal({ offline: undefined, online }, 'carry-in', 2))).toEqual({
      'exchange-key': 'online',
    });
    const built: JournalState = { ...offline, blob: { phase: 'built', certificateSha256: '', blobSha256: '' } };
    expect(whereIs(mapOfRehearsal({ offline: built, online }, 'carry-out', 2))).toMatchObject({ blob: 'offline' });
  });

  it('light both rooms at the beginning, and nothing when it is over', () => {
    expect(litIn(mapOfRehearsal({ offline: undefined, online: undefined }, 'open', 2))).toEqual([
      'online',
      'gap',
      'offline',
    ]);
    expect(litIn(mapOfRehearsal({ offline, online }, undefined, 2))).toEqual([]);
  });
});

describe('drawing and sentences', () => {
  const people = [
    'Online machine: Recovery operator 1, Recovery operator 2.',
    'Offline laptop: Ceremony administrator, Offline operator, Media controller, Internal witness, External witness.',
  ];
  const map = mapOf(
    { bundle: 'none', domain: 'none', exchange: 'agreed', blob: 'handed-over', hsm: 'recovery', shares: 0, proven: 0 },
    3,
    { lit: ['gap'], wrong: ['online'], acting: ['MC'] },
  );

  it('draw each thing once, inside the drawing, and as many people as must give', () => {
    for (const size of ['small', 'named'] as const) {
      const shapes = shapesOf(map, size);
      expect(new Set(shapes.map(({ id }) => id)).size).toBe(shapes.length);
      expect(shapes.filter(({ id }) => id.startsWith('custodian-')).map(({ ink }) => ink)).toEqual([
        'full',
        'full',
        'full',
      ]);
      expect(Math.min(...shapes.map(({ x }) => x))).toBeGreaterThanOrEqual(0);
    }
    expect(shapesOf(startMap, 'small').filter(({ ink }) => ink === 'lit')).toEqual([]);
  });

  it('say the same', () => {
    expect(mapLines(map, english)).toEqual([
      'Now at: Air gap.',
      'Acting now: Media controller.',
      'A failed check stands: Online machine.',
      'The new HSM waits for a security domain.',
      'The exchange key: on the offline laptop.',
      'The restore blob: on its stick, between the machines.',
      'Custodians: 3 of 3 have given.',
      ...people,
    ]);
    expect(mapLines({ ...map, shares: { given: 1, required: 3 } }, english)).toContain(
      'Custodians: 1 of 3 have given, 2 still to come.',
    );
    expect(mapLines(startMap, english)).toEqual([
      'Nothing is being done now.',
      'Nothing was done with the new HSM yet.',
      ...people,
    ]);
  });
});
