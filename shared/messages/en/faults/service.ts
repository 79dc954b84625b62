// English sentences for what can be wrong with calls to the Managed HSM service, and with a practice cloud.
import type { ServiceFault, ServiceOperation } from '../../../faults/service.ts';
import { neededRoles } from '../../../online/needed-roles.ts';
import type { Advice, AdviceBook } from '../../advice.ts';
import { englishWord } from '../code-words.ts';
import { number, plural } from '../formats.ts';
import { describeProblems } from './fields.ts';

const names: Readonly<Record<ServiceOperation, string>> = {
  'exchange-key': englishWord('init-recovery'),
  download: englishWord('download'),
  upload: englishWord('upload'),
  backup: englishWord('backup'),
  'pre-backup': `the check before ${englishWord('backup')}`,
  restore: englishWord('restore'),
  'pre-restore': `the check before ${englishWord('restore')}`,
  'key-restore': englishWord('key-restore'),
  roles: 'the call about roles',
  'role-change': 'the change of a role assignment',
  keys: 'the call about keys',
  settings: 'the call about settings',
  'control-plane': 'the call to the control plane of Azure',
  storage: 'the call to the storage account',
};

const notAgain = 'Nothing was sent a second time.';

/** The network, or something on the way, is in between. */
const path = (happened: string): Advice => ({
  happened,
  safe: `${notAgain} What the service has taken on goes on without us.`,
  todo: 'Check the network of this machine, then run the same step again: it asks for the state first.',
});

/** Somebody else may be answering. */
const stranger = (happened: string): Advice => ({
  happened,
  safe: 'No sign-in token went to that address, and nothing was sent there.',
  todo: 'Compare the address of the HSM with the paper. If it is the same, use another network; do not go on over this one.',
});

/** The service has spoken, and not as agreed. */
const odd = (happened: string): Advice => ({
  happened,
  safe: notAgain,
  todo: 'Keep the record. Run the step again to ask for the state; if it is the same, call the support of the cloud.',
});

/** What the service gives as its reason, if it gives one. */
const said = ({ serviceCode, serviceMessage }: { serviceCode: string; serviceMessage: string }): string => {
  const words = [serviceCode, serviceMessage].filter((word) => word !== '').join(': ');
  return words === '' ? 'It gave no reason.' : `Its reason: ${words}`;
};

const quotedIfAny = (words: { serviceCode: string; serviceMessage: string }): string =>
  words.serviceCode + words.serviceMessage === '' ? '' : ` ${said(words)}`;

/** Which role is missing, and who can give it. */
function roleToAskFor(operation: ServiceOperation): string {
  const role = neededRoles[operation]?.role;
  return role === undefined
    ? 'Compare the roles of the signed-in account, and of the storage identity or token, with the paper. Anyone with Owner or User Access Administrator there can give them.'
    : `The signed-in account needs the role ${role} inside this HSM, or a larger one. A Managed HSM Administrator or Policy Administrator of this HSM can give it. A new role takes some minutes to count.`;
}

const waitText = (seconds: number): string =>
  seconds > 0
    ? `Wait ${plural(seconds, { one: '1 second', other: `${number(seconds)} seconds` })}, then run the step again.`
    : 'Wait a minute, then run the step again.';

const unreachable = {
  name: 'its name is not known here',
  refused: 'nothing answers at its address',
  certificate: 'its certificate is not one that this machine trusts',
  lost: 'the connection broke off',
  proxy: 'the proxy was not reached',
  'proxy-refused': 'the proxy does not let this machine through',
} as const;

