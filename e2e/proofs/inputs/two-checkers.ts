// The two checkers of evidence played against each other: packages that insiders and outsiders alter at random. Both must come to one verdict, and leave
// the same open, word by word. Insiders sign whatever they like: bundles, plans and lists are signed again, and journals are chained again.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from '#build/root.ts';
import { buildEmergencyEvidence, listEmergency } from '#core/evidence/emergency.ts';
import {
  type EvidenceFiles,
  encodeManifest,
  manifestPath,
  manifestPayloadType,
  planPath,
} from '#core/evidence/manifest.ts';
import { buildEvidence } from '#core/evidence/package.ts';
import { changedAt, attestedBy, forged } from '#core/evidence/testdata/forgeries.ts';
import { emergencyFiles } from '#core/evidence/testdata/sample-emergency.ts';
import {
  app,
  online,
  plan,
  planHash,
  sampleFiles,
  samplePayload,
  secondObserverOf,
} from '#core/evidence/testdata/sample-package.ts';
import { chainedLines, type Files } from '#core/evidence/testdata/tampering.ts';
import { encodeCanonicalJson } from '#core/encoding/canonical-json.ts';
import { verifyJournal } from '#core/journal/chain.ts';
import { offlineRecovery } from '#core/journal/testdata/recovery.ts';
import { planPayloadType } from '#core/plan/approval.ts';
import { signDocument } from '#core/transfer/signed-document.ts';
import { operator1, witness } from '#core/transfer/testdata/samples.ts';
import { verifyEvidenceFolder } from '#services/evidence/evidence-folder.ts';
import { Refusal } from '#shared/faults/fault.ts';
import type { JournalEvent } from '#shared/journal/events.ts';
import { englishEvidence } from '#shared/messages/en/evidence.ts';
import { type EvidenceChecker, evidenceChecker } from '../../support/evidence-checker.ts';
import { mutateBytes } from './mutate-bytes.ts';
import { mutateDer } from './mutate-der.ts';
import { mutateJson } from './mutate-json.ts';
import { Random } from './random.ts';

type Json = null | boolean | number | string | Json[] | { [member: string]: Json };
interface Schema {
  readonly [word: string]: unknown;
  readonly $ref?: string;
  readonly const?: Json;
  readonly enum?: readonly Json[];
  readonly type?: string;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}
const lineSchema = JSON.parse(
  readFileSync(join(root, 'assets', 'evidence-checker', 'schemas', 'journal-line.json'), 'utf8'),
) as { readonly properties: { readonly event: Schema }; readonly $defs: Readonly<Record<string, Schema>> };

const eventsIn = (journal: Buffer): readonly JournalEvent[] => verifyJournal(journal).entries.map(({ event }) => event);
const ceremony = buildEvidence(sampleFiles(), [witness], app);
const { whole: emergency } = buildEmergencyEvidence(emergencyFiles());
const journalsOf = (files: EvidenceFiles): readonly string[] =>
  [...files.keys()].filter((path) => path.startsWith('journals/'));
const everyEvent = [ceremony, emergency].flatMap((files) =>
  journalsOf(files).flatMap((path) => eventsIn(files.get(path) ?? Buffer.alloc(0))),
);

/** What honest journals say, by the member that says it: a value of the right form, in another place. */
const pool = new Map<string, Json[]>();
function gather(value: Json, member = ''): void {
  pool.set(member, [...(pool.get(member) ?? []), value]);
  if (typeof value !== 'object' || value === null) return;
  for (const [name, each] of Object.entries(value)) gather(each, Array.isArray(value) ? member : name);
}
for (const event of everyEvent) gather(event);
const hashes = [...new Set(JSON.stringify(everyEvent).match(/\b[0-9a-f]{64}\b/gu) ?? [])];
const names = [
  'Person administrator',
  'Person witness',
  'PERSON WITNESS',
  'Person operator-1',
  'Person w1tness',
  'Lifeboat',
  'Person\u00a0witness',
];
const oddities: readonly Json[] = [
  null,
  true,
  false,
  0,
  1,
  -1,
  2,
  30,
  1e15,
  '',
  'x',
  ' x',
  'x\u200b',
  'x\u00a0',
  '{kind}',
  '%s',
  '0'.repeat(64),
  [],
  {},
  'Wіtness',
  '\u{1F600}',
  '2026-10-14T10:00:00.5Z',
];

/** A value of the form of a schema, with what honest journals say in it. */
function valueOf(schema: Schema, random: Random, member = ''): Json {
  const name = schema.$ref?.split('/').at(-1);
  if (name === 'sha256Hex') return random.pick(hashes);
  if (name === 'personName' || schema['format'] === 'person-name') return random.pick(names);
  if (name !== undefined)
    return random.pick(pool.get(member) ?? [valueOf(lineSchema.$defs[name] ?? {}, random, member)]);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return random.pick(schema.enum);
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices) return valueOf(random.pick(choices), random, member);
  if (schema.type === 'array')
    return Array.from({ length: (schema.minItems ?? 0) + random.below(2) }, () =>
      valueOf(schema.items ?? {}, random, member),
    );
  if (schema.type === 'boolean') return random.once(2);
  if (schema.type === 'integer') return Math.min((schema.minimum ?? 0) + random.below(4), schema.maximum ?? 9999);
  if (schema.type === 'object') return objectOf(schema, random);
  if (schema.type === 'null') return null;
  return random.pick((pool.get(member) ?? ['x']).filter((each) => typeof each === 'string'));
}

