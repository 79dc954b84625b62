// Calls about what people set in the app for themselves.
import type { DeskHandlers } from '#shared/contract/desk/contract.ts';
import type { Office } from '#services/app/office.ts';

export const settingsCalls = ({ settings }: Office): DeskHandlers['settings'] => ({
  begin: ({ system }) => settings.begin(system),
  async choose(chosen) {
    await settings.choose(chosen);
    return null;
  },
});
