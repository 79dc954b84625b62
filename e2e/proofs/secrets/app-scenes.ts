// What people do with the app, and what goes wrong for them, while its secrets are looked for: each scene is one start of the app.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withDamagedShare } from '#drill/injections.ts';
import { asNewKeys, withTarget } from '#core/plan/testdata/sample-plan.ts';
import { ActivationPages, newPassphraseOf } from '../../pages/activation-pages.ts';
import { passphraseOf, type Workspace } from '../../offline-workspace.ts';
import { testIdentity, writeIdentity } from '../../support/custodians.ts';
import type { AppSession } from './app-session.ts';
import type { Secret } from './forms.ts';
import { domainSecrets, keyFileSecret, keySecrets, madeKeySecrets, passphraseSecrets } from './scene.ts';

export interface AppScene {
  readonly name: string;
  /** @returns what nobody may find */
  readonly furnish: (workspace: Workspace) => readonly Secret[];
  /** @param look called while everything waits for people */
  readonly play: (session: AppSession, look: (at: string) => void) => Promise<void>;
}

const wrongPassphrase = 'purple walrus yodels 17';
const strangersStick = 'C2';

/** Everything secret in a workspace. */
function workspaceSecrets(workspace: Workspace): Secret[] {
  return [
    ...workspace.custodians.flatMap((custodian, i) => {
      const name = `custodian-${i + 1}`;
      return [
        ...keySecrets(name, custodian.privateKey),
        keyFileSecret(join(workspace.stick(`C${i + 1}`), `${name}.key`), custodian),
      ];
    }),
    ...[passphraseOf(1), passphraseOf(2), wrongPassphrase].flatMap(passphraseSecrets),
    ...domainSecrets(readFileSync(join(workspace.stick('IN'), 'security-domain.json')), workspace.custodians),
  ];
}

const stranger = testIdentity('stranger');

/** A recovery in which nearly everything goes wrong once. */
const recovery: AppScene = {
  name: 'recovery',
  furnish: (workspace) => {
    const file = writeIdentity(workspace.stick(strangersStick), 'stranger', stranger);
    return [
      ...workspaceSecrets(workspace),
      ...keySecrets('stranger', stranger.privateKey),
      keyFileSecret(file, stranger),
    ];
  },
  play: async (session, look) => {
    const { pages, workspace } = session;
    await pages.toCustodians(workspace, 'PRACTICE-2026-01');
    look('before the first custodian');
    workspace.plugIn('C1');
    await pages.come('C1');
    await pages.typePassphrase(wrongPassphrase);
    await pages.refusedInView('PASSPHRASE_WRONG');
    look('after a wrong passphrase');
    await pages.typePassphrase(passphraseOf(1));
    await pages.titleInView(/^Take your stick/);
    look('after custodian 1');
    await pages.leave(workspace, 'C1');
    workspace.plugIn(strangersStick);
    await pages.come(strangersStick);
    await pages.chooseKey('stranger.key');
    await pages.refusedInView('KEY_OPENS_NO_SHARE');
    look('after a key of nobody');
    await pages.chooseKey('custodian-2.key');
    await pages.typePassphrase(passphraseOf(2));
    await pages.titleInView(/^Take your stick/);
    look('after custodian 2');
    await pages.leave(workspace, strangersStick);
    await pages.goOnFromCustodians();
    await pages.title('Build the restore blob');
    await session.crash('combiner', 'with all shares');
    look('after a crash of the combiner');
    await pages.approveAndBeRefused('Hold to build', 'CUSTODY_PROCESS_ENDED');
    await pages.title('Who comes next?');
    look('after a build without its combiner');
    await build(session, look);
  },
};

/** Two custodians give their shares, one of them by a passphrase, and the blob is built. */
async function build({ pages, workspace }: AppSession, look: (at: string) => void): Promise<void> {
  for (const [at, passphrase] of [
    [1, passphraseOf(1)],
    [3, ''],
  ] as const) {
    workspace.plugIn(`C${at}`);
    await pages.giveShare(`C${at}`, passphrase);
    look(`after custodian ${at}`);
    await pages.leave(workspace, `C${at}`);
  }
  await pages.goOnFromCustodians();
  await pages.title('Build the restore blob');
  look('before the build');
  await pages.approveAndHold('Hold to build');
  await pages.title('The restore blob is built');
  look('after the build');
}

/** A share that is on no polynomial; then windows that crash with what was typed, and the end of main with a share. */
const damagedShare: AppScene = {
  name: 'damaged share',
  furnish: (workspace) => {
    const secrets = workspaceSecrets(workspace);
    const file = join(workspace.stick('IN'), 'security-domain.json');
    const certificate = workspace.custodians[0]?.certificateDer ?? Buffer.alloc(0);
    writeFileSync(file, withDamagedShare(readFileSync(file), certificate));
    return secrets;
  },
  play: async (session, look) => {
    const { pages, workspace } = session;
    await pages.toCustodians(workspace, 'PRACTICE-2026-02');
    await pages.giveShares(workspace);
    await pages.title('Build the restore blob');
    await pages.approveAndBeRefused('Hold to build', /DATUM_NOT_AUTHENTIC|SHARED_SECRET_RANGE/);
    look('after a build with a damaged share');
    await pages.title('Who comes next?');
    workspace.plugIn('C3');
    await pages.giveShare('C3', '');
    await pages.leave(workspace, 'C3');
    workspace.plugIn('C2');
    await pages.come('C2');
    await (await pages.passphraseField()).fill(passphraseOf(2));
    look('with a share, and a passphrase in the view');
    await session.crash('renderer', 'with a passphrase in the view');
    look('after a crash of the pages');
    await session.killMain('with a share');
  },
};

/** Keys of two custodians, each made onto one stick, checked, and copied to another. */
const activation: AppScene = {
  name: 'activation',
  furnish: () => [1, 2].flatMap((at) => passphraseSecrets(newPassphraseOf(at))),
  play: async (session, look) => {
    const { pages, workspace, watch } = session;
    const ceremony = 'PRACTICE-2026-03';
    const side = workspace.plan(ceremony, {
      planned: (plan) => asNewKeys(withTarget(plan, 'first-hsm'), 'activation'),
    });
    await pages.begin(/^Activate or re-wrap/, 'Practice', ceremony);
    await pages.enterClock();
    await pages.openCeremony(workspace, side);
    const actions = new ActivationPages(pages, workspace);
    for (const at of [1, 2]) {
      await actions.makeKey(at);
      const file = join(workspace.stick(`C${at}-1`), `C${at}-copy-1.key`);
      watch.learn(madeKeySecrets(`new custodian-${at}`, file, newPassphraseOf(at)));
      look(`after the key of custodian ${at}`);
    }
  },
};

export const appScenes: readonly AppScene[] = [recovery, damagedShare, activation];
