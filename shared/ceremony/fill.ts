// Fills the blanks of a text from the plan, keeping values apart from words so that a page can mark and isolate them.
import { hexRows } from '../formatting/fingerprint.ts';
import { visibleText } from '../formatting/visible-text.ts';
import type { Turn } from './expand.ts';
import type { Role } from './model.ts';
import type { ScriptPlan } from './script-plan.ts';

/** A stretch of a text: words of the catalogue, a value of the plan, or a blank that nobody knows yet. */
export type Segment =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'value'; readonly text: string }
  | { readonly kind: 'blank' };

/** Words that a plan's choice has in a language. */
export interface ChoiceWords {
  readonly production: string;
  readonly practice: string;
  readonly identity: string;
  readonly sas: string;
  readonly machines: Readonly<Record<string, string>>;
}

/** The names that may be in braces in a text of the catalogue. */
export const placeholderNames = [
  'access',
  'account',
  'bootHash',
  'ceremonyId',
  'code',
  'container',
  'custodian',
  'domainHash',
  'folder',
  'identity',
  'k',
  'levels',
  'm',
  'machine',
  'mode',
  'n',
  'of',
  'phoneCA',
  'phoneOP',
  'phoneRO1',
  'phoneRO2',
  'region',
  'resourceGroup',
  'source',
  'subscription',
  'target',
  'targetUri',
  'tenant',
] as const;
type PlaceholderName = (typeof placeholderNames)[number];
export type Placeholders = Readonly<Record<PlaceholderName, string | undefined>>;

/** What the blanks of one part are filled with. Values from outside are made harmless to look at. */
export function placeholdersOf(plan: ScriptPlan, words: ChoiceWords, turn?: Turn, machine?: string): Placeholders {
  const text = (value: string | undefined): string | undefined => (value ? visibleText(value, 120) : undefined);
  const { backup } = plan;
  const phoneOf = (role: Role): string | undefined => text(plan.people.find((person) => person.role === role)?.phone);
  return {
    access: backup && words[backup.method],
    account: text(backup?.account),
    bootHash: inGroups(plan.bootMediumSha256),
    ceremonyId: text(plan.ceremonyId),
    code: text(turn?.custodian?.code),
    container: text(backup?.container),
    custodian: text(turn?.custodian && `${turn.custodian.code} ${turn.custodian.name}`),
    domainHash: inGroups(plan.securityDomainSha256),
    folder: text(backup?.folder),
    identity: text(backup?.identity),
    k: turn && String(turn.k),
    levels: plan.drillLevels.length > 0 ? plan.drillLevels.join(', ') : undefined,
    m: String(plan.quorum),
    machine: machine === undefined ? undefined : words.machines[machine],
    mode: words[plan.mode],
    n: String(plan.custodians.length),
    of: turn && String(turn.of),
    phoneCA: phoneOf('CA'),
    phoneOP: phoneOf('OP'),
    phoneRO1: phoneOf('RO1'),
    phoneRO2: phoneOf('RO2'),
    region: text(plan.region),
    resourceGroup: text(plan.resourceGroup),
    source: text(plan.source?.name),
    subscription: text(plan.subscription),
    target: text(plan.target.name),
    targetUri: text(plan.target.uri),
    tenant: text(plan.tenant),
  };
}

/** All 64 digits, as people read them: a step that compares a value names it. */
const inGroups = (sha256: string | undefined): string | undefined => sha256 && hexRows(sha256).flat().join(' ');

/** Cuts a text at its braces. A name that is not in the list is a mistake of the catalogue, which a test finds. */
export function fill(text: string, placeholders: Placeholders): readonly Segment[] {
  return text.split(/\{(\w+)\}/u).flatMap((piece, at): Segment[] => {
    if (at % 2 === 0) return piece === '' ? [] : [{ kind: 'words', text: piece }];
    const value = placeholders[piece as PlaceholderName];
    return [value === undefined ? { kind: 'blank' } : { kind: 'value', text: value }];
  });
}
