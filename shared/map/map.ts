// The living map: where everything is in a ceremony or an emergency, for screens, paper and shell alike. A pure function of what the script's
// model says is true, or of what a journal has seen.
import type { CeremonyKind, Link, Role, State } from '../ceremony/model.ts';
import type { PartInstance } from '../ceremony/expand.ts';
import { hasSucceeded, openCalls } from '../journal/call-index.ts';
import { copyOf, type JournalState } from '../journal/state.ts';

/** From the lost HSM to the custodians, in the order in which they are drawn. */
export const mapPlaces = ['lost-hsm', 'backup', 'new-hsm', 'online', 'gap', 'offline', 'custodians'] as const;
export type MapPlace = (typeof mapPlaces)[number];

/** `quiet`: nothing happens there now. */
export type PlaceState = 'quiet' | 'lit' | 'wrong';

/** How far the new HSM is. */
export type HsmStage = 'none' | 'made' | 'recovery' | 'active' | 'restored' | 'verified';

/** What goes from place to place, in the order in which it does. */
const parcels = ['certificates', 'security-domain', 'exchange-key', 'blob'] as const;
export type Parcel = (typeof parcels)[number];

/** Where a parcel is; `stick`: between the machines. */
export type ParcelPlace = 'new-hsm' | 'online' | 'stick' | 'offline';

/** Who is beside a machine; custodians come one at a time, and are a place themselves. */
export type MapRole = Exclude<Role, 'C' | 'SL' | 'ALL'>;

export interface MapPerson {
  readonly role: MapRole;
  readonly at: 'online' | 'offline';
  /** `lit`: acts now. */
  readonly state: Exclude<PlaceState, 'wrong'>;
}

export interface LivingMap {
  readonly places: Readonly<Record<MapPlace, PlaceState>>;
  readonly hsm: HsmStage;
  /** Only what there is already. */
  readonly parcels: readonly { readonly what: Parcel; readonly at: ParcelPlace }[];
  /** Of the custodians: how many have given, and how many must. */
  readonly shares: { readonly given: number; readonly required: number };
  readonly people: readonly MapPerson[];
}

/** What the map is drawn from: the part of the script's model that people can see. */
export type Seen = Pick<State, 'bundle' | 'domain' | 'exchange' | 'blob' | 'hsm' | 'shares' | 'proven'>;

const stages: Readonly<Record<Link['hsm'], HsmStage>> = {
  unknown: 'none',
  'source-lost': 'none',
  'name-free': 'none',
  'backup-found': 'none',
  'preflight-done': 'none',
  provisioned: 'made',
  observed: 'recovery',
  recovery: 'recovery',
  activated: 'active',
  'identity-read': 'active',
  'restore-point': 'active',
  'hold-over': 'active',
  go: 'active',
  restored: 'restored',
  compared: 'verified',
  'roles-checked': 'verified',
  verified: 'verified',
};
const exchangeAt: Readonly<Record<Link['exchange'], ParcelPlace | undefined>> = {
  none: undefined,
  fetched: 'online',
  'seen-twice': 'online',
  bundled: 'online',
  'handed-over': 'stick',
  arrived: 'offline',
  signed: 'offline',
  examined: 'offline',
  agreed: 'offline',
};
const blobAt: Readonly<Record<Link['blob'], ParcelPlace | undefined>> = {
  none: undefined,
  built: 'offline',
  recorded: 'offline',
  bundled: 'offline',
  scanned: 'offline',
  'handed-over': 'stick',
  received: 'online',
  agreed: 'online',
  compared: 'online',
  uploaded: 'new-hsm',
};
const certificatesAt: Readonly<Record<Link['bundle'], ParcelPlace | undefined>> = {
  none: undefined,
  'certificates-written': 'stick',
  'certificates-read': 'online',
  'certificates-agreed': 'online',
};
const domainAt: Readonly<Record<Link['domain'], ParcelPlace | undefined>> = {
  none: undefined,
  downloaded: 'online',
  inspected: 'online',
  logged: 'online',
  'on-stick': 'stick',
  'in-hand': 'stick',
  loaded: 'offline',
  placed: 'offline',
};

/** In the order of the cast of the scripts; an emergency has fewer. */
export const crews = {
  planned: { online: ['RO1', 'RO2'], offline: ['CA', 'OP', 'MC', 'W1', 'W2'] },
  emergency: { online: ['RO1', 'RO2'], offline: ['OP', 'W1'] },
} as const satisfies Readonly<Record<string, Readonly<Record<MapPerson['at'], readonly MapRole[]>>>>;

