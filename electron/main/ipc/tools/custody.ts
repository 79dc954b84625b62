// Calls about custody: a register is judged for a day, and takes proofs from journals and logs of drills as a new file.
import { join } from 'node:path';
import type { CustodyView } from '#shared/contract/desk/custody.ts';
import type { DeskHandlers } from '#shared/contract/desk/contract.ts';
import { quorumHealth } from '#shared/custody/health.ts';
import type { CustodyRegister } from '#shared/custody/register.ts';
import { enterProofs } from '#core/register/enter-proofs.ts';
import { maxProvingBytes } from '#core/register/proofs-from.ts';
import { encodeRegister, maxRegisterBytes, parseRegister } from '#core/register/register-file.ts';
import type { Office } from '#services/app/office.ts';
import { refuseProduction, writeInto } from '#services/app/office-files.ts';
import { readWholeFile } from '#platform/files.ts';

export function custodyCalls(office: Office): DeskHandlers['custody'] {
  const { files, now } = office;
  const read = async (token: string): Promise<CustodyRegister> =>
    parseRegister(await readWholeFile(files.path(token, 'data'), maxRegisterBytes));
  const today = (): string => now().toISOString().slice(0, 10);
  return {
    check: async ({ register, on }) => viewOf(await read(register), on ?? today()),
    async prove({ register: token, proofs, folder: folderToken }) {
      const before = await read(token);
      refuseProduction(office, before.practice);
      const folder = files.path(folderToken, 'folder');
      const proving = await Promise.all(
        proofs.map((each) => readWholeFile(files.path(each, 'journal'), maxProvingBytes)),
      );
      const { register, entered } = enterProofs(before, proving);
      const name = newName(register, now());
      const file = await writeInto(folder, name, encodeRegister(register));
      return {
        file,
        register: files.remember(join(folder, name), 'data'),
        entered: [...entered],
        view: viewOf(register, today()),
      };
    },
  };
}

/** Each register has a name of its own, so that none hides another. */
function newName({ hsm }: CustodyRegister, now: Date): string {
  const [host] = new URL(hsm.uri).hostname.split('.');
  return `custody-register-${host ?? ''}-${now.toISOString().replace(/[-:]|\.\d+/g, '')}.json`;
}

const viewOf = (register: CustodyRegister, on: string): CustodyView => ({
  practice: register.practice,
  hsmUri: register.hsm.uri,
  required: register.required,
  health: quorumHealth(register, on),
});
