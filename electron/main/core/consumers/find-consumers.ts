// A resource as Azure's Resource Graph shows it, and whether it uses keys of an HSM: every place in it that names the HSM is found, whatever its kind.
import type { Consumer, KeyUse } from '#shared/consumers/consumers.ts';
import { type ConsumerKind, isKeyInUse, kindOf } from '#shared/consumers/kinds.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { plainRegion } from '../azure/names.ts';
import { asJsonObject, isJsonList, type JsonObject, type JsonValue } from '../encoding/json.ts';

/** A row of Resource Graph, as far as it is read. */
export interface GraphRow {
  readonly id: string;
  readonly type: string;
  readonly location?: string | null | undefined;
  readonly tags?: JsonValue | undefined;
  readonly identity?: JsonValue | undefined;
  readonly properties?: JsonValue | undefined;
}

export interface Searched {
  /** Base address of the HSM. */
  readonly hsm: string;
  /** Resource id of the HSM; null where nobody knows it. Private endpoints name it, and no address. */
  readonly resourceId: string | null;
  /** The tag that names who owns a resource, in any case. */
  readonly ownerTag: string;
}

/** @returns of each row what the resource is and uses; undefined where nothing in it names the HSM */
export function consumersNaming(searched: Searched): (row: GraphRow) => Consumer | undefined {
  const mentions = mentionsOf(searched);
  return (row) => consumerOf(row, mentions, searched.ownerTag);
}

function consumerOf(row: GraphRow, mentions: Mentions, ownerTag: string): Consumer | undefined {
  const type = row.type.toLowerCase();
  const named = [...mentionsIn(row.properties ?? null, 'properties', mentions)];
  if (named.length === 0) return undefined;
  const kind = kindOf(type);
  // Of a known kind, other places tell of the past: the former key of a disk encryption set stays named.
  const inUse = named.filter(({ path }) => isKeyInUse(type, path));
  return {
    id: visibleText(row.id, 2000),
    type: visibleText(type, 200),
    region: plainRegion(row.location ?? '')
      .replace(/[^a-z0-9]/gu, '')
      .slice(0, 40),
    owner: ownerOf(row.tags, ownerTag),
    states: statesOf(row, kind),
    ...identitiesOf(row, kind),
    uses: (inUse.length > 0 ? inUse : named).toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    disks: null,
  };
}

interface Mentions {
  readonly any: RegExp;
  readonly base: RegExp;
  readonly key: RegExp;
}

function mentionsOf({ hsm, resourceId }: Searched): Mentions {
  const host = new URL(hsm).hostname.replaceAll('.', String.raw`\.`);
  // Another HSM's name may end or begin with this one.
  const whole = (text: string): string => `(?<![\\w.-])${text}(?![\\w.-])`;
  const id = resourceId?.replace(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`);
  const base = String.raw`^(?:https:\/\/)?${host}(?::443)?\/?`;
  return {
    any: new RegExp(id === undefined ? whole(host) : `${whole(host)}|${whole(id)}`, 'iu'),
    base: new RegExp(`${base}$`, 'iu'),
    key: new RegExp(String.raw`${base}keys\/([A-Za-z0-9-]{1,127})(?:\/([0-9a-f]{32}))?\/?$`, 'iu'),
  };
}

/** Every text and every name of a member that names the HSM, with its path. */
function* mentionsIn(value: JsonValue, path: string, mentions: Mentions, around: JsonObject = {}): Generator<KeyUse> {
  if (typeof value === 'string') {
    if (mentions.any.test(value)) yield useAt(path, value, mentions, around);
    return;
  }
  if (isJsonList(value)) {
    for (const [at, item] of value.entries()) yield* mentionsIn(item, `${path}[${at}]`, mentions);
    return;
  }
  const object = membersOf(value);
  for (const [name, member] of Object.entries(object)) {
    const below = `${path}.${visibleText(name, 300)}`;
    // A database lists its keys by their addresses.
    if (mentions.any.test(name)) yield useAt(below, name, mentions, {});
    yield* mentionsIn(member, below, mentions, object);
  }
}

function useAt(path: string, text: string, { base, key }: Mentions, around: JsonObject): KeyUse {
  const at = visibleText(path, 2000);
  const [, name, version] = key.exec(text) ?? [];
  if (name !== undefined) return { path: at, key: name, version: version?.toLowerCase() ?? null };
  if (!base.test(text)) return { path: at, key: null, version: null };
  const [keyName, keyVersion] = [textOf(memberOf(around, 'keyName')), textOf(memberOf(around, 'keyVersion'))];
  return {
    path: at,
    key: /^[A-Za-z0-9-]{1,127}$/u.test(keyName) ? keyName : null,
    version: /^[0-9a-f]{32}$/iu.test(keyVersion) ? keyVersion.toLowerCase() : null,
  };
}

const membersOf = (value: JsonValue | undefined): JsonObject => asJsonObject(value) ?? {};

/** Services write the names of members in other cases than their specifications. */
const memberOf = (object: JsonObject, name: string): JsonValue | undefined =>
  Object.entries(object).find(([each]) => each.toLowerCase() === name.toLowerCase())?.[1];

const textOf = (value: JsonValue | undefined): string => (typeof value === 'string' ? value : '');

/** All texts at a path of the table; each path begins with the properties. */
function textsAt({ properties }: GraphRow, path: string): string[] {
  let at: readonly (JsonValue | undefined)[] = [properties];
  for (const step of path.split('.').slice(1)) {
    at = at.flatMap((value) => {
      const found = memberOf(membersOf(value), step.replace('[]', ''));
      return found === undefined ? [] : isJsonList(found) && step.endsWith('[]') ? found : [found];
    });
  }
  return at.filter((value) => typeof value === 'string');
}

const statesOf = (row: GraphRow, kind: ConsumerKind | undefined): string[] =>
  ['properties.provisioningState', 'properties.state', ...(kind?.stateAt ?? [])]
    .flatMap((path) => textsAt(row, path))
    .slice(0, 10)
    .map((text) => visibleText(text, 200));

function ownerOf(tags: JsonValue | undefined, tag: string): string | null {
  const owner = textOf(memberOf(membersOf(tags), tag)).trim();
  return owner === '' ? null : visibleText(owner, 200);
}

/** The identity that the resource names for its key; else its own; else all of them, because it may be any. */
function identitiesOf(row: GraphRow, kind: ConsumerKind | undefined): Pick<Consumer, 'identities' | 'identity'> {
  const { principalId, userAssignedIdentities } = membersOf(row.identity);
  const own = guidsIn(principalId);
  const assigned = Object.entries(membersOf(userAssignedIdentities)).flatMap(([id, value]) =>
    guidsIn(membersOf(value)['principalId']).map((principal) => ({ id, principal })),
  );
  const path = kind?.identityAt ?? null;
  // Cosmos DB writes `UserAssignedIdentity=` before it.
  const named = path === null ? [] : textsAt(row, path).map((text) => text.replace(/^UserAssignedIdentity=/iu, ''));
  const chosen = assigned.filter(({ id }) => named.some((each) => each.toLowerCase() === id.toLowerCase()));
  const readers = chosen.length > 0 ? chosen : own.length > 0 ? [] : assigned;
  const [first, ...others] = readers;
  return {
    identities: [...new Set(first ? readers.map(({ principal }) => principal) : own)].sort().slice(0, 100),
    identity: first && others.length === 0 ? visibleText(first.id, 2000) : null,
  };
}

const guidsIn = (value: JsonValue | undefined): string[] => {
  const found = textOf(value).toLowerCase();
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u.test(found) ? [found] : [];
};