/** Where something happens, and who is there. */
interface Marks {
  /** Where something happens now. */
  readonly lit?: readonly MapPlace[];
  /** Where a failed check stands. */
  readonly wrong?: readonly MapPlace[];
  readonly crew?: keyof typeof crews;
  /** Who acts now, as far as it is known. */
  readonly acting?: readonly Role[];
}

/** @param required how many custodians must give */
export function mapOf(
  seen: Seen,
  required: number,
  { lit = [], wrong = [], crew = 'planned', acting = [] }: Marks = {},
): LivingMap {
  const at = {
    certificates: certificatesAt[seen.bundle],
    'security-domain': domainAt[seen.domain],
    'exchange-key': exchangeAt[seen.exchange],
    blob: blobAt[seen.blob],
  };
  const stateOf = (place: MapPlace): PlaceState =>
    wrong.includes(place) ? 'wrong' : lit.includes(place) ? 'lit' : 'quiet';
  const isUsed = seen.blob !== 'none';
  const isActing = (role: Role): boolean => acting.includes(role) || acting.includes('ALL');
  return {
    // A place of the list has its state; Object.fromEntries forgets that.
    places: Object.fromEntries(mapPlaces.map((place) => [place, stateOf(place)])) as LivingMap['places'],
    hsm: stages[seen.hsm],
    parcels: parcels.flatMap((what) => {
      const place = at[what];
      return place === undefined ? [] : [{ what, at: place }];
    }),
    // Shares are wiped with the build: those who gave have given.
    shares: { given: Math.min(isUsed ? required : Math.max(seen.shares, seen.proven), required), required },
    people: (['online', 'offline'] as const).flatMap((place) =>
      crews[crew][place].map((role) => ({ role, at: place, state: isActing(role) ? 'lit' : 'quiet' }) as const),
    ),
  };
}

/** Before anything has begun. */
export const nothingSeen: Seen = {
  ...{ bundle: 'none', domain: 'none', exchange: 'none', blob: 'none', hsm: 'unknown' },
  ...{ shares: 0, proven: 0 },
};

/** Before anything has begun: what there is, and nothing lit. */
export const startMap: LivingMap = mapOf(nothingSeen, 0);

/** The map of a machine, by its journal alone: what the other side did since then, it cannot know. */
export function mapOfJournal(state: JournalState): LivingMap {
  const side = sideOf(state);
  const seen = seenOf(state);
  const required = state.plan?.required ?? state.securityDomain?.required ?? 0;
  const isBegun = state.opened !== undefined || state.emergency !== undefined;
  const lit =
    isBegun && !state.closed
      ? openCalls(state).length > 0
        ? (['new-hsm'] as const)
        : actsNow(side, seen, required)
      : [];
  const crew = state.emergency === undefined ? 'planned' : 'emergency';
  // A machine knows of itself alone who works at it.
  const acting = lit.some((place) => place === side) ? rolesAt(state) : [];
  return mapOf(seen, required, { lit, wrong: state.failures.length > 0 ? [side] : [], crew, acting });
}

/** Who works at the machine of a journal. */
function rolesAt({ opened, emergency }: JournalState): readonly Role[] {
  if (emergency !== undefined) return crews.emergency[emergency.machine === 'online' ? 'online' : 'offline'];
  return opened?.role === 'offline' ? ['OP'] : [opened?.role === 'operator-2' ? 'RO2' : 'RO1'];
}

const sideOf = ({ opened, emergency }: JournalState): MapPerson['at'] =>
  (opened?.machine ?? emergency?.machine) === 'online' ? 'online' : 'offline';

/** What a machine has seen, by its journal; nothing where it has none. */
export const seenOf = (state: JournalState | undefined): Seen =>
  state === undefined ? nothingSeen : sideOf(state) === 'online' ? seenOnline(state) : seenOffline(state);

const has = (bundles: JournalState['written'], type: JournalState['written'][number]['type']): boolean =>
  bundles.some((bundle) => bundle.type === type);

