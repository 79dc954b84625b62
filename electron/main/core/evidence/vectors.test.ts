// Vectors of the page of rules: one package, and what is altered in it, with the rule that each breaks. Three programs read them: ours, the independent
// checker, and a third one of some two hundred lines that was written from the page. `vitest -u` makes them again, with other keys.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { root } from '#build/root.ts';
import { evidenceChecker } from '#e2e/support/evidence-checker.ts';
import { verifyEvidenceFolder } from '#services/evidence/evidence-folder.ts';
import { Refusal } from '#shared/faults/fault.ts';
import { encodeCanonicalJson } from '../encoding/canonical-json.ts';
import { encodePlan } from '../plan/plan-file.ts';
import { openBundle } from '../transfer/bundle.ts';
import { payloadTypeOf } from '../transfer/roles.ts';
import { countersignDocument, signDocument } from '../transfer/signed-document.ts';
import { otherForm } from '../transfer/signature.ts';
import { encodeEnvelope, parseEnvelope } from '../transfer/envelope.ts';
import { everyone, offline, operator1, stranger, witness } from '../transfer/testdata/samples.ts';
import { planPayloadType } from '../plan/approval.ts';
import { encodeManifest, manifestPath, manifestPayloadType, planPath } from './manifest.ts';
import { hasBoth } from './testdata/both-checkers.ts';
import { found } from './testdata/forgeries.ts';
import { app, bundles, plan, planHash, sampleFiles, samplePayload } from './testdata/sample-package.ts';
import { type Files, renamed, replaced, rewritten, text } from './testdata/tampering.ts';

const place = join(root, 'assets', 'evidence-checker');
const path = join(place, 'vectors.json');
interface Vector {
  readonly name: string;
  /** Null where it is good. */
  readonly rule: string | null;
  /** Files in base64 by their paths; null where one is gone. */
  readonly files: Readonly<Record<string, string | null>>;
}
interface Vectors {
  readonly about: string;
  readonly planSha256: string;
  readonly package: Readonly<Record<string, string>>;
  readonly vectors: readonly Vector[];
}

const outcomePath = `bundles/${found(bundles[2]).name}`;
const [offlinePath, onlinePath, secondPath] = [
  'journals/offline.jsonl',
  'journals/online.jsonl',
  'journals/operator-2.jsonl',
];
const inFile =
  (at: string, from: RegExp | string, to: string) =>
  (files: Files): void => {
    files.set(at, text(String(files.get(at)).replace(from, to)));
  };
const approved = (any: typeof plan) => (files: Files) => {
  files.set(planPath, signDocument(planPayloadType, encodePlan(any), [operator1, witness]));
};

/** The outcome signed again, whatever it says; no journal follows. */
const outcome =
  (change: object, signers = [operator1], type = payloadTypeOf('outcome')) =>
  (files: Files): void => {
    const honest = openBundle(found(bundles[2]).file, 'outcome', everyone).payload;
    files.set(outcomePath, signDocument(type, encodeCanonicalJson({ ...honest, ...change }), signers));
  };

