// What can be wrong with calls to the Managed HSM service, and with a practice cloud that plays it.
import type { FieldProblem } from './fields.ts';

/** The operations of the service that must not be made twice, and those that only look. */
export type ServiceOperation =
  | 'exchange-key'
  | 'download'
  | 'upload'
  | 'backup'
  | 'pre-backup'
  | 'restore'
  | 'pre-restore'
  | 'key-restore'
  | 'roles'
  | 'role-change'
  | 'keys'
  | 'settings'
  | 'control-plane'
  | 'storage';

/** What the service itself said about an error, made safe to print. */
interface ServiceWords {
  readonly serviceCode: string;
  readonly serviceMessage: string;
}

export type ServiceFault =
  | {
      readonly code: 'SERVICE_UNREACHABLE';
      readonly host: string;
      readonly reason: 'name' | 'refused' | 'certificate' | 'timeout' | 'lost' | 'proxy' | 'proxy-refused';
    }
  | { readonly code: 'SERVICE_ANSWER_LOST'; readonly operation: ServiceOperation }
  | { readonly code: 'SERVICE_OUTCOME_UNKNOWN'; readonly operation: ServiceOperation }
  | { readonly code: 'SERVICE_SECURITY_DOMAIN_LOST' }
  | { readonly code: 'SERVICE_SIGN_IN_FAILED' }
  | { readonly code: 'SERVICE_SIGN_IN_REFUSED' }
  /** A later token is of another account: somebody else signed in when the first sign-in had run out. */
  | { readonly code: 'SERVICE_SIGN_IN_CHANGED'; readonly expected: string; readonly found: string }
  | { readonly code: 'SERVICE_CHALLENGE_MISSING' }
  | { readonly code: 'SERVICE_CHALLENGE_FOREIGN'; readonly expected: string; readonly found: string }
  | { readonly code: 'SERVICE_IS_PRACTICE'; readonly host: string }
  | { readonly code: 'SERVICE_NOT_PRACTICE'; readonly host: string }
  /** `status`: of the answer; missing where this program did not follow an address that an answer named. */
  | { readonly code: 'SERVICE_REDIRECTED'; readonly host: string; readonly to: string; readonly status?: number }
  | { readonly code: 'SERVICE_ANSWER_TOO_LARGE'; readonly limit: number }
  | { readonly code: 'SERVICE_NOT_JSON'; readonly status: number; readonly contentType: string }
  | { readonly code: 'SERVICE_JSON_BROKEN'; readonly operation: ServiceOperation }
  | ({
      readonly code: 'SERVICE_ANSWER_UNEXPECTED';
      readonly operation: ServiceOperation;
      readonly problems: readonly FieldProblem[];
    } & ServiceWords)
  | ({ readonly code: 'SERVICE_FORBIDDEN'; readonly operation: ServiceOperation } & ServiceWords)
  /** A policy of the organization does not let it through; `policies` are the names that Azure gives. */
  | ({
      readonly code: 'SERVICE_POLICY_DENIED';
      readonly operation: ServiceOperation;
      readonly policies: readonly string[];
    } & ServiceWords)
  | ({ readonly code: 'SERVICE_CONFLICT'; readonly operation: ServiceOperation } & ServiceWords)
  | ({ readonly code: 'SERVICE_NOT_FOUND'; readonly operation: ServiceOperation } & ServiceWords)
  | ({ readonly code: 'SERVICE_REFUSED'; readonly operation: ServiceOperation; readonly status: number } & ServiceWords)
  | { readonly code: 'SERVICE_THROTTLED'; readonly operation: ServiceOperation; readonly retryAfterSeconds: number }
  | {
      readonly code: 'SERVICE_UNAVAILABLE';
      readonly operation: ServiceOperation;
      readonly status: number;
      readonly retryAfterSeconds: number;
    }
  | { readonly code: 'SERVICE_OPERATION_HEADER_MISSING'; readonly operation: ServiceOperation }
  | { readonly code: 'SERVICE_OPERATION_FOREIGN'; readonly operation: ServiceOperation; readonly found: string }
  | { readonly code: 'SERVICE_STATUS_UNKNOWN'; readonly operation: ServiceOperation; readonly status: string }
  | ({ readonly code: 'SERVICE_OPERATION_FAILED'; readonly operation: ServiceOperation } & ServiceWords)
  /** The job goes on or has ended, and the account that watched it has no right to ask any more. */
  | { readonly code: 'SERVICE_WATCH_LOST'; readonly operation: 'restore'; readonly jobId: string }
  /** The service calls the restore of one key a success, and restored no version of it. */
  | { readonly code: 'SERVICE_NOTHING_RESTORED'; readonly operation: 'key-restore'; readonly notOverwritten: number }
  /** The principal has this role at this scope already. */
  | { readonly code: 'SERVICE_ROLE_ASSIGNMENT_EXISTS'; readonly scope: string; readonly principalId: string }
  | { readonly code: 'SERVICE_PAGE_FOREIGN'; readonly operation: ServiceOperation; readonly found: string }
  | { readonly code: 'PRACTICE_STATE_IN_USE'; readonly pid: number }
  | { readonly code: 'PRACTICE_STATE_DAMAGED'; readonly file: string }
  | { readonly code: 'PRACTICE_PORT_IN_USE'; readonly port: number }
  | { readonly code: 'PRACTICE_HSM_NAME_INVALID'; readonly name: string }
  | { readonly code: 'PRACTICE_HSM_EXISTS'; readonly name: string }
  | { readonly code: 'PRACTICE_HSM_UNKNOWN'; readonly name: string };
