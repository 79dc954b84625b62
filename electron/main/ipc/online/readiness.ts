// Calls about a healthy HSM: what names it, how ready it is, and a backup outside of a ceremony.
import { join } from 'node:path';
import type { OnlineHandlers } from '#shared/contract/online/contract.ts';
import { refuse } from '#shared/faults/fault.ts';
import { loadCatalogue } from '#shared/messages/load-catalogue.ts';
import type { Readiness } from '#shared/readiness/readiness.ts';
import { backupFileNames, maxBackupRecordBytes } from '#core/backup-record/backup-record.ts';
import { maxConsumerMapBytes } from '#core/consumers/map-file.ts';
import { maxInventoryBytes } from '#core/inventory/inventory-file.ts';
import { maxRegisterBytes } from '#core/register/register-file.ts';
import { maxSecurityDomainBytes } from '#core/security-domain/security-domain.ts';
import { assertPlanOf } from '#core/documents/standing-card.ts';
import { readAnyPlan } from '#core/plan/any-plan.ts';
import { makePaper } from '#core/paper/papers.ts';
import { maxBundleBytes } from '#core/transfer/envelope.ts';
import { readinessReport } from '#core/documents/readiness-report.ts';
import { appOf, refuseProduction } from '#services/app/chosen-files.ts';
import type { OnlineAppState } from '#services/online/app-state.ts';
import { writeOut } from '#services/online/write-out.ts';
import { type HealthyHsm, healthyHsm } from '#services/readiness/healthy-hsm.ts';
import { askHealthyHsm, type TypedDetails } from '#services/online/questions/healthy.ts';
import { nameInAddress } from '#core/azure/names.ts';
import { isPracticeAddress } from '#shared/schemas/cloud-suffixes.ts';
import { practiceTenantId } from '#simulator/practice-cloud.ts';
import { inspectReadiness, readNamedCertificates } from '#services/readiness/readiness.ts';
import { takeStandingBackup } from '#services/readiness/standing-backup.ts';
import { byIdentity } from '#services/recovery/step-context.ts';
import { latestBackupRecord, latestConsumerMap, onEmergencyCard } from '#platform/backup-records.ts';
import { assertSpace, readWholeFile, refuseExisting } from '#platform/files.ts';