/** What an insider alters, before the list is signed again. */
const before: readonly (readonly [name: string, rule: string | null, change: (files: Files) => void])[] = [
  ['the honest package, whose list was signed again', null, () => undefined],
  ['a paper more', null, (files) => files.set('documents/more.txt', text('more'))],
  [
    'a plan that one person approved',
    'plan-approved',
    (files) => files.set(planPath, signDocument(planPayloadType, encodePlan(plan), [operator1])),
  ],
  ['a plan with another member', 'plan-form', approved({ ...plan, more: 1 } as never)],
  [
    'a plan whose name has letters of two scripts',
    'plan-form',
    approved({ ...plan, people: plan.people.map((each, at) => (at === 0 ? { ...each, name: 'Pеrson' } : each)) }),
  ],
  ['practice under a name of production', 'plan-rules', approved({ ...plan, ceremony: 'MHSM-DR-2026-10-14-01' })],
  ['a plan with a blank in its envelope', 'envelope-form', inFile(planPath, '{"payload"', '{ "payload"')],
  [
    'a bundle with a signature in its other form',
    'signature-form',
    (files) => {
      const { payloadType, payload, signatures } = parseEnvelope(found(files.get(outcomePath)));
      files.set(
        outcomePath,
        encodeEnvelope({
          payloadType,
          payload,
          signatures: signatures.map(({ keyId, signatureDer }) => ({ keyId, signatureDer: otherForm(signatureDer) })),
        }),
      );
    },
  ],
  [
    'a bundle that a stranger signed, too',
    'signers-known',
    (files) => files.set(outcomePath, countersignDocument(found(files.get(outcomePath)), stranger)),
  ],
  [
    'a bundle with another payload under its signature',
    'signatures-good',
    (files) => {
      const { payloadType, payload, signatures } = parseEnvelope(found(files.get(outcomePath)));
      files.set(
        outcomePath,
        encodeEnvelope({
          payloadType,
          payload: Buffer.from(String(payload).replace('succeeded', 'failed')),
          signatures,
        }),
      );
    },
  ],
  [
    'a journal under another ending',
    'journal-name',
    (files) => files.set('journals/operator-2.txt', found(files.get(secondPath))),
  ],
  [
    'a journal whose last line is torn',
    'journal-torn',
    (files) => files.set(secondPath, found(files.get(secondPath)).subarray(0, -1)),
  ],
  ['a line of another version', 'journal-line', inFile(secondPath, /"v":4\}\n$/u, '"v":5}\n')],
  [
    'an event of a kind that nobody knows',
    'journal-line',
    replaced(secondPath, (event) =>
      event.kind === 'journal-closed' ? ({ ...event, kind: '{kind}' } as never) : event,
    ),
  ],
  [
    'a line that does not follow from the one before',
    'journal-chain',
    inFile(secondPath, '"build":"test"', '"build":"best"'),
  ],
  ['a journal of another ceremony', 'journal-of-ceremony', renamed(secondPath, plan.ceremony, `${plan.ceremony}-2`)],
  [
    'a journal of another plan',
    'journal-of-plan',
    replaced(secondPath, (event) => (event.kind === 'plan-adopted' ? { ...event, planSha256: '0'.repeat(64) } : event)),
  ],
  [
    'a journal in another machine’s name',
    'journal-of-machine',
    replaced(secondPath, (event) => (event.kind === 'journal-opened' ? { ...event, keyId: stranger.keyId } : event)),
  ],
  [
    'two journals of one machine',
    'one-journal-each',
    (files) => files.set('journals/z.jsonl', found(files.get(secondPath))),
  ],
  [
    'a bundle of a kind that nobody knows',
    'bundle-kind',
    outcome({}, [operator1], 'application/vnd.lifeboat.outcome.v9+json'),
  ],
  ['a bundle with another member', 'bundle-form', outcome({ more: 1 })],
  ['an outcome that the offline machine signed', 'bundle-signers', outcome({}, [offline])],
  ['a bundle the other way round', 'bundle-direction', outcome({ dir: 'offline-to-online' })],
  [
    'a bundle of another HSM',
    'bundle-of-plan',
    outcome({ hsm: { ...samplePayload('outcome').hsm, tenant: '00000000-0000-4000-8000-00000000000f' } }),
  ],
  ['a bundle that follows another one', 'bundles-in-sequence', outcome({ prev: '0'.repeat(64) })],
  ['a bundle that is not here', 'bundles-as-noted', (files) => files.delete(outcomePath)],
  ['a journal that is not here', 'journal-missing', (files) => files.delete(offlinePath)],
  [
    'a line put in before a bundle',
    'end-in-its-place',
    rewritten(onlinePath, (lines) =>
      lines.toSpliced(3, 0, { ...lines[2]!, event: { kind: 'note', by: 'Lifeboat', text: 'x' } }),
    ),
  ],
];
/** What an outsider alters in the folder. */
const after: typeof before = [
  ['a paper altered', 'file-as-listed', (files) => files.set('documents/record.txt', text('The recorD\n'))],
  ['a paper gone', 'files-as-listed', (files) => files.delete('documents/record.txt')],
  ['the list of an emergency', 'files-as-listed', (files) => files.set('SHA256SUMS', text('x'))],
  ['no list', 'plan-and-list', (files) => files.delete(manifestPath)],
  ['a bundle for a list', 'envelope-type', (files) => files.set(manifestPath, found(files.get(outcomePath)))],
];

