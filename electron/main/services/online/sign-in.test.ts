// Signing in where main alone says with which code, and people say whose account it is.
import { expect, it } from 'vitest';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { emptyView } from './empty-view.ts';
import { english } from '#shared/messages/en/catalogue.ts';
import { refuse } from '#shared/faults/fault.ts';
import type { Question } from '#services/app/confirmation.ts';
import type { Account, DeviceCode } from '#azure/sign-in.ts';
import { SignIn } from './sign-in.ts';

const code: DeviceCode = { userCode: 'GFX7QLM2', address: 'https://microsoft.com/devicelogin' };
const account: Account = { objectId: 'oid-1', name: 'ada@example.org', tenantId: 'tenant-1' };
const reached = {
  practice: false,
  source: null,
  target: { uri: 'https://a.managedhsm.azure.net', tenant: 'tenant-1' },
};

/** A machine on which somebody begins to sign in with a code. */
function begun() {
  const asked: { readonly question: Question<unknown>; readonly turnBack: () => void; readonly say: () => void }[] = [];
  const told: string[] = [];
  const signedIn = Promise.withResolvers<Account>();
  let closed = 0;
  const confirm = async <T>(question: Question<T>): Promise<T> => {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    void question.until?.(new AbortController().signal).then(resolve);
    const own = { question, turnBack: () => reject(refusal()), say: () => resolve(null as T) };
    asked.push(own);
    try {
      return await promise;
    } finally {
      // As in the view: whatever is asked above a question ends with it.
      for (const above of asked.slice(asked.indexOf(own) + 1)) above.turnBack();
    }
  };
  const refusal = (): Error => {
    try {
      return refuse({ code: 'CONFIRMATION_NOT_GIVEN' });
    } catch (error) {
      return error as Error;
    }
  };
  const appState = {
    world: {
      confirm,
      openAccess: (_reached: unknown, credentials: { signIn: { show: (code: DeviceCode) => void } }) => ({
        account: async (signal: AbortSignal) => {
          credentials.signIn.show(code);
          return Promise.race([
            signedIn.promise,
            new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(new Error('given up')))),
          ]);
        },
        close: () => (closed += 1),
      }),
    },
    uiState: { account: { phase: 'signed-out' } },
    view: emptyView('0.1.0', false),
    nowUtc: () => '2026-10-14T10:00:00.000Z',
    accessTarget: () => reached,
    update: (change: object) => {
      told.push(JSON.stringify(change));
      Object.assign(appState.uiState, change);
      return appState.uiState;
    },
    leaveAzure: () => Promise.resolve(),
    turnAway: () => signIn.giveUp(),
  };
  const signIn: SignIn = new SignIn(appState as never);
  const entering = signIn.enter('account.signIn', {
    way: 'device-code',
    open: (show) => Promise.resolve({ kind: 'azure', signIn: { kind: 'device-code', show } }),
    untilSignedIn: (wait) => wait(),
  });
  entering.catch(() => undefined);
  return { appState, signIn, entering, asked, told, signedIn, closed: () => closed };
}

const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await new Promise(setImmediate);
};

it('shows the code on a sheet of main’s own, and to no page', async () => {
  const { asked, told, signIn, entering } = begun();
  await until(() => asked.length === 1);
  const sheet = asked[0]?.question.draw(english);
  expect(sheet?.facts.flatMap(({ lines }) => lines)).toEqual(expect.arrayContaining([code.userCode, code.address]));
  expect(sheet?.acts).toEqual([]);
  expect(told.join()).not.toContain(code.userCode);
  asked[0]?.turnBack();
  await entering;
  expect(signIn.access).toBe(undefined);
});

it('asks nothing with an account before people say that it is theirs, and nothing with one that is not', async () => {
  const { appState, asked, signIn, signedIn, entering, closed } = begun();
  await until(() => asked.length === 1);
  signedIn.resolve({ ...account, tenantId: 'another' });
  await until(() => asked.length === 2);
  const facts = asked[1]?.question.draw(english).facts.flatMap(({ lines }) => lines);
  expect(facts).toEqual(expect.arrayContaining([account.name, account.objectId, 'another', reached.target.uri]));
  expect(facts?.join(' ')).toContain('This is not the expected directory: tenant-1.');
  expect(signIn.access).toBe(undefined);
  asked[1]?.turnBack();
  expect(await faultOfPromise(entering)).toEqual({ code: 'CONFIRMATION_NOT_GIVEN' });
  expect([signIn.access, closed()]).toEqual([undefined, 1]);
  expect(appState.uiState).toMatchObject({ account: { phase: 'signed-out' } });
});
