// The call about custody: a register is judged for a day, from the file that a person chose.
import type { DeskHandlers } from '../../../../shared/contract/desk/contract.ts';
import { quorumHealth } from '../../../../shared/custody/health.ts';
import { maxRegisterBytes, parseRegister } from '../../core/register/register-file.ts';
import type { Office } from '../../office/office.ts';
import { readWholeFile } from '../../ports/files.ts';

export const custodyCalls = ({ files, now }: Office): DeskHandlers['custody'] => ({
  async check({ register: token, on }) {
    const register = parseRegister(await readWholeFile(files.path(token, 'data'), maxRegisterBytes));
    const { practice, hsm, required } = register;
    return {
      practice,
      hsmUri: hsm.uri,
      required,
      health: quorumHealth(register, on ?? now().toISOString().slice(0, 10)),
    };
  },
});
