// Calls about the language of the app.
import type { DeskHandlers } from '#shared/contract/desk/contract.ts';
import type { Office } from '#services/app/office.ts';

export const languageCalls = ({ language: spoken }: Office): DeskHandlers['language'] => ({
  begin: ({ system }) => spoken.begin(system),
  async choose({ language }) {
    await spoken.choose(language);
    return null;
  },
});