export const serviceAdvice: AdviceBook<ServiceFault> = {
  SERVICE_UNREACHABLE: ({ host, reason }) =>
    path(
      reason === 'timeout' ? `${host} did not respond in time.` : `${host} was not reached: ${unreachable[reason]}.`,
    ),
  SERVICE_ANSWER_LOST: ({ operation }) => path(`The answer to ${names[operation]} was lost on the way.`),
  SERVICE_OUTCOME_UNKNOWN: ({ operation }) => ({
    happened: `The answer to ${names[operation]} was lost, and nothing says whether the service has begun it.`,
    safe: notAgain,
    todo: 'Look before anything else is done: the container shows a new backup folder, the HSM shows its keys. Decide with two people.',
  }),
  SERVICE_SECURITY_DOMAIN_LOST: () => ({
    happened: 'The answer with the security domain was lost on the way. The HSM may be active by now.',
    safe: 'If the HSM is active, it keeps its keys. Its security domain can be downloaded again. Do not delete the HSM.',
    todo: 'Run the step again: an HSM that is not active yet is activated then. If it says that the HSM is active, hold a re-wrap ceremony for it: new custodian keys and certificates, then an administrator downloads the security domain again. Put no keys of value into the HSM before you have the file.',
  }),
  SERVICE_SIGN_IN_FAILED: () => ({
    happened: 'The sign-in did not work.',
    safe: 'Nothing was sent to the HSM.',
    todo: 'Check the network of this machine, then sign in again, or choose another way to sign in.',
  }),
  SERVICE_SIGN_IN_REFUSED: () => ({
    happened: 'The HSM does not take the sign-in of this account.',
    safe: 'Nothing was changed.',
    todo: 'Compare the signed-in account and its tenant with the paper, and sign in again.',
  }),
  SERVICE_SIGN_IN_CHANGED: ({ expected, found }) => ({
    happened: `The sign-in is now that of ${found}, and was that of ${expected}.`,
    safe: 'Nothing was sent as the other account.',
    todo: 'Sign out, and sign in as the person who works here. If nobody here knows the other account, stop: somebody else has used the code.',
  }),
  SERVICE_CHALLENGE_MISSING: () => stranger('The address asked for a sign-in without saying for what.'),
  SERVICE_CHALLENGE_FOREIGN: ({ expected, found }) =>
    stranger(`The address asked for a sign-in to ${found || 'nothing'}, where ${expected} belongs.`),
  SERVICE_IS_PRACTICE: ({ host }) => ({
    happened: `What answers as ${host} is a PRACTICE HSM.`,
    safe: 'No real HSM was reached and nothing was changed.',
    todo: 'For a drill, start in practice mode. For a real recovery, use a machine that is not set up for practice.',
  }),
  SERVICE_NOT_PRACTICE: ({ host }) => ({
    happened: `What answers as ${host} is not a practice HSM, and this is practice mode.`,
    safe: 'The call was refused before anything was changed on our side; practice sign-ins are worth nothing elsewhere.',
    todo: 'Check the address and the port of the practice HSM.',
  }),
  SERVICE_REDIRECTED: ({ host, to }) =>
    stranger(`${host} sent us on to ${to || 'an unnamed address'}, which a Managed HSM does not do.`),
  SERVICE_ANSWER_TOO_LARGE: ({ limit }) =>
    odd(`The answer is longer than ${number(limit)} bytes, and was not read to its end.`),
  SERVICE_NOT_JSON: ({ status, contentType }) =>
    path(
      `The answer (status ${status}) is no JSON but ${contentType || 'nothing that we know'}; a proxy may have written it.`,
    ),
  SERVICE_JSON_BROKEN: ({ operation }) => path(`The answer to ${names[operation]} is cut off or damaged.`),
  SERVICE_ANSWER_UNEXPECTED: ({ operation, problems, ...words }) =>
    odd(
      `The answer to ${names[operation]} does not have the agreed form: ${describeProblems(problems, 'the answer')}.${quotedIfAny(words)}`,
    ),
  SERVICE_FORBIDDEN: ({ operation, ...words }) => ({
    happened: `The service does not allow ${names[operation]}. ${said(words)}`,
    safe: 'Nothing was changed.',
    todo: roleToAskFor(operation),
  }),
  SERVICE_POLICY_DENIED: ({ operation, policies, ...words }) => ({
    happened: `A policy of your organization does not let ${names[operation]} through${policies.length === 0 ? '' : `: ${policies.map((name) => `“${name}”`).join(', ')}`}. ${said(words)}`,
    safe: 'Nothing was created and nothing was changed.',
    todo: 'Ask the people who manage Azure Policy what is demanded: tags, the network, the SKU or the region. Give it with this step or, where the creation was approved beforehand, change it there and have it approved again; or ask for an exemption. Then run the step again.',
  }),
  SERVICE_CONFLICT: ({ operation, ...words }) => ({
    happened: `The service cannot do ${names[operation]} in the present state. ${said(words)}`,
    safe: 'Nothing was changed.',
    todo: 'Ask for the state of the HSM. If another operation runs, wait for its end; nobody else should be working on this HSM.',
  }),
  SERVICE_NOT_FOUND: ({ operation, ...words }) => ({
    happened:
      words.serviceCode === 'SubscriptionNotFound'
        ? `Azure cannot find this subscription. ${said(words)}`
        : `Azure cannot find what ${names[operation]} asks for. ${said(words)}`,
    safe: 'Nothing was changed.',
    todo: 'Compare subscription, resource group and names with the paper, and the directory in which you signed in. Correct what differs, then run the step again.',
  }),
  SERVICE_REFUSED: ({ operation, status, ...words }) => ({
    happened: `The service refused ${names[operation]} (status ${status}). ${said(words)}`,
    safe: 'Nothing was changed.',
    todo:
      operation === 'upload'
        ? 'Do not upload again. Follow the incident sheet.'
        : 'Correct what the reason names, then run the step again.',
  }),
  SERVICE_THROTTLED: ({ operation, retryAfterSeconds }) => ({
    happened: `The service has no time for ${names[operation]} just now.`,
    safe: notAgain,
    todo: waitText(retryAfterSeconds),
  }),
  SERVICE_UNAVAILABLE: ({ operation, status, retryAfterSeconds }) => ({
    happened: `The service had trouble of its own with ${names[operation]} (status ${status}).`,
    safe: notAgain,
    todo: waitText(retryAfterSeconds),
  }),
  SERVICE_OPERATION_HEADER_MISSING: ({ operation }) =>
    odd(`The service has accepted ${names[operation]} without saying where its state can be asked.`),
  SERVICE_OPERATION_FOREIGN: ({ operation, found }) =>
    stranger(`For the state of ${names[operation]} the answer names another address: ${found}.`),
  SERVICE_STATUS_UNKNOWN: ({ operation, status }) =>
    odd(`The state of ${names[operation]} is “${status}”, which we do not know.`),
  SERVICE_OPERATION_FAILED: ({ operation, ...words }) => ({
    happened: `The service has tried ${names[operation]}, and it failed. ${said(words)}`,
    safe: 'What was in the HSM before is as it was, unless the reason says otherwise.',
    todo: 'Correct what the reason names and begin the step again. If this was an upload, follow the incident sheet instead.',
  }),
  SERVICE_WATCH_LOST: ({ jobId }) => ({
    happened: `The service has taken on the restore, and this account may no longer ask about it (job ${jobId}). A restore replaces the role assignments, also those of this account.`,
    safe: 'This is not a failure of the restore: it goes on in the service, or has ended. Nothing was sent a second time.',
    todo: 'Sign in as an administrator of the HSM that the backup was made from; the inventory names them. Then run the step again: it goes on waiting for the same job.',
  }),
  SERVICE_NOTHING_RESTORED: ({ notOverwritten }) => ({
    happened: `The service calls the restore of the key a success, but restored 0 versions. ${plural(notOverwritten, { one: '1 version was there already', other: `${number(notOverwritten)} versions were there already` })}, and none is overwritten.`,
    safe: 'The HSM holds the versions that it had before.',
    todo: 'Compare the key in the HSM with the inventory. If the one from the backup is wanted, an administrator deletes and purges the one that is there; then restore again.',
  }),
  SERVICE_ROLE_ASSIGNMENT_EXISTS: ({ scope, principalId }) => ({
    happened: `${principalId} has this role at ${scope} already.`,
    safe: 'Nothing was changed.',
    todo: 'Go on: nothing needs to be assigned.',
  }),
  SERVICE_PAGE_FOREIGN: ({ operation, found }) =>
    stranger(`The next page of ${names[operation]} is said to be at another address: ${found}.`),
  PRACTICE_STATE_IN_USE: ({ pid }) => ({
    happened: `Another practice cloud works in this folder${pid > 0 ? ` (process ${pid})` : ''}.`,
    safe: 'Nothing was changed.',
    todo: 'Stop the other one, or choose another folder.',
  }),
  PRACTICE_STATE_DAMAGED: ({ file }) => ({
    happened: `The state of a practice HSM cannot be read: ${file}.`,
    safe: 'Nothing was changed. No real HSM has to do with it.',
    todo: 'Begin with an empty folder; what was in this practice HSM is of no further use.',
  }),
  PRACTICE_PORT_IN_USE: ({ port }) => ({
    happened: `Something else on this machine listens on port ${port}.`,
    safe: 'Nothing was changed.',
    todo: 'Choose another port, or leave it out: then a free one is taken.',
  }),
  PRACTICE_HSM_NAME_INVALID: ({ name }) => ({
    happened: `“${name}” is no name for an HSM.`,
    safe: 'Nothing was changed.',
    todo: 'Take 3 to 24 letters, digits and hyphens, with no hyphen at either end.',
  }),
  PRACTICE_HSM_EXISTS: ({ name }) => ({
    happened: `There is a practice HSM of the name ${name} already.`,
    safe: 'Nothing was changed.',
    todo: 'Choose another name, or destroy the other practice HSM first.',
  }),
  PRACTICE_HSM_UNKNOWN: ({ name }) => ({
    happened: `There is no practice HSM of the name ${name}.`,
    safe: 'Nothing was changed.',
    todo: 'Compare the name with those in the folder of the practice cloud.',
  }),
};