const objectOf = ({ properties = {}, required = [] }: Schema, random: Random): Json =>
  Object.fromEntries(
    Object.entries(properties)
      .filter(([name]) => required.includes(name) || random.once(2))
      .map(([name, schema]) => [name, valueOf(schema, random, name)]),
  );

/** One leaf or branch of a value exchanged. */
function altered(value: Json, random: Random, member = ''): Json {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  if (entries.length === 0 || random.once(6)) {
    const others = pool.get(member) ?? [];
    return others.length > 0 && !random.once(3) ? random.pick(others) : random.pick(oddities);
  }
  const [name, inner] = random.pick(entries);
  const changed = altered(inner, random, Array.isArray(value) ? member : name);
  if (Array.isArray(value)) return value.with(Number(name), changed);
  if (random.once(10)) return Object.fromEntries(entries.filter(([each]) => each !== name));
  return { ...(value as Record<string, Json>), [random.once(20) ? `${name}x` : name]: changed };
}

/** Events in another order, fewer, more or altered. */
function edited(events: readonly JournalEvent[], random: Random): readonly JournalEvent[] {
  const at = random.below(events.length);
  const event = events[at]!;
  switch (random.below(6)) {
    case 0:
      return events.toSpliced(at, 1);
    case 1:
      return events.toSpliced(random.below(events.length + 1), 0, event);
    case 2:
      return events.toSpliced(at, 1).toSpliced(random.below(events.length), 0, event);
    case 3:
      return events.toSpliced(at + random.below(2), 0, random.pick(everyEvent));
    case 4:
      return events.toSpliced(
        at + random.below(2),
        0,
        valueOf(lineSchema.properties.event, random) as unknown as JournalEvent,
      );
    default:
      return events.with(at, altered(event, random) as unknown as JournalEvent);
  }
}
const someTimes = (events: readonly JournalEvent[], random: Random): readonly JournalEvent[] =>
  edited(random.once(3) ? edited(events, random) : events, random);

/** A journal written again, with what is in another one of its lines. */
function rewrittenAny(files: Files, random: Random): void {
  const path = random.pick(journalsOf(files));
  const lines = verifyJournal(files.get(path) ?? Buffer.alloc(0)).entries;
  const minutes = (at: number): string =>
    new Date(Date.parse('2026-10-14T08:00:00Z') + at * 60_000).toISOString().replace('.000Z', 'Z');
  const events = someTimes(
    lines.map(({ event }) => event),
    random,
  );
  files.set(path, chainedLines(events.map((event, at) => ({ at: lines[at]?.at ?? minutes(60 + at), event }))));
}

/** A file altered by somebody who knows what is in it, or who does not. */
function mutated(files: Files, random: Random): void {
  const path = random.pick([...files.keys()]);
  const bytes = files.get(path) ?? Buffer.alloc(0);
  const mutate = random.once(4) ? mutateBytes : bytes[0] === 0x30 ? mutateDer : mutateJson;
  files.set(path, Buffer.from(mutate(bytes, random)));
}

const places = [
  'certificates/C1.cer',
  'certificates/c2.pem',
  'certificates/C9',
  'verdicts/x.json',
  'lists/SHA256SUMS',
  'lists/x.json',
  'service/x.json',
  'documents/x',
  'bundles/x',
  'journals/x.jsonl',
  'SHA256SUMS',
  'documents/CON',
  'other/x',
];

/** Files under other names, twice, emptied or gone. */
function moved(files: Files, random: Random): void {
  const path = random.pick([...files.keys()]);
  const bytes = files.get(path) ?? Buffer.alloc(0);
  const other = random.once(2) ? random.pick(places) : random.pick([...files.keys()]);
  const becomes = random.pick(['gone', 'spoiled', 'another']);
  if (becomes === 'gone') files.delete(path);
  else if (becomes === 'spoiled') files.set(path, Buffer.from(random.pick(['', '{}', '[]', 'null', '{', '\ufeff{}'])));
  else files.set(other, bytes);
}

