// The draft of a register that is open, for every part of its form.
import type { RegisterDraftView } from '#shared/contract/tools/custody.ts';
import type { CustodyRegister } from '#shared/register/register.ts';
import type { RegisterProblem } from '#shared/register/rules.ts';
import { createDraftStore } from '#renderer/store/draft-store.ts';
import { tools } from '../../tools-bridge.ts';

export const useRegisterDraft = createDraftStore<RegisterDraftView, CustodyRegister>({
  contentOf: ({ register }) => register,
  withContent: (view, register) => ({ ...view, register }),
  keep: ({ draft, sha256, register }) => tools.custody.keepDraft({ draft: draft.token, seen: sha256, register }),
});

export interface OpenRegister {
  readonly register: CustodyRegister;
  readonly problems: readonly RegisterProblem[];
  readonly edit: (register: CustodyRegister) => void;
}

/** The draft in a part of the form, which is shown while one is open. */
export function useOpenRegister(): OpenRegister {
  const { view, edit } = useRegisterDraft();
  if (view === undefined) throw new Error('a part of the form was drawn without a draft');
  return { register: view.register, problems: view.problems, edit };
}

/** The parts of the form, in the order in which people fill them in. */
export const registerParts = ['quorum', 'people', 'sites', 'keys', 'check'] as const;
export type RegisterPart = (typeof registerParts)[number];

/** In which part a member stands. */
export function partOfMember(path: string): RegisterPart {
  if (path.startsWith('people')) return 'people';
  if (path.startsWith('sites')) return 'sites';
  return path.startsWith('custodians') ? 'keys' : 'quorum';
}
