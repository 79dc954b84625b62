// What people do at each step of the printed script of a recovery: an act at a screen where there is one, and by hand all else. Both rooms
// go their own way, and meet where the paper says so: on the telephone, and where a stick is carried over.
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { parseInventory } from '#core/inventory/inventory-file.ts';
import { parsePrintedFingerprint } from '#shared/formatting/fingerprint.ts';
import type { Workspace } from '../offline-workspace.ts';
import { offlineIdentity } from '../other-side.ts';
import type { PreparedOperators } from '../support/prepared-operators.ts';
import type { OfflinePages } from './offline-pages.ts';
import { endOf, type OnlinePages } from './online-pages.ts';
import type { PrintedStep } from '../support/printed-steps.ts';
import { ownWords, printRecord, wordsShown } from './printed.ts';

/** Done with hands and eyes alone: no screen is for it, and no journal knows of it. */
const byHand = 'by hand';
type Act = typeof byHand | ((step: PrintedStep) => Promise<void>);
/** By the number of a step on paper. */
export type Acts = Readonly<Record<string, Act>>;

export const isByHand = (act: Act | undefined): boolean => act === byHand;

/** Reads a paper from its first step to its last, and does what it says. */
export async function walk(steps: readonly PrintedStep[], acts: Acts, at: (step: PrintedStep) => void): Promise<void> {
  for (const step of steps) {
    at(step);
    const act = acts[step.id];
    if (act === undefined) throw new Error(`nobody knows what to do at ${step.id}`);
    if (act !== byHand) await act(step);
  }
}

/** What one room gets from the other, once it comes. */
const handOver = <What>() => Promise.withResolvers<What>();

export interface Rooms {
  readonly workspace: Workspace;
  readonly prepared: PreparedOperators;
  /** Starts the app of the offline laptop. */
  readonly start: () => Promise<OfflinePages>;
  readonly first: OnlinePages;
  readonly second: OnlinePages;
  /** Whose sticks come to the table, the first custodian first. */
  readonly custodians: readonly {
    readonly stick: 'C1' | 'C2' | 'C3';
    readonly key: RegExp;
    readonly passphrase: string;
  }[];
}