/** What people of the plan can make. */
const insiders: readonly ((files: Files, random: Random) => void)[] = [
  rewrittenAny,
  rewrittenAny,
  mutated,
  moved,
  (files, random) => {
    const side = random.below(3);
    const events = side === 0 ? offlineRecovery : side === 1 ? online : [];
    const changed = side === 2 ? [] : someTimes(events, random);
    if (side === 0) forged({ offline: changed })(files);
    else if (side === 1) forged({ first: changed })(files);
    else forged({ second: (samples) => someTimes(secondObserverOf(samples), random) })(files);
  },
  (files, random) => {
    const at = random.below(3);
    const honest = samplePayload(
      (['exchange-key', 'restore-blob', 'outcome'] as const)[at] ?? 'outcome',
    ) as unknown as Record<string, Json>;
    const { seq: _seq, prev: _prev, journal: _journal, ...payload } = altered(honest, random) as Record<string, Json>;
    changedAt(at, payload)(files);
  },
  (files, random) => attestedBy((value) => Buffer.from(mutateBytes(value, random)))(files),
  (files, random) => {
    const payload = encodeCanonicalJson(altered(plan, random));
    files.set(planPath, signDocument(planPayloadType, payload, [operator1, witness]));
  },
];

/** One package, altered. */
function packageOf(random: Random): EvidenceFiles {
  if (random.once(5)) {
    const files: Files = new Map(random.once(2) ? ceremony : emergency);
    (random.once(2) ? mutated : moved)(files, random);
    return files;
  }
  if (random.once(3)) {
    const files: Files = new Map([...emergency].filter(([path]) => path !== 'SHA256SUMS'));
    random.pick([rewrittenAny, rewrittenAny, mutated, moved])(files, random);
    return listEmergency(files);
  }
  const files: Files = new Map(sampleFiles());
  random.pick(insiders)(files, random);
  const planSha256 = files.get(planPath) ? planHash : '0'.repeat(64);
  const list = encodeManifest({ ceremony: plan.ceremony, practice: true, planSha256, app }, files);
  return new Map([...files, [manifestPath, signDocument(manifestPayloadType, list, [witness])]]);
}

export interface Verdict {
  /** Refused; else what is told and what is left open, and whether the package is incomplete. */
  readonly said: 'refused' | readonly string[];
  /** The fault, or the rule. */
  readonly reason: string;
}

async function ours(folder: string): Promise<Verdict> {
  try {
    const { restsOnPeople, incomplete, story } = await verifyEvidenceFolder(folder, {});
    const told = story.map((line) => `story: ${line.id}: ${englishEvidence.story(line)}`);
    const said = restsOnPeople.map(({ id, value }) => `${id}: ${value}`);
    return { said: [...told, ...said, ...incomplete.map(() => 'INCOMPLETE')], reason: '' };
  } catch (error) {
    if (error instanceof Refusal) return { said: 'refused', reason: error.fault.code };
    throw error;
  }
}

async function theirs(checker: EvidenceChecker, folder: string): Promise<Verdict> {
  const { code, out, error } = await checker.check([folder]);
  if (code === 1) return { said: 'refused', reason: error.trim() };
  const lines = out.split('\n');
  const told = lines.filter((line) => line.startsWith('story: '));
  const said = lines.flatMap((line) => (line.startsWith('open: ') ? [line.slice('open: '.length)] : []));
  return {
    said: [...told, ...said, ...(error.match(/^INCOMPLETE: /gmu) ?? []).map(() => 'INCOMPLETE')],
    reason: error.trim(),
  };
}

export interface Difference {
  readonly row: number;
  readonly ours: Verdict;
  readonly theirs: Verdict;
}
export interface Played {
  readonly differences: readonly Difference[];
  readonly refused: number;
  readonly accepted: number;
  /** Which rules of the page were broken. */
  readonly rules: ReadonlySet<string>;
}

/** Plays rows of a seed. @param keep where the packages that were checked otherwise are left */
export async function playCheckers(seed: string, from: number, count: number, keep?: string): Promise<Played> {
  const place = mkdtempSync(join(tmpdir(), 'lifeboat-two-checkers-'));
  const checker = evidenceChecker();
  const differences: Difference[] = [];
  const rules = new Set<string>();
  let [refused, accepted] = [0, 0];
  try {
    for (let row = from; row < from + count; row += 1) {
      const files = altering(new Random(`${seed} ${row}`));
      if (files === undefined) continue;
      const folder = join(place, String(row));
      writeFolder(folder, files);
      const [one, other] = [await ours(folder), await theirs(checker, folder)];
      if (other.said === 'refused') rules.add(/^NOT GOOD: ([a-z0-9-]+)/u.exec(other.reason)?.[1] ?? '');
      if (one.said === 'refused') refused += 1;
      else accepted += 1;
      if (String(one.said) !== String(other.said)) {
        differences.push({ row, ours: one, theirs: other });
        if (keep !== undefined) writeFolder(join(keep, String(row)), files);
      }
      rmSync(folder, { recursive: true });
    }
    return { differences, refused, accepted, rules };
  } finally {
    await checker.end();
    rmSync(place, { recursive: true, force: true });
  }
}

/** Undefined where nobody can make such a package: a list has no name of it, or canonical JSON no such value. */
function altering(random: Random): EvidenceFiles | undefined {
  try {
    return packageOf(random);
  } catch {
    return undefined;
  }
}

function writeFolder(folder: string, files: EvidenceFiles): void {
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
}