function seenOnline(state: JournalState): Seen {
  const isDone = (call: Parameters<typeof hasSucceeded>[1]): boolean => hasSucceeded(state, call);
  const isUploaded = isDone('upload');
  const hasBlob = isUploaded || has(state.accepted, 'restore-blob') || state.blobRead !== undefined;
  // In an emergency the key is written to a stick as soon as it is fetched.
  const isKeyOut = has(state.written, 'exchange-key') || state.emergency !== undefined;
  const isFetched = state.fetched['operator-1'] !== undefined;
  const hsm = (): Link['hsm'] => {
    if (isDone('restore')) return state.restoreVerified !== undefined || state.closed ? 'verified' : 'restored';
    if (isDone('backup') && isUploaded) return 'restore-point';
    if (isUploaded || isDone('download')) return 'activated';
    if (isDone('init-recovery')) return 'recovery';
    return isDone('create') ? 'provisioned' : 'unknown';
  };
  return {
    ...nothingSeen,
    bundle: has(state.accepted, 'activation-certificates') ? 'certificates-read' : 'none',
    domain: has(state.written, 'security-domain') ? 'on-stick' : isDone('download') ? 'downloaded' : 'none',
    exchange: hasBlob ? 'agreed' : isFetched ? (isKeyOut ? 'handed-over' : 'fetched') : 'none',
    blob: isUploaded ? 'uploaded' : hasBlob ? 'received' : 'none',
    hsm: hsm(),
  };
}

function seenOffline(state: JournalState): Seen {
  const isTaken = has(state.accepted, 'outcome');
  const blob = (): Link['blob'] => {
    if (isTaken) return 'uploaded';
    if (state.blob.phase !== 'built') return 'none';
    return has(state.written, 'restore-blob') ? 'handed-over' : 'built';
  };
  // A key on a token has one copy.
  const onTokens = Object.keys(state.tokens).filter((id) => state.proven.includes(copyOf(state.keysMade[id] ?? '', 1)));
  return {
    bundle: has(state.written, 'activation-certificates') ? 'certificates-written' : 'none',
    domain: state.securityDomain === undefined ? 'none' : 'loaded',
    exchange: state.exchangeKey === undefined ? 'none' : 'agreed',
    blob: blob(),
    hsm: isTaken ? 'activated' : 'unknown',
    shares: state.shares.length,
    proven: Math.floor((state.proven.length + onTokens.length) / 2),
  };
}

/** Where something happens now, by what is there: the same question that the next step answers, for people who look. */
function actsNow(
  side: 'offline' | 'online',
  { exchange, blob, hsm, bundle, domain, shares }: Seen,
  required: number,
): readonly MapPlace[] {
  if (side === 'offline') {
    if (bundle !== 'none' && domain === 'none') return ['gap', 'online'];
    if (blob === 'uploaded') return [];
    if (blob === 'handed-over') return ['gap', 'online'];
    if (blob === 'built') return ['offline', 'gap'];
    if (exchange === 'none' && domain === 'none') return ['offline'];
    if (exchange === 'none') return ['gap', 'offline'];
    return shares < required ? ['custodians', 'offline'] : ['offline'];
  }
  if (domain === 'on-stick' || (exchange === 'handed-over' && blob === 'none')) return ['gap', 'offline'];
  if (hsm === 'verified') return [];
  if (hsm === 'activated' || hsm === 'restore-point') return ['online', 'new-hsm', 'backup'];
  return exchange === 'fetched' ? ['online', 'gap'] : ['online', 'new-hsm'];
}

const roomsOf: Readonly<Partial<Record<Role, MapPlace>>> = {
  OP: 'offline',
  C: 'custodians',
  RO1: 'online',
  RO2: 'online',
};
const touched: ReadonlyMap<string, MapPlace> = new Map<keyof State, MapPlace>([
  ['hsm', 'new-hsm'],
  ['custodianStick', 'custodians'],
  ['shares', 'custodians'],
  ['offline', 'offline'],
  ['online1', 'online'],
  ['online2', 'online'],
]);
/** What is carried over. */
const crossing: ReadonlySet<string> = new Set(['handed-over', 'on-stick', 'arrived', 'received', 'certificates-read']);

/** Where the steps of a part happen: by who does them, and by what they change; else in the room of the document. */
export function placesOfPart({ steps }: PartInstance, kind: CeremonyKind): readonly MapPlace[] {
  const found = steps.flatMap(({ step: { who, sets } }) => [
    ...who.flatMap((role) => roomsOf[role] ?? []),
    ...Object.keys(sets).flatMap((key) => touched.get(key) ?? []),
    ...(Object.values(sets).some((value) => crossing.has(value)) ? (['gap'] as const) : []),
    ...(sets.hsm === 'restored' || sets.hsm === 'restore-point' ? (['backup'] as const) : []),
    ...(sets.hsm === 'source-lost' ? (['lost-hsm'] as const) : []),
  ]);
  const room = kind === 'recovery-online' || kind === 'emergency-online' ? 'online' : 'offline';
  return found.length === 0 ? [room] : mapPlaces.filter((place) => found.includes(place));
}