function listed(files: Files): Files {
  const list = encodeManifest({ ceremony: plan.ceremony, practice: true, planSha256: planHash, app }, files);
  return new Map([...files, [manifestPath, signDocument(manifestPayloadType, list, [witness])]]);
}

function made(): Vectors {
  const honest = listed(sampleFiles());
  const differing = (files: Files): Vector['files'] =>
    Object.fromEntries(
      [...new Set([...honest.keys(), ...files.keys()])].flatMap((each) => {
        const bytes = files.get(each);
        return bytes && honest.get(each)?.equals(bytes) ? [] : [[each, bytes?.toString('base64') ?? null]];
      }),
    );
  const vectors = [
    ...before.map(([name, rule, change]) => {
      const files = new Map(sampleFiles());
      change(files);
      return { name, rule, files: differing(listed(files)) };
    }),
    ...after.map(([name, rule, change]) => {
      const files = new Map(honest);
      change(files);
      return { name, rule, files: differing(files) };
    }),
  ];
  return {
    about:
      'One package of evidence, and what is altered in it: each vector breaks the rule of RULES.md that it names, or none.',
    planSha256: planHash,
    package: Object.fromEntries([...honest].map(([each, bytes]) => [each, bytes.toString('base64')])),
    vectors,
  };
}

const isAnew =
  (expect.getState() as unknown as { snapshotState?: { _updateSnapshot?: string } }).snapshotState?._updateSnapshot ===
  'all';
if (isAnew || !existsSync(path)) writeFileSync(path, `${JSON.stringify(made(), null, 1)}\n`);
const all = JSON.parse(readFileSync(path, 'utf8')) as Vectors;

type Third = (
  schemas: object,
  files: ReadonlyMap<string, Uint8Array>,
  planSha256?: string,
) => Promise<{ good: boolean; rule?: string; mode?: string }>;
const { checkEvidence } = (await import(join(place, 'third-checker.mjs'))) as { checkEvidence: Third };
const schemas = Object.fromEntries(
  ['plan', 'list', 'envelope', 'bundle', 'journal-line', 'characters'].map((name) => [
    name,
    JSON.parse(readFileSync(join(place, 'schemas', `${name}.json`), 'utf8')) as object,
  ]),
);

describe.skipIf(!hasBoth)('the vectors of the page of rules', () => {
  const folders = mkdtempSync(join(tmpdir(), 'lifeboat-vectors-'));
  const independent = evidenceChecker();
  afterAll(async () => {
    await independent.end();
    rmSync(folders, { recursive: true, force: true });
  });

  it.each(all.vectors)('$name: $rule', async ({ rule, files: changed }) => {
    const files = new Map(
      Object.entries({ ...all.package, ...changed }).flatMap(([each, bytes]) =>
        bytes === null ? [] : [[each, Buffer.from(bytes, 'base64')] as const],
      ),
    );
    const folder = mkdtempSync(join(folders, 'package-'));
    for (const [each, bytes] of files) {
      mkdirSync(dirname(join(folder, each)), { recursive: true });
      writeFileSync(join(folder, each), bytes);
    }
    const third = await checkEvidence(schemas, files, undefined);
    expect(third).toMatchObject(rule === null ? { good: true, mode: 'PRACTICE' } : { good: false, rule });
    const { error } = await independent.check([folder]);
    expect(/^NOT GOOD: ([a-z0-9-]+)/u.exec(error)?.[1] ?? null).toBe(rule);
    const ours = await verifyEvidenceFolder(folder, {}).then(
      () => null,
      (refusal: unknown) => refusal,
    );
    expect(ours === null ? null : ours instanceof Refusal).toBe(rule === null ? null : true);
  });
});