export function readinessCalls(appState: OnlineAppState): OnlineHandlers['readiness'] {
  const { services } = appState.world;
  const read = async (
    token: string | null,
    kind: 'inventory' | 'data' | 'plan',
    maxBytes: number,
  ): Promise<Buffer | undefined> =>
    token === null ? undefined : readWholeFile(services.files.path(token, kind), maxBytes);
  const looked = (call: string): Readiness => {
    appState.healthyContext(call);
    const { readiness: look } = appState.uiState;
    return look.phase === 'looked'
      ? look.readiness
      : refuse({ code: 'CALL_OUT_OF_ORDER', call, needs: 'a look at the HSM' });
  };
  return {
    async open() {
      appState.assertNothingOpen('readiness.open');
      const check = (typed: TypedDetails): HealthyHsm => {
        // The practice cloud has one directory.
        const tenant = typed.tenant ?? (isPracticeAddress(typed.address) ? practiceTenantId : null);
        const healthy = healthyHsm({ ...typed, tenant });
        refuseProduction(services, healthy.practice);
        return healthy;
      };
      appState.healthy = await appState.world.confirm(askHealthyHsm(services.practiceOnly || null, check));
      return appState.update({ earlier: [] });
    },
    async look({
      inventory,
      consumers,
      securityDomain,
      securityDomainSha256,
      register,
      plan,
      card,
      certificates,
      records,
      maxAgeHours,
    }) {
      const call = 'readiness.look';
      const context = appState.healthyContext(call);
      const { account } = appState.access(call);
      const owner = ownerOf(context.plan);
      const folder = records === null ? undefined : services.files.path(records, 'folder');
      const questions = {
        account: () => account(),
        access: byIdentity,
        maxAgeHours,
        inventory: await read(inventory, 'inventory', maxInventoryBytes),
        consumers:
          folder !== undefined && consumers === null
            ? await latestConsumerMap(folder, owner)
            : await read(consumers, 'data', maxConsumerMapBytes),
        securityDomain: await read(securityDomain, 'data', maxSecurityDomainBytes),
        securityDomainSha256: securityDomainSha256 ?? undefined,
        register: await read(register, 'data', maxRegisterBytes),
        plan: await read(plan, 'plan', maxBundleBytes),
        card: card ?? undefined,
        certificates: await readNamedCertificates(certificates.map((token) => services.files.path(token, 'data'))),
        records: folder,
        record: folder === undefined ? undefined : await latestBackupRecord(folder, owner),
      };
      appState.update({ readiness: { phase: 'looking', sinceUtc: appState.nowUtc() } });
      const isStillOpen = appState.asked();
      try {
        const readiness = await inspectReadiness(context, questions);
        if (!isStillOpen()) return appState.view;
        return appState.update({ readiness: { phase: 'looked', readiness }, lastContactUtc: appState.nowUtc() });
      } catch (error) {
        if (isStillOpen()) appState.update({ readiness: { phase: 'not-looked' } });
        throw error;
      }
    },
    async backUp({ withInventory }) {
      const call = 'readiness.backUp';
      const { plan } = appState.healthyContext(call);
      const folder = await services.pickFolder('forBackupRecord');
      if (folder === undefined) return appState.view;
      const began = appState.nowUtc();
      const names = backupFileNames({ practice: plan.practice, hsm: plan.target.uri, began });
      await refuseExisting(join(folder, names.record), join(folder, names.inventory));
      await assertSpace(folder, maxBackupRecordBytes);
      return appState.runHealthy(call, async (context, running) => {
        running.noteSent();
        const order = { access: byIdentity, withInventory, folder, began, app: appOf(services) };
        const { record, files } = await takeStandingBackup(context, order);
        for (const { name, bytes } of files) await writeOut(appState, folder, name, bytes);
        return [{ fact: 'folder-uri', value: `${record.container}/${record.folder}` }];
      });
    },
    async export() {
      const readiness = looked('readiness.export');
      const folder = await services.pickFolder('forReadiness');
      if (folder === undefined) return appState.view;
      const json = Buffer.from(`${JSON.stringify(readiness, null, 2)}\n`, 'utf8');
      await writeOut(appState, folder, `${reportName(readiness)}.json`, json);
      return appState.view;
    },
    async savePdf({ language, paper }) {
      const readiness = looked('readiness.savePdf');
      const { printStyle: css, version: appVersion, press } = services;
      const html = readinessReport(readiness, await loadCatalogue(language), { css, paper, appVersion });
      const folder = await services.pickFolder('forPdf');
      if (folder === undefined) return appState.view;
      await writeOut(appState, folder, `${reportName(readiness)}-${language}-${paper}.pdf`, await press.pdf(html));
      return appState.view;
    },
    async saveCard({ plan, records, language, paper }) {
      const owner = ownerOf(appState.healthyContext('readiness.saveCard').plan);
      const bytes = await readWholeFile(services.files.path(plan, 'plan'), maxBundleBytes);
      assertPlanOf(owner, readAnyPlan(bytes).plan);
      const from = records === null ? undefined : services.files.path(records, 'folder');
      const request = {
        ...({ document: 'emergency-card', plan: bytes, drillLevels: [] } as const),
        ...(from !== undefined && (await onEmergencyCard(from, owner))),
      };
      const { printStyle: css, version: appVersion, press } = services;
      const { html } = makePaper(request, { language, paper, css, appVersion });
      const folder = await services.pickFolder('forPdf');
      if (folder === undefined) return appState.view;
      await writeOut(
        appState,
        folder,
        backupFileNames({ ...owner, began: appState.nowUtc() }).card,
        await press.pdf(html),
      );
      return appState.view;
    },
  };
}

const ownerOf = ({ practice, target }: HealthyHsm) => ({ practice, hsm: target.uri });

/** `readiness-NAME-20261127100000`, of practice with `PRACTICE-` before it. */
function reportName({ hsm, practice, atUtc }: Readiness): string {
  return `${practice ? 'PRACTICE-' : ''}readiness-${nameInAddress(hsm)}-${atUtc.replace(/[^0-9]/g, '').slice(0, 14)}`;
}
