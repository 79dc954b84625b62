// Calls about what people set in the app for themselves.
import type { ToolsHandlers } from '#shared/contract/tools/contract.ts';
import type { AppServices } from '#services/app/app-services.ts';

export const settingsCalls = ({ settings }: AppServices): ToolsHandlers['settings'] => ({
  begin: ({ system }) => settings.begin(system),
  async choose(chosen) {
    await settings.choose(chosen);
    return null;
  },
});