/** The acts of both rooms. */
export function actsOf({ workspace, prepared, start, first, second, custodians }: Rooms) {
  const { plan, planSha256, planFile, inventoryFile } = prepared;
  /** What is said on the telephone. */
  const numbers = { offline: handOver<string>(), online: handOver<string>() };
  const codes = { offline: handOver<string>(), online: handOver<string>() };
  const certificate = handOver<string>();
  const [certificateAgreed, blobAgreed] = [handOver<null>(), handOver<null>()];
  const blobWords = handOver<string>();
  /** What is carried: the stick IN twice, the stick OUT once. */
  const [exchangeKey, blob, outcome] = [handOver<string>(), handOver<string>(), handOver<string>()];

  /** The records as they are printed, by machine. */
  const records = new Map<string, readonly PrintedStep[]>();
  let pages: OfflinePages;
  const at = ({ turn }: PrintedStep) => custodians[turn - 1] ?? custodians[0]!;
  /** A file comes into the room on the stick IN. */
  const comesIn = async (file: Promise<string>): Promise<void> => {
    const path = await file;
    copyFileSync(path, join(workspace.stick('IN'), path.split('/').at(-1) ?? ''));
  };
  const offline: Acts = {
    ...{ B0: byHand, O1: byHand, O2: byHand, O3: byHand, O4: byHand, O5: byHand, O6: byHand, O7: byHand, O8: byHand },
    ...{ M1: byHand, M2: byHand, M3: byHand, M4: byHand },
    M5: async () => {
      pages = await start();
      await pages.begin(/^Recover an HSM/, 'Practice', plan.ceremony);
    },
    M6: () => pages.enterClock(),
    M7: async () => {
      await pages.title('Which stick is which?');
      copyFileSync(planFile, join(workspace.stick('OWN'), 'plan.dsse.json'));
      writeFileSync(join(workspace.stick('OWN'), 'offline.identity.json'), offlineIdentity());
      workspace.plugIn('OWN');
      await pages.giveRole('OWN', 'OWN');
      await pages.press('Go on');
      await pages.openPlan();
    },
    M8: async () => {
      await pages.typeWords(planSha256);
      await pages.press('Go on');
    },
    M9: async () => {
      await pages.title('The other machine');
      numbers.offline.resolve(await pages.ownNumber());
      codes.offline.resolve(await pages.ownWords());
      await pages.typePairing({ number: await numbers.online.promise, pairingCode: await codes.online.promise });
    },
    B1: byHand,
    B2: async () => {
      workspace.plugIn('DOMAIN');
      await pages.giveRole('DOMAIN', 'IN');
      await pages.loadSecurityDomain();
      await expect(pages.page.getByText('match the plan')).toBeVisible();
      await expect(
        pages.page.getByText(`any ${plan.quorum.required} of ${plan.quorum.custodians} custodians`),
      ).toBeVisible();
      workspace.takeOut('DOMAIN');
      await pages.press('I compared it: continue');
    },
    ...{ B3: byHand, B3P: byHand },
    B4: async () => {
      await pages.title('The exchange key');
      await comesIn(exchangeKey.promise);
      workspace.plugIn('IN');
      await pages.giveRole('IN', 'IN');
    },
    B5: async () => {
      await pages.takeExchangeKey();
      // People see what was read before they take the stick out.
      await expect(pages.page.getByRole('button', { name: /^Every check/ })).toBeVisible();
      workspace.takeOut('IN');
    },
    B6: async () => {
      await pages.press(/^Every check/);
      await expect(pages.page.getByRole('table').first()).toBeVisible();
    },
    B7: async () => {
      const words = await certificate.promise;
      // Nobody can read it off the screen that asks for it.
      await expect(pages.page.getByText(parsePrintedFingerprint(words))).toHaveCount(0);
      await pages.typeWords(words);
      await expect(pages.page.getByText('signed by Person operator-1 and Person operator-2')).toBeVisible();
      certificateAgreed.resolve(null);
      await pages.press('Both sides agree: go on');
    },
    B8: (step) => pages.come(at(step).stick),
    B9: byHand,
    B10: async (step) => {
      const { stick, passphrase } = at(step);
      workspace.plugIn(stick);
      await pages.typePassphrase(passphrase);
      await pages.titleInView(/^Take your stick/);
    },
    B11: async (step) => {
      await pages.leave(workspace, at(step).stick);
      await expect(pages.page.getByText(`${step.turn} of ${plan.quorum.required}`, { exact: true })).toBeVisible();
    },
    ...{ B12: byHand, B13: byHand },
    B14: async () => {
      await pages.goOnFromCustodians();
      await pages.title('Build the restore blob');
      await expect((await pages.app.confirmation()).getByText(plan.target.name).first()).toBeVisible();
    },
    B15: () => pages.approveAndHold('Hold to build'),
    B16: async () => {
      await pages.title('The restore blob is built');
      await pages.press('Written down: go on');
    },
    B17: async () => {
      workspace.plugIn('OUT');
      await pages.giveRole('OUT', 'OUT');
      await pages.writeBlob();
    },
    B18: async () => {
      const [file = 'none', ...others] = readdirSync(workspace.stick('OUT'));
      expect(others).toEqual([]);
      await expect(pages.page.getByText(file).first()).toBeVisible();
    },
    B19: () => {
      workspace.takeOut('OUT');
      blob.resolve(join(workspace.stick('OUT'), readdirSync(workspace.stick('OUT'))[0] ?? 'none'));
      return Promise.resolve();
    },
    B20: async () => {
      blobWords.resolve(await pages.readWords());
      await blobAgreed.promise;
      await pages.pressInView('The other side agrees');
      await pages.press('Go on');
    },
    B21: async () => {
      await pages.title('The outcome');
      await comesIn(outcome.promise);
      workspace.plugIn('IN');
      await pages.giveRole('IN', 'IN');
      await pages.takeOutcome();
    },
    B22: byHand,
    Z1: async () => {
      await pages.press('Go on');
      await pages.closeJournal();
    },
    Z1R: async () => {
      workspace.plugIn('RECORDS');
      await pages.giveRole('RECORDS', 'OUT');
      await pages.press('Write journal and plan to the OUT stick');
      await expect(pages.page.getByText(`journal-offline-${plan.ceremony}.jsonl`)).toBeVisible();
    },
    Z1P: async () => {
      const journal = join(workspace.stick('RECORDS'), `journal-offline-${plan.ceremony}.jsonl`);
      records.set('offline', await printRecord(pages.app, { plan: planFile, journal }));
    },
    ...{ Z2: byHand, Z3: byHand, Z4: byHand, Z5: byHand },
    ...{ Z6: byHand, Z7: byHand, Z8: byHand, Z9: byHand, Z10: byHand },
  };

  const online: Acts = {
    ...{ C0: byHand, O1: byHand, O2: byHand, O3: byHand, O4: byHand, O5: byHand, O6: byHand },
    ...{ M1: byHand, M2: byHand, M3N: byHand, M4: byHand },
    M5N: ({ who }) => machineOf(who).open(),
    M6: ({ who }) => machineOf(who).enterClock(),
    M7N: ({ who }) => machineOf(who).enterPractice(),
    C1: byHand,
    C2: async () => {
      await first.at('Pre-flight checks');
      await first.press('Look now');
      await expect(first.page.locator('.verdict')).toBeFocused({ timeout: 30_000 });
    },
    C3: async () => {
      await first.pick('the inventory of the backup', inventoryFile);
      await first.press('Refresh');
      // The first look said "Nothing" as well: what is new has the focus.
      await expect(first.page.locator('.verdict')).toBeFocused({ timeout: 30_000 });
      await expect(first.page.locator('.verdict')).toContainText('Nothing');
    },
    C4: byHand,
    C5: async () => {
      await first.goOn();
    },
    C6: async () => {
      await first.at('Create the new HSM');
      await first.page.getByText('Off', { exact: true }).click();
      await first.confirm('Create the HSM');
    },
    M9N: async () => {
      await first.look(/^Pair with offline/);
      const view = await first.machine.app.confirmation();
      numbers.online.resolve((await view.locator('dl.facts dd').first().innerText()).replaceAll(' ', ''));
      codes.online.resolve(await ownWords(view));
      await first.pair(await codes.offline.promise, await numbers.offline.promise);
    },
    C7: async () => {
      await first.look(/^Create the HSM/);
      await first.result('Create the new HSM', 'Done', plan.target.uri);
      await first.goOn();
    },
    C8: async () => {
      await first.at('Recovery mode and exchange key');
      await first.confirmAsked('Start recovery mode and fetch the exchange key');
      await first.result('Recovery mode and exchange key', 'Done', 'SHA-256 of the exchange certificate');
      await first.goOn();
    },
    C9: async () => {
      const title = 'Look at the exchange key with your own eyes';
      await second.at(title);
      const ownPaper = await second.machine.app.confirmation();
      await ownPaper.getByLabel(/Name of the HSM/).fill(endOf(plan.target.name));
      await second.pressInView('Fetch the exchange key here');
      const own = await second.result(title, 'Done', 'Copy the words onto your own sheet');
      certificate.resolve(await wordsShown(own));
      await second.machine.app.answerFolder(second.machine.stick);
      await second.press('Write what this machine saw, for operator 1');
      await second.goOn();
    },
    C10: async () => {
      await first.at('Do both operators see the same key?');
      await first.take('the file of operator 2', second.newest('observation'));
      await expect(first.page.locator('.verdict')).toContainText('Both saw the same certificate.');
      await first.sign('Sign it and write it to a stick');
      await expect(first.page.getByText('The second signature is missing')).toBeVisible();
      await second.at('Sign as the second operator');
      await second.pick('the bundle of operator 1', first.newest('exchange-key'));
      await second.sign('Compare and sign');
      await second.result('Sign as the second operator', 'Done', 'Bring it back to operator 1.');
      await second.goOn();
      await first.take('the bundle with both signatures', second.newest('exchange-key'));
      await first.result('Do both operators see the same key?', 'Done', 'Both have signed.');
      await first.goOn();
    },
    C11: () => {
      exchangeKey.resolve(second.newest('exchange-key'));
      return Promise.resolve();
    },
    C11B: byHand,
    C12: async () => {
      await certificateAgreed.promise;
    },
    C12P: byHand,
    C13: async () => {
      await first.at('Upload the restore blob');
      await first.take('the bundle with the restore blob', await blob.promise);
    },
    C14: async () => {
      await first.typeWords(await blobWords.promise);
      blobAgreed.resolve(null);
    },
    C15: async () => {
      await first.confirmAsked('Upload the blob');
      await first.result('Upload the restore blob', 'Done', 'Tell the offline side');
    },
    C16: () => expect(first.page.locator('main')).toContainText('Tell the offline side'),
    C16B: async () => {
      await first.sign('Write the outcome for the offline side');
      await expect.poll(() => first.newest('outcome')).not.toContain('none');
      outcome.resolve(first.newest('outcome'));
      await first.goOn();
    },
    C17: byHand,
    C18: async () => {
      await first.at(/restore point/i);
      await first.press('Back up the new HSM');
      await first.result(/restore point/i, 'Done', 'until the restore opens');
      await first.goOn();
    },
    C19: async () => {
      await first.at('Restore the backup');
      await expect(first.page.getByRole('button', { name: 'Wipe and restore' })).toBeEnabled({ timeout: 60_000 });
      await first.pick('the inventory of the backup', inventoryFile);
    },
    C20: async () => {
      await first.press('Wipe and restore');
      await first.typeConfirmation(plan.backup?.folder ?? '');
    },
    C21: async () => {
      await first.holdConfirmed('Wipe and restore');
      await first.result('Restore the backup', 'Done', 'Do not rely on the result until it is verified.');
      await first.goOn();
    },
    C22: () => verify(() => first.pick('the inventory of the backup', inventoryFile)),
    C23: () => expect(first.page.locator('main')).toContainText('Roles'),
    // Any key whose public half is on paper is as good as one that was made for it.
    C24: async () => {
      const { name, version, publicSha256 } = keyOnPaper();
      await first.at(verifying);
      await first.press('Verify with a test key');
      const view = await first.machine.app.confirmation();
      await view.getByLabel('Name of the key').fill(name);
      await view.getByLabel(/^Version/).fill(version);
      await view.getByLabel(/^SHA-256 of its public half/).fill(publicSha256);
      await first.pressInView('Verify');
      await first.result(verifying, 'Done', /keys are back/);
      await expect(first.page.locator('main')).toContainText(`The test key ${name} works`);
      await first.goOn();
    },
    C25: byHand,
    C26: async () => {
      await first.at('Take the first backup');
      await first.press('Back up the new HSM');
      await first.result('Take the first backup', 'Done', 'can itself be recovered');
      await first.goOn();
    },
    C27: async () => {
      await first.at('Hand over the new addresses');
      await first.machine.app.answerFolder(first.machine.stick);
      await first.press('Write the table');
      await first.result('Hand over the new addresses', 'Done', 'Old and new addresses');
      await first.goOn();
    },
    C28: byHand,
    Z1: async () => {
      await first.close();
      await second.close();
    },
    Z1R: async () => {
      await first.saveRecords();
      await second.saveRecords();
    },
    Z1P: async () => {
      for (const [role, { machine }] of Object.entries({ 'operator-1': first, 'operator-2': second })) {
        const journal = join(machine.stick, `records-${plan.ceremony}-${role}`, 'journal.jsonl');
        records.set(role, await printRecord(machine.app, { plan: planFile, journal }));
      }
    },
    ...{ Z2: byHand, Z3: byHand, Z4: byHand },
    Z5N: async () => {
      await first.signOut();
      await second.signOut();
    },
    ...{ Z6: byHand, Z7: byHand, Z8: byHand, Z9: byHand, Z10: byHand },
  };
  const verifying = 'Does the new HSM match the backup?';
  /** What was chosen before is still in the form. */
  const verify = async (typed: () => Promise<void>): Promise<void> => {
    await first.at(verifying);
    await typed();
    await first.press('Verify');
    await first.result(verifying, 'Done', /keys are back/);
  };
  const keyOnPaper = () => {
    const keys = parseInventory(readFileSync(inventoryFile)).keys;
    const [found] = keys.flatMap(({ name, versions }) =>
      versions.flatMap(({ enabled, version, publicSha256 }) =>
        enabled && publicSha256 !== null ? [{ name, version, publicSha256 }] : [],
      ),
    );
    if (!found) throw new Error('the inventory has no public half');
    return found;
  };
  const machineOf = (who: string): OnlinePages => (who === 'RO1' ? first : second);
  return { offline, online, records };
}
