// Calls about a healthy HSM: what names it, how ready it is, and a backup outside of a ceremony.
import { join } from 'node:path';
import type { OnlineHandlers } from '#shared/contract/online/contract.ts';
import { refuse } from '#shared/faults/fault.ts';
import { loadCatalogue } from '#shared/messages/load-catalogue.ts';
import type { Readiness } from '#shared/readiness/readiness.ts';
import { backupFileNames, maxBackupRecordBytes } from '#core/backup-record/backup-record.ts';
import { maxInventoryBytes } from '#core/inventory/inventory-file.ts';
import { maxRegisterBytes } from '#core/register/register-file.ts';
import { maxSecurityDomainBytes } from '#core/security-domain/security-domain.ts';
import { readinessReport } from '#core/documents/readiness-report.ts';
import { appOf, refuseProduction } from '#services/app/office-files.ts';
import type { OnlineDesk } from '#services/online/desk.ts';
import { writeOut } from '#services/online/write-out.ts';
import { healthyHsm, isPracticeAddress } from '#services/readiness/healthy-hsm.ts';
import { readNamedCertificates } from '#services/readiness/named-certificates.ts';
import { lookAtReadiness } from '#services/readiness/readiness.ts';
import { takeStandingBackup } from '#services/readiness/standing-backup.ts';
import { byIdentity } from '#services/recovery/step-context.ts';
import { latestBackupRecord } from '#platform/backup-records.ts';
import { assertRoom, readWholeFile, refuseExisting } from '#platform/files.ts';
import { practiceTenantId } from '#simulator/practice-cloud.ts';

export function readinessCalls(desk: OnlineDesk): OnlineHandlers['readiness'] {
  const { office } = desk.world;
  const read = async (
    token: string | null,
    kind: 'inventory' | 'data',
    maxBytes: number,
  ): Promise<Buffer | undefined> =>
    token === null ? undefined : readWholeFile(office.files.path(token, kind), maxBytes);
  const looked = (call: string): Readiness => {
    desk.healthyContext(call);
    const { readiness: look } = desk.around;
    return look.phase === 'looked'
      ? look.readiness
      : refuse({ code: 'CALL_OUT_OF_ORDER', call, needs: 'a look at the HSM' });
  };
  return {
    open(details) {
      desk.assertNothingOpen('readiness.open');
      const tenant = details.tenant ?? (isPracticeAddress(details.address) ? practiceTenantId : null);
      const healthy = healthyHsm({ ...details, tenant });
      refuseProduction(office, healthy.practice);
      desk.healthy = healthy;
      return desk.update({ earlier: [] });
    },
    async look({ inventory, securityDomain, securityDomainSha256, register, certificates, records, maxAgeHours }) {
      const call = 'readiness.look';
      const context = desk.healthyContext(call);
      const { account } = desk.access(call);
      const { practice, target } = context.plan;
      const questions = {
        account: () => account(),
        access: byIdentity,
        maxAgeHours,
        inventory: await read(inventory, 'inventory', maxInventoryBytes),
        securityDomain: await read(securityDomain, 'data', maxSecurityDomainBytes),
        securityDomainSha256: securityDomainSha256 ?? undefined,
        register: await read(register, 'data', maxRegisterBytes),
        certificates: await readNamedCertificates(certificates.map((token) => office.files.path(token, 'data'))),
        record:
          records === null
            ? undefined
            : await latestBackupRecord(office.files.path(records, 'folder'), { practice, hsm: target.uri }),
      };
      desk.update({ readiness: { phase: 'looking', sinceUtc: desk.nowUtc() } });
      const isStillOpen = desk.asked();
      try {
        const readiness = await lookAtReadiness(context, questions);
        if (!isStillOpen()) return desk.view;
        return desk.update({ readiness: { phase: 'looked', readiness }, lastContactUtc: desk.nowUtc() });
      } catch (error) {
        if (isStillOpen()) desk.update({ readiness: { phase: 'not-looked' } });
        throw error;
      }
    },
    async backUp({ withInventory }) {
      const call = 'readiness.backUp';
      const { plan } = desk.healthyContext(call);
      const folder = await office.pickFolder('forBackupRecord');
      if (folder === undefined) return desk.view;
      const began = desk.nowUtc();
      const names = backupFileNames({ practice: plan.practice, hsm: plan.target.uri, began });
      await refuseExisting(join(folder, names.record), join(folder, names.inventory));
      await assertRoom(folder, maxBackupRecordBytes);
      return desk.runHealthy(call, async (context, running) => {
        running.noteSent();
        const order = { access: byIdentity, withInventory, began, app: appOf(office) };
        const { record, files } = await takeStandingBackup(context, order);
        for (const { name, bytes } of files) await writeOut(desk, folder, name, bytes);
        return [{ fact: 'folder-uri', value: `${record.container}/${record.folder}` }];
      });
    },
    async export() {
      const readiness = looked('readiness.export');
      const folder = await office.pickFolder('forReadiness');
      if (folder === undefined) return desk.view;
      const json = Buffer.from(`${JSON.stringify(readiness, null, 2)}\n`, 'utf8');
      await writeOut(desk, folder, `${reportName(readiness)}.json`, json);
      return desk.view;
    },
    async savePdf({ language, paper }) {
      const readiness = looked('readiness.savePdf');
      const { printStyle: css, version: appVersion, press } = office;
      const html = readinessReport(readiness, await loadCatalogue(language), { css, paper, appVersion });
      const folder = await office.pickFolder('forPdf');
      if (folder === undefined) return desk.view;
      await writeOut(desk, folder, `${reportName(readiness)}-${language}-${paper}.pdf`, await press.pdf(html));
      return desk.view;
    },
  };
}

/** `readiness-NAME-20261127100000`, of practice with `PRACTICE-` before it. */
function reportName({ hsm, practice, atUtc }: Readiness): string {
  const name = new URL(hsm).hostname.split('.')[0] ?? '';
  return `${practice ? 'PRACTICE-' : ''}readiness-${name}-${atUtc.replace(/[^0-9]/g, '').slice(0, 14)}`;
}
