// What the steps of the online part refuse: calls whose outcome is open, people who typed something else, holds, and proofs that fail.
import type { ExchangeKeyCheckId } from '../exchange-key/checks.ts';
import type { EventOf, GuardedCall } from '../journal/events.ts';
import type { StepCheck } from '../online/checks.ts';
import type { CreationChange, CreationMember } from '../plan/creation.ts';
import type { FieldProblem } from './fields.ts';

/** Whose machine a journal is of. */
type MachineRole = EventOf<'journal-opened'>['role'];

export type OnlineFault =
  | { readonly code: 'STEP_OUTCOME_UNKNOWN'; readonly call: GuardedCall }
  /** A call that is to be decided by people, and that nobody has asked the service about. */
  | { readonly code: 'STEP_OUTCOME_NOT_ASKED'; readonly call: GuardedCall }
  | { readonly code: 'STEP_REFUSED_EARLIER'; readonly call: GuardedCall; readonly status: number }
  | {
      readonly code: 'STEP_STATE_UNEXPECTED';
      readonly call: GuardedCall;
      readonly expected: string;
      readonly found: string;
    }
  /** The security domain that an HSM in service was asked for did not arrive. */
  | { readonly code: 'RE_WRAP_ANSWER_LOST' }
  | { readonly code: 'STEP_PREFLIGHT'; readonly checks: readonly StepCheck[] }
  | {
      readonly code: 'STEP_NOT_PLANNED';
      readonly missing: 'backup' | 'folder' | 'identity' | 'source' | 'control-plane';
    }
  /** `found`: null where the journal names no machine. */
  | {
      readonly code: 'STEP_WRONG_MACHINE';
      readonly expected: readonly MachineRole[];
      readonly found: MachineRole | null;
    }
  | {
      readonly code: 'CONFIRMATION_DIFFERS';
      readonly what: 'target' | 'folder' | 'deleted-hsm';
      readonly expected: string;
    }
  | { readonly code: 'CONFIRMATION_ONE_PERSON' }
  /** An emergency of production without the directory in which people sign in. */
  | { readonly code: 'DIRECTORY_MISSING' }
  | { readonly code: 'READ_BACK_DIFFERS'; readonly attempt: number }
  /** The HSM of the plan is not in its resource group: it was not created yet, or was deleted. */
  | { readonly code: 'TARGET_HSM_MISSING'; readonly name: string; readonly resourceGroup: string }
  /** The HSM of the plan did not fail creation, or is active: it is not deleted here. `state` in Azure's words. */
  | { readonly code: 'HSM_NOT_FAILED'; readonly name: string; readonly state: string }
  /** No deleted HSM of the subscription has this name. */
  | { readonly code: 'DELETED_HSM_MISSING'; readonly name: string }
  /** `until`: when Azure will purge it by itself, ISO 8601; null where Azure does not tell. */
  /** Azure took the purge on, and has not done it for so long. */
  | { readonly code: 'PURGE_STILL_ACCEPTED'; readonly name: string; readonly minutes: number }
  | { readonly code: 'PURGE_PROTECTED'; readonly name: string; readonly until: string | null }
  /** The lost HSM, while nothing has been restored from its backup. */
  | { readonly code: 'PURGE_BEFORE_RESTORE'; readonly name: string }
  /** What the order says differs from the plan, which names it. */
  | { readonly code: 'CREATION_NOT_AS_PLANNED'; readonly what: readonly CreationMember[] }
  /** The HSM was made, and a policy of the organization has changed what was asked for. */
  | { readonly code: 'CREATION_CHANGED'; readonly changes: readonly CreationChange[]; readonly step: string }
  | { readonly code: 'ROLE_UNKNOWN'; readonly role: string; readonly known: readonly string[] }
  | {
      readonly code: 'ROLE_ASSIGNMENT_MISSING';
      readonly role: string;
      readonly scope: string;
      readonly principalId: string;
    }
  /** Without this assignment nobody would be an administrator of the HSM. */
  | { readonly code: 'ROLE_LAST_ADMINISTRATOR'; readonly principalId: string }
  | { readonly code: 'EXCHANGE_KEY_REFUSED'; readonly failed: readonly ExchangeKeyCheckId[] }
  /** For the first time: it is fetched once more. */
  | { readonly code: 'EXCHANGE_KEY_DIFFERS'; readonly inBlob: string; readonly fetched: string }
  /** Again. */
  | { readonly code: 'EXCHANGE_KEY_CHANGED'; readonly inBlob: string; readonly fetched: string; readonly step: string }
  | { readonly code: 'RESTORE_POINT_MISSING' }
  | { readonly code: 'HOLD_RUNNING'; readonly secondsLeft: number; readonly step: string }
  | {
      readonly code: 'EXCEPTION_UNFIT';
      readonly number: number;
      /** The step that it must be about, by the number of the ceremony’s script, or in an emergency of its card. */
      readonly step: string;
      readonly problem: 'unknown' | 'other-step' | 'one-person' | 'used';
    }
  /** The backup holds keys of an external key manager; `keys` are the first of them. */
  | {
      readonly code: 'RESTORE_EXTERNAL_KEYS';
      readonly count: number;
      readonly keys: readonly string[];
      readonly step: string;
    }
  | { readonly code: 'RESTORE_LOCKS_OUT'; readonly operators: readonly string[]; readonly step: string }
  | {
      readonly code: 'SAS_UNFIT';
      readonly problem: 'form' | 'permissions' | 'expired' | 'expires-soon' | 'secret-missing';
    }
  | { readonly code: 'INVENTORY_FORM'; readonly problems: readonly FieldProblem[] }
  /** A file of key attestations that is none, or was changed. */
  | { readonly code: 'KEY_ATTESTATIONS_FORM'; readonly problems: readonly FieldProblem[] }
  | { readonly code: 'INVENTORY_NOT_CANONICAL' }
  /** More than an inventory can hold, and more than could be read again. */
  | { readonly code: 'INVENTORY_TOO_LARGE'; readonly keys: number; readonly bytes: number }
  | { readonly code: 'INVENTORY_FOREIGN'; readonly what: string; readonly expected: string; readonly found: string }
  /** The recovered HSM does not hold what the inventory of the backup says, and nobody has decided about it yet. */
  | { readonly code: 'INVENTORY_DIFFERS'; readonly differences: number }
  | { readonly code: 'ANSWER_FILE_FORM'; readonly name: string }
  | {
      readonly code: 'ANSWER_FOREIGN';
      readonly name: string;
      readonly what: 'ceremony' | 'plan' | 'HSM';
      readonly expected: string;
      readonly found: string;
    }
  /** A proxy is `http://HOST:PORT`, without a sign-in. */
  | { readonly code: 'PROXY_INVALID' }
  /** What was named as a root is no certificate of an authority. */
  | { readonly code: 'ROOT_CERTIFICATE_INVALID'; readonly name: string }
  /** A key of the test key’s name is in the HSM, and this journal did not make it. */
  | { readonly code: 'CANARY_EXISTS'; readonly key: string }
  /** The first backup of a new HSM, without a test key in it. */
  | { readonly code: 'CANARY_MISSING' }
  /** An inventory of an HSM whose test key it does not hold. */
  | { readonly code: 'CANARY_NOT_LISTED'; readonly key: string; readonly version: string }
  | { readonly code: 'CANARY_OTHER_KEY'; readonly expected: string; readonly found: string }
  | { readonly code: 'CANARY_NOT_USABLE'; readonly kty: string }
  | { readonly code: 'CANARY_WRONG'; readonly use: 'sign' | 'unwrap' }
  /** A test key was refused after the restore, and two people have not decided yet. */
  | { readonly code: 'TEST_KEY_REFUSED' };
