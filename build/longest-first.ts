// The order of the unit tests: a long file that begins last is waited for by everybody. Vitest itself knows the times of the run before, which
// a fresh clone does not have; it then goes by the size of the files.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { root } from './root.ts';

/** Each takes more than ten seconds; the longest first. */
const long = [
  'electron/main/core/evidence/tampering.test.ts',
  'e2e/proofs/offline/attack.test.ts',
  'electron/main/cli/cli.test.ts',
  'electron/main/drill/drill.test.ts',
  'electron/main/ipc/offline/activation.test.ts',
  'electron/main/platform/chromium-printer.test.ts',
  'e2e/proofs/offline/offline.test.ts',
  'e2e/proofs/faults/faults.test.ts',
  'electron/main/services/recovery/step-faults.test.ts',
  'electron/main/core/custodian-key/tool-files.test.ts',
  'electron/main/cli/az-interop.test.ts',
  'build/from-az.test.ts',
  'electron/main/services/recovery/resume.test.ts',
  'electron/main/drill/resume.test.ts',
  'electron/main/services/offline/recovery-session.test.ts',
  'build/package/package.test.ts',
  'build/workflow-player.test.ts',
  'e2e/proofs/secrets/secrets.test.ts',
  'electron/main/core/transfer/bundle.test.ts',
  'electron/main/ipc/tools/tools.test.ts',
  'electron/main/core/exchange-key/genuine.test.ts',
  'electron/main/services/offline/hostile-worker.test.ts',
  'electron/main/ipc/offline/recovery.test.ts',
  'electron/main/services/online/app-state.test.ts',
  'electron/main/azure/service-faults.test.ts',
  'electron/main/cli/real-domains.test.ts',
  'electron/main/cli/commands/readiness.test.ts',
];
const unknown = long.filter((name) => !existsSync(join(root, name)));
if (unknown.length > 0) throw new Error(`there is no test file ${unknown.join(', ')}`);

/** Runs the long files before all others, which keep Vitest's own order. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const placeOf = ({ moduleId }: TestSpecification): number => {
      const place = long.findIndex((name) => moduleId.endsWith(`/${name}`));
      return place === -1 ? long.length : place;
    };
    return sorted.toSorted((a, b) => placeOf(a) - placeOf(b));
  }
}
