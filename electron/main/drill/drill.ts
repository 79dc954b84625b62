// A whole recovery against the practice HSM: custodians, HSM A with keys and a backup, its end, and then a ceremony on two sides, with
// plan, identities, bundles, journals and evidence, up to the proof that every key works.
import { mkdir, readdir, rename } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { refuse } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import type { AppVersion } from '#shared/schemas/atoms.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { encodeCanonicalJson, readCanonicalJson } from '#core/encoding/canonical-json.ts';
import { readWholeFile, writeNewFile } from '#platform/files.ts';
import type { ProcessHost } from '#secrets/host/process-host.ts';
import { loadApprovedPlan } from './drill-plan.ts';
import type { DrillFault } from './faults.ts';
import { makeCustodians } from './custodians.ts';
import { type DrillFolder, drillFolder } from './folder.ts';
import { openIdentities, type Signers } from './identities.ts';
import { Machines } from './machines.ts';
import { afterPowerLoss, isBegun, losePower } from './power.ts';
import { prepare } from './preparation.ts';
import { blobFileOf, RecoveryDrill } from './recovery.ts';
import { type StageEvent, StageLog, type StageReport } from './stage.ts';
import { withCloud } from './with-cloud.ts';

/** What every drill is given, new or resumed. */
export interface DrillWorld {
  readonly directory: string;
  readonly host: ProcessHost;
  readonly app: AppVersion;
  /** Called for each thing that happens. */
  readonly say: (event: StageEvent) => void;
}

export interface DrillOptions extends DrillWorld {
  readonly custodians: number;
  readonly required: number;
  /** Whether custodians' keys are on tokens, all but the first. */
  readonly tokens?: boolean;
  readonly faults: readonly DrillFault[];
  /** The program and its arguments that resume a drill in this directory; needed for `lost-power`. */
  readonly resumeCommand: readonly string[];
}

export interface DrillResult {
  readonly ceremony: string;
  readonly stages: readonly StageReport[];
  readonly files: Readonly<Record<string, string>>;
  readonly keyVersions: number;
  readonly restoreBlobSha256: string;
  readonly evidence: { readonly manifestSha256: string; readonly proven: number; readonly restsOnPeople: number };
}

/**
 * Begins a drill in an empty or new folder.
 * @throws FILE_EXISTS if the folder has something in it; Error if an injected fault was not caught or a key differs
 */
export async function runDrill(options: DrillOptions): Promise<DrillResult> {
  const { directory, custodians, required } = options;
  await mkdir(directory, { recursive: true });
  if ((await readdir(directory)).length > 0) refuse({ code: 'FILE_EXISTS', name: visibleText(directory) });
  await writeNewFile(drillFolder(directory).settings, encodeCanonicalJson({ custodians, required }));
  return fromTheBeginning(options);
}

async function fromTheBeginning(options: DrillOptions): Promise<DrillResult> {
  const { directory, faults, app, resumeCommand } = options;
  const folder = drillFolder(directory);
  const log = new StageLog(options.say);
  const signers = await withCloud(folder, (cloud, connection) =>
    prepare({
      folder,
      cloud,
      connection,
      log,
      custodians: options.custodians,
      required: options.required,
      makeCustodians: (sticks, names) => makeCustodians(options.host, sticks, names, options.tokens),
      appVersion: app.version,
      prefix: 'PRACTICE-DRILL',
    }),
  );
  if (faults.includes('lost-power')) {
    await log.stage('power-lost', async () => {
      const events = await losePower(folder, resumeCommand);
      return { value: undefined, values: [events] };
    });
  }
  return recover(options, folder, log, faults, signers);
}

const drillSettings = z.strictObject({ custodians: z.int().min(3).max(10), required: z.int().min(2).max(10) });

/**
 * Goes on with a drill that was killed: from its journals, with the shares to be given again. Where it has not got as far as its plan, nothing
 * of it can be gone on with: that is put aside, and the drill starts over as it was begun.
 * @throws FILE_NOT_FOUND where no drill was begun
 */
export async function resumeDrill(world: DrillWorld): Promise<DrillResult> {
  const folder = drillFolder(world.directory);
  const there = await readdir(world.directory).catch((): string[] => []);
  if (there.includes(basename(folder.settings)) && !there.includes(basename(folder.planSha256))) {
    const { value } = readCanonicalJson(await readWholeFile(folder.settings, 4096), { maxBytes: 4096 });
    await putAside(world.directory, there, basename(folder.settings));
    return fromTheBeginning({ ...world, ...drillSettings.parse(value), faults: [], resumeCommand: [] });
  }
  return recover(world, folder, new StageLog(world.say), [], undefined);
}

/** Nothing is deleted: what a killed drill has left goes into its own folder. */
async function putAside(directory: string, names: readonly string[], settings: string): Promise<void> {
  const before = names.filter((name) => name.startsWith('interrupted-'));
  const aside = join(directory, `interrupted-${before.length + 1}`);
  await mkdir(aside);
  for (const name of names) {
    if (name !== settings && !before.includes(name)) await rename(join(directory, name), join(aside, name));
  }
}

async function recover(
  { host, app }: DrillWorld,
  folder: DrillFolder,
  log: StageLog,
  faults: readonly DrillFault[],
  signers: Signers | undefined,
): Promise<DrillResult> {
  const approved = await loadApprovedPlan(folder);
  const opened = signers ?? (await openIdentities(folder));
  return withCloud(folder, async (cloud, connection) => {
    const machines = new Machines({ folder, approved, signers: opened, app, connection });
    if (await isBegun(folder)) {
      await log.stage('power-back', async () => {
        await afterPowerLoss(machines);
        return { value: undefined, values: [] };
      });
    }
    const drill = new RecoveryDrill({ machines, host, cloud, log, faults: new Set(faults) });
    const { keyVersions, restoreBlob, evidence } = await drill.run();
    const { securityDomain, sticks, plan } = folder;
    return {
      ceremony: approved.plan.ceremony,
      stages: log.reports,
      files: {
        sticks,
        securityDomain,
        restoreBlob: blobFileOf(machines, restoreBlob),
        plan,
        evidence: folder.evidence,
      },
      keyVersions,
      restoreBlobSha256: sha256(restoreBlob).toString('hex'),
      evidence: {
        manifestSha256: evidence.manifestSha256,
        proven: evidence.proven.length,
        restsOnPeople: evidence.restsOnPeople.length,
      },
    };
  });
}
