// A ceremony of new keys, played with both apps: from keys that nobody has to copies or tokens that are all proven.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { parseRegister } from '#core/register/register-file.ts';
import type { CustodyRegister } from '#shared/register/register.ts';
import type { Workspace } from './offline-workspace.ts';
import type { OnlineMachine } from './online-machine.ts';
import { ActivationPages } from './pages/activation-pages.ts';
import { confirmIn } from './pages/confirm-in.ts';
import { type OfflinePages, typeIdentity } from './pages/offline-pages.ts';
import { fillRows } from './pages/word-rows.ts';
import type { BroughtToken } from './support/brought-tokens.ts';
import type { PreparedOperators } from './support/prepared-operators.ts';
import { carry, expect, openOffline, pairOnline } from './two-machines.ts';

export const press = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('button', { name }).click();
export const goTo = (page: Page, step: string): Promise<void> =>
  page.getByRole('navigation', { name: 'Steps' }).getByRole('button', { name: step }).click();

/** Both apps open, paired, and the HSM made. */
export async function beginActivation({ workspace, pages, prepared, operators }: Omit<Play, 'words'>): Promise<Play> {
  const challenge = await openOffline(pages, /^Activate or re-wrap/, { workspace, prepared, first: operators });
  await pairOnline(operators, prepared, challenge);
  const appState = operators.app.window;
  await goTo(appState, 'Create the HSM');
  await appState.getByText('For drills: the HSM can be purged').click();
  await appState.getByRole('main').getByRole('button', { name: 'Create the HSM' }).click();
  await confirmIn(await operators.app.confirmation(), operators.confirmedBy);
  await operators.until('create', 'done');
  return { workspace, prepared, operators, pages, words: wordsOf.activation };
}

/** The security domain goes back to the offline machine. @returns its bundle on the operators' stick, and its hash as the screen has it */
async function sendDomain(operators: OnlineMachine, passphrase: string) {
  const { window: appState } = operators.app;
  await operators.app.answerFolder(operators.stick);
  await press(appState, 'Write the security domain for the offline side');
  await typeIdentity(await operators.app.confirmation(), passphrase);
  await expect(appState.getByText('same', { exact: true })).toBeVisible();
  const bundle = operators.newest('security-domain');
  const { steps } = await operators.view();
  const state = steps.find(({ id }) => id === 'activate')?.state;
  const facts = state?.phase === 'done' ? state.facts : [];
  return { bundle, sha256: facts.find(({ fact }) => fact === 'security-domain-sha256')?.value ?? 'none' };
}

/** The machines of a ceremony that gives keys, and the screens of the offline one. */
export interface Play {
  readonly workspace: Workspace;
  readonly prepared: PreparedOperators;
  readonly operators: OnlineMachine;
  readonly pages: OfflinePages;
  /** What this kind of ceremony calls the online steps. */
  readonly words: { readonly activate: string; readonly action: string; readonly backup: string };
}
export const wordsOf = {
  activation: { activate: 'Activate', action: 'Activate, and take the security domain', backup: 'First backup' },
  're-wrap': { activate: 'Re-wrap', action: 'Re-wrap, and take the security domain', backup: 'Fresh backup' },
};

/** How custodians bring their new keys. */
interface Bringing {
  readonly make: (ceremony: ActivationPages, at: number) => Promise<void>;
  readonly prove: (ceremony: ActivationPages, at: number) => Promise<void>;
  /** What the screen says at the end of their copies. */
  readonly all: string;
  /** What is sealed of the first custodian’s. */
  readonly bag: string;
}
const onSticks: Bringing = {
  make: (ceremony, at) => ceremony.makeKey(at),
  async prove(ceremony, at) {
    for (const copy of [1, 2] as const) await ceremony.prove(at, copy);
  },
  all: 'both copies',
  bag: 'Bag of C1, copy 1',
};
export const onTokens = (tokens: readonly BroughtToken[]): Bringing => ({
  make: (ceremony, at) => ceremony.adoptKey(at, tokens[at - 1]!),
  prove: (ceremony, at) => ceremony.proveToken(at, tokens[at - 1]!),
  all: 'every copy and token',
  bag: 'Bag of the token of C1',
});

/** From keys that nobody has, through the certificates and the download, to copies that are all proven. @returns the file's hash */
export async function giveKeys(
  { workspace, prepared, operators, pages, words }: Play,
  bringing = onSticks,
): Promise<string> {
  const { window: appState } = operators.app;
  const ceremony = new ActivationPages(pages, workspace);
  for (const at of [1, 2, 3]) await bringing.make(ceremony, at);
  await pages.press('Every key is made: go on');
  const sent = await ceremony.sendCertificates();

  // Online: the certificates go in, the security domain comes out.
  await goTo(appState, words.activate);
  await operators.app.answerFolder(carry(join(workspace.stick('OUT'), sent.name), operators.stick));
  await press(appState, 'Choose the bundle with the certificates');
  await fillRows((await operators.app.confirmation()).getByRole('main'), sent.words.split(' '));
  await confirmIn(await operators.app.confirmation(), operators.confirmedBy);
  await operators.until('activate', 'done');
  await pages.pressInView('The other side agrees');
  await pages.press('Go on');
  const domain = await sendDomain(operators, prepared.passphraseOf('operator-1'));

  // Offline: it is the file that was downloaded, and every copy opens its share of it.
  carry(domain.bundle, workspace.stick('IN'));
  await ceremony.takeDomain(domain.sha256);
  await expect(pages.page.getByText('any 2 of 3 custodians')).toBeVisible();
  await pages.press('I compared it: continue');
  for (const at of [1, 2, 3]) await bringing.prove(ceremony, at);
  await expect(pages.page.getByText(`All proven: 3 custodians, ${bringing.all}.`)).toBeVisible();
  return domain.sha256;
}

/** Writes the register with the number of one bag. @returns what is on the stick OUT then */
export async function writeRegister({ workspace, pages }: Play, bringing = onSticks): Promise<CustodyRegister> {
  await pages.press('All are proven: go on');
  await pages.press('Write both files and read them back');
  await (await pages.app.confirmation()).getByLabel(bringing.bag).fill('B-0001');
  await pages.pressInView('Write both files and read them back');
  await expect(pages.page.getByRole('button', { name: 'Go on' })).toBeVisible();
  const [name = 'none'] = readdirSync(workspace.stick('OUT')).filter((each) => each.startsWith('custody-register-'));
  const register = parseRegister(readFileSync(join(workspace.stick('OUT'), name)));
  expect(register.custodians[0]?.copies[0].bag).toBe('B-0001');
  return register;
}
