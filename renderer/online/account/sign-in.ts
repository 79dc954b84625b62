// How the forms of a sign-in ask for it.
import type { online } from '../../online-bridge.ts';

/** What is asked of main: how somebody signs in. */
export type SignIn = (order: Parameters<typeof online.account.signIn>[0]) => void;
