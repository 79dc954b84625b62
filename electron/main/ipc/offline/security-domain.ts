// Calls about the security domain: load it, compare it with the plan where there is one, and show who can open it.
import type { OfflineHandlers } from '#shared/contract/offline/contract.ts';
import { inspectDomain } from '#services/offline/ceremony/inspect-domain.ts';
import type { OfflineAppState } from '#services/offline/app-state.ts';
import { nobody } from '#services/offline/state.ts';
import { readKnown } from '#services/offline/volume-register.ts';
import { noteDomain } from '#services/offline/ceremony/note-domain.ts';

/** Far above any real one, which has about 15 kB. */
const maxBytes = 16 * 1024 * 1024;

export function securityDomainCalls(appState: OfflineAppState): OfflineHandlers['securityDomain'] {
  return {
    async load({ file }) {
      const { purpose } = appState.running('securityDomain.load');
      // In an activation it comes in its bundle alone.
      appState.need(purpose !== 'activation', 'a signed bundle', 'securityDomain.load');
      const ceremony = purpose === 'recovery' ? appState.recovery('securityDomain.load') : undefined;
      appState.need(
        ceremony === undefined || ceremony.state.plan !== undefined,
        'an approved plan',
        'securityDomain.load',
      );
      const chosen = appState.world.volumes.file(file, 'in', 'own');
      const bytes = await readKnown(chosen, maxBytes);
      const before = appState.state.securityDomain;
      const securityDomain = inspectDomain(chosen.name, bytes);
      // Another security domain has other shares: whatever was given before belongs to none of them.
      appState.dropShares();
      await appState.showing(async () => {
        await ceremony?.dropShares('cancelled');
        if (ceremony) await noteDomain(ceremony, ceremony.approved.plan, bytes);
        if (purpose === 'emergency') await appState.emergency('securityDomain.load').loadDomain(bytes);
        const { file: read, required, custodians } = securityDomain;
        await appState.state.log?.dropShares('cancelled');
        await appState.state.log?.append({
          ...{ kind: 'security-domain-loaded', sha256: read.sha256 },
          ...{ required, custodians: custodians.length },
        });
      });
      // What a share check has proven of this very file stays proven.
      const isSame = before.phase === 'loaded' && before.file.sha256 === securityDomain.file.sha256;
      const accepted = isSame ? appState.view.custodians.accepted : [];
      return appState.update({
        domainFile: bytes,
        securityDomain,
        ...(appState.kept === undefined && { blob: { phase: 'none' } }),
        custodians: { accepted, ...nobody },
      });
    },
  };
}
