// English sentences for what the steps of the online part refuse.
import type { ExchangeKeyCheckId } from '../../../exchange-key/checks.ts';
import type { OnlineFault } from '../../../faults/online.ts';
import type { GuardedCall } from '../../../journal/events.ts';
import type { AdviceBook } from '../../advice.ts';
import { plainFindingText } from '../../findings.ts';
import { englishWord } from '../code-words.ts';
import { englishExchangeKeyTexts } from '../exchange-key-texts.ts';
import { englishFindings } from '../findings.ts';
import { englishOnlineTexts } from '../online.ts';
import { readableUtc } from '../../../formatting/date-time.ts';
import { number, plural } from '../formats.ts';
import { describeProblems } from './fields.ts';

/** A check that did not pass, and what nobody may rely on for that. */
function failedCheck(id: ExchangeKeyCheckId): string {
  const { title, rulesOut } = englishExchangeKeyTexts.checks[id];
  return `${title}: failed. It would rule out ${rulesOut}.`;
}

const exceptions: Readonly<Record<Extract<OnlineFault, { code: 'EXCEPTION_UNFIT' }>['problem'], string>> = {
  unknown: 'is not in the journal of this machine',
  'other-step': 'is about another step',
  'one-person': 'was not decided by two people',
  used: 'has served before',
};

/** How people find out what became of a call when the service does not say. */
const findOut: Readonly<Record<GuardedCall, string>> = {
  create: 'Check in the portal whether the HSM is there, and in which state.',
  'init-recovery': 'Fetch the exchange key again with the second observer: the same key must come.',
  download:
    'Check in the portal whether the HSM is activated. If it is, its security domain can be downloaded again, in a re-wrap with new custodian certificates. Do not delete the HSM.',
  canary: 'List the keys of the HSM: if the test key is there, the call succeeded. It is not made a second time.',
  upload:
    'Check in the portal whether the HSM is activated, and in its log for the upload. Do not upload again before you know.',
  identity: 'Check in the portal whether the identity is attached to the HSM. Attaching it again does no harm.',
  delete: 'Check in the portal whether the HSM is still in its resource group. Deleting it again does no harm.',
  recover: 'Check in the portal whether the HSM is back in its resource group.',
  purge: 'Check in the portal, under the deleted HSMs, whether it is still listed.',
  backup:
    'Look in the container for a new folder of this HSM. A second backup does no harm once the first is decided on.',
  restore: 'List the keys and roles of the HSM. Do not restore again before you know that the first one does not run.',
  'key-restore': 'Check whether the key is in the HSM. Do not restore it again before you know.',
};

const nothingSent = 'Nothing was sent to the HSM.';
const needs = {
  backup: 'where the backups are',
  folder: 'the folder of the source’s backup',
  identity: 'the identity that reaches the storage account',
  source: 'the HSM that was lost',
  'control-plane': 'how the control plane is reached',
} as const;
const sas = {
  form: 'is none',
  permissions: 'lacks a permission that is needed',
  expired: 'has expired',
  'expires-soon': 'expires before the work can be done',
  'secret-missing': 'has no signature',
} as const;

const typed = {
  target: 'name of the new HSM',
  folder: 'folder of the backup',
  'deleted-hsm': 'name of the deleted HSM',
} as const;
const creationMembers = { sku: 'the SKU', tags: 'the tags', network: 'the network rules' } as const;

const minutesLeft = (minutes: number): string =>
  plural(minutes, { one: '1 minute is left.', other: `${number(minutes)} minutes are left.` });

export const onlineAdvice: AdviceBook<OnlineFault> = {
  STEP_OUTCOME_UNKNOWN: ({ call }) => ({
    happened: `It is not known what became of ${englishWord(call)}.`,
    safe: 'It was sent at most once, and is not sent again.',
    todo: `${findOut[call]} Then two people enter the outcome: in the app on the page of this step, on the command line with “lifeboat hsm decide”.`,
  }),
  STEP_OUTCOME_NOT_ASKED: ({ call }) => ({
    happened: `What became of ${englishWord(call)} has not been asked yet, so nobody decides it.`,
    safe: 'It was not settled, and it is not sent again.',
    todo: 'Resume the call by running its step once more. Either the service says what became of it, or it is clear that it cannot. Only then do two people decide.',
  }),
  STEP_REFUSED_EARLIER: ({ call, status }) => ({
    happened: `The service has refused ${englishWord(call)} (status ${status}), before this program was interrupted.`,
    safe: 'Its answer is kept in the folder of answers, and the refusal is in the journal.',
    todo: 'Read the kept answer and correct what it names. If this was an upload, follow the incident sheet.',
  }),
  STEP_STATE_UNEXPECTED: ({ call, expected, found }) => ({
    happened: `The service says that ${englishWord(call)} is done, but reading back shows ${found} where ${expected} belongs.`,
    safe: 'Nothing more was done.',
    todo: `Run the step again to look once more. ${findOut[call]}`,
  }),
  RE_WRAP_ANSWER_LOST: () => ({
    happened: 'The HSM was asked for the security domain for the new custodians, and no complete answer arrived.',
    safe: 'The HSM and its keys are as they were. The old set of keys still opens the old security domain.',
    todo: 'Keep the old set, and delete nothing. Run the step again: the HSM gives the file as often as it is asked. Where the step is done already, begin another re-wrap.',
  }),
  STEP_PREFLIGHT: ({ checks }) => ({
    happened: `The step would fail. ${checks.map(({ id, found }) => `${englishOnlineTexts.checks[id]}: ${plainFindingText(englishFindings, found)}.`).join(' ')}`,
    safe: nothingSent,
    todo: `${checks.map(({ id }) => englishOnlineTexts.todo[id]).join(' ')} Then look again. Nobody needs to travel before all is right.`,
  }),
  STEP_NOT_PLANNED: ({ missing }) => ({
    happened: `Nobody has said what this step needs: ${needs[missing]}.`,
    safe: nothingSent,
    todo: 'It is given before a recovery begins. Begin again with it; in a ceremony, two people approve it first.',
  }),
  STEP_WRONG_MACHINE: ({ expected, found }) => ({
    happened: `This step is not for this machine. Whose it is: ${expected.map(englishWord).join(' or ')}. Whose this machine is: ${found === null ? 'nobody’s' : englishWord(found)}.`,
    safe: nothingSent,
    todo: 'Go to the other machine, or use the journal of this one.',
  }),
  CONFIRMATION_DIFFERS: ({ what, expected }) => ({
    happened: `What was typed is not the ${typed[what]}, ${expected}.`,
    safe: nothingSent,
    todo: 'Read it from the paper again and type all of it. If the paper says something else, stop: it is an exception.',
  }),
  CONFIRMATION_ONE_PERSON: () => ({
    happened: 'Two different people must confirm this step.',
    safe: nothingSent,
    todo: 'Let the second operator read the paper and confirm.',
  }),
  DIRECTORY_MISSING: () => ({
    happened: 'The directory (tenant) in which you sign in is missing.',
    safe: nothingSent,
    todo: 'Type its id: 32 hex digits with four hyphens. It is on the overview page of Microsoft Entra ID, and “az account show” prints it as tenantId.',
  }),
  TARGET_HSM_MISSING: ({ name, resourceGroup }) => ({
    happened: `There is no HSM ${name} in the resource group ${resourceGroup}.`,
    safe: nothingSent,
    todo: 'Create the HSM first. If it was deleted, look at the deleted HSMs.',
  }),
  HSM_NOT_FAILED: ({ name, state }) => ({
    happened: `${name} is no HSM that failed creation: Azure says “${state}”. Only one that failed and was never activated is deleted here.`,
    safe: 'The HSM is as it was.',
    todo: 'If it is still being made, wait. If it is usable, go on with it. To delete an HSM in use, an administrator does so in the portal.',
  }),
  DELETED_HSM_MISSING: ({ name }) => ({
    happened: `This subscription has no deleted HSM ${name}: it was not deleted, is back already, or was purged.`,
    safe: nothingSent,
    todo: 'List the deleted HSMs again, and compare name and subscription with the paper.',
  }),
  PURGE_PROTECTED: ({ name, until }) => ({
    happened: `${name} has purge protection: nobody can purge it, Microsoft neither. ${until === null ? 'Azure does not say when it will be gone.' : `Azure purges it by itself on ${readableUtc(until)}.`}`,
    safe: 'The deleted HSM is as it was. Until that day it can be recovered with all its keys, and it is billed.',
    todo: 'Recover it, or choose another name for the new HSM: the name stays reserved until then.',
  }),
  PURGE_STILL_ACCEPTED: ({ name, minutes }) => ({
    happened: `Azure has accepted the purge of ${name}. After ${minutes} minutes it still lists the HSM as deleted. That happens, and can last for days.`,
    safe: 'The purge was sent once. The name stays reserved for now.',
    todo: 'Run the step again later: it only asks. If you cannot wait, two people record what became of the purge, and a new plan takes another name. For Microsoft’s support, the journal has the number of the request.',
  }),
  PURGE_BEFORE_RESTORE: ({ name }) => ({
    happened: `${name} is the HSM that was lost, and nothing has been restored from its backup yet. It can still be recovered with all its keys.`,
    safe: 'Nothing was purged.',
    todo: 'Recover it: that is the shortest way back to its keys. Purge it only after the restore, when its keys are proven in the new HSM.',
  }),
  CREATION_NOT_AS_PLANNED: ({ what }) => ({
    happened: `The plan says something else about the new HSM: ${what.map((member) => creationMembers[member]).join(', ')}.`,
    safe: nothingSent,
    todo: 'Leave these options out: what the plan says is used. To change it, change the plan and have it approved again.',
  }),
  CREATION_CHANGED: ({ changes, step }) => ({
    happened: `The HSM was made, and is not as it was asked for: ${changes.map(({ expected, found }) => `${expected} became ${found}`).join('; ')}. A policy of your organization changes such requests.`,
    safe: 'The HSM is there, empty, and nothing else was changed. Making it again would change it again.',
    todo: `Read with whoever answers for the network whether you and the storage account still reach the HSM. If so, two people decide by an exception at step ${step}, and run the step again with its number. If not, have the policy changed first.`,
  }),
  ROLE_UNKNOWN: ({ role, known }) => ({
    happened: `This HSM has no role “${role}”.`,
    safe: 'Nothing was changed.',
    todo: `Choose one of these: ${known.join(', ')}.`,
  }),
  ROLE_ASSIGNMENT_MISSING: ({ role, scope, principalId }) => ({
    happened: `${principalId} does not have the role ${role} on ${scope}.`,
    safe: 'Nothing was changed.',
    todo: 'List the role assignments, and compare role, scope and object id. A role can also come from a group.',
  }),
  ROLE_LAST_ADMINISTRATOR: ({ principalId }) => ({
    happened: `${principalId} is the last administrator of this HSM. Without this role nobody could give roles, make backups or restore.`,
    safe: 'Nothing was changed.',
    todo: 'Make somebody else a Managed HSM Administrator first, on the scope “/”. Then remove this one.',
  }),
  READ_BACK_DIFFERS: ({ attempt }) => ({
    happened: 'What was read back is not the hash of this bundle.',
    safe: nothingSent,
    todo:
      attempt >= 2
        ? 'This was the second try: stop and note an exception.'
        : 'Call the other side and read it once more.',
  }),
  EXCHANGE_KEY_REFUSED: ({ failed }) => ({
    happened: `The exchange key did not pass. ${failed.map(failedCheck).join(' ')}`,
    safe: 'The answer is kept, and no bundle was made of it.',
    todo: 'Do not choose another key. Stop and note an exception; the custodians must not encrypt to this key.',
  }),
  EXCHANGE_KEY_DIFFERS: ({ inBlob, fetched }) => ({
    happened: `The restore blob was made for the key ${inBlob}, but the HSM has just shown ${fetched}. Either the HSM was made again, or the service shows another key with each fetch or from each of its servers. Nobody knows yet which.`,
    safe: 'The restore blob was not uploaded, and both answers are kept.',
    todo: 'If it is the wrong file, take the right one. If not, have the key fetched once more on another machine, and repeat this step here, which fetches it once more. If it still differs, two people decide.',
  }),
  EXCHANGE_KEY_CHANGED: ({ inBlob, fetched, step }) => ({
    happened: `The restore blob was made for the key ${inBlob}, but the HSM has shown another key twice, at last ${fetched}.`,
    safe: 'The restore blob was not uploaded, and all answers are kept.',
    todo: `Follow the incident sheet: compare the fingerprints of all fetches of both machines. Two people then decide by an exception at step ${step}: to take the new key to the offline side, or to upload this blob all the same, with the number of the exception. A blob for another key is refused by the HSM and reveals nothing.`,
  }),
  RESTORE_POINT_MISSING: () => ({
    happened: 'There is no backup of the new HSM since the upload, and a restore needs one.',
    safe: nothingSent,
    todo: 'Take the restore point first.',
  }),
  HOLD_RUNNING: ({ secondsLeft, step }) => ({
    happened: `The hold after the restore point is not over: ${minutesLeft(Math.ceil(secondsLeft / 60))}`,
    safe: nothingSent,
    todo: `Wait. The service needs this time; a restore before may be refused. Only two people can shorten it, by an exception at step ${step}.`,
  }),
  RESTORE_LOCKS_OUT: ({ operators, step }) => ({
    happened: `None of those who work here (${operators.join(', ')}) is an administrator in the backup; after the restore none of you could do anything.`,
    safe: nothingSent,
    todo: `Find an administrator of the backup who can sign in, or decide by an exception at step ${step}.`,
  }),
  RESTORE_EXTERNAL_KEYS: ({ count, keys, step }) => ({
    happened: `The backup holds ${plural(count, { one: '1 external key', other: `${number(count)} external keys` })}: ${keys.join(', ')}${keys.length < count ? ', …' : ''}. Microsoft says: “Attempting to restore an external key from backup can cause the associated Managed HSM resource to enter a degraded state.”`,
    safe: nothingSent,
    todo: `Ask the vendor of the external key manager and Microsoft before you go on. Single keys can be restored one by one instead, all but these. If the whole backup must come back, two people decide by an exception at step ${step}.`,
  }),
  EXCEPTION_UNFIT: ({ number, step, problem }) => ({
    happened: `EX-${number} ${exceptions[problem]}.`,
    safe: nothingSent,
    todo: `Two people fill in an exception sheet for step ${step} and decide; enter it in the journal, and name its number.`,
  }),
  SAS_UNFIT: ({ problem }) => ({
    happened: `The access token (SAS) ${sas[problem]}.`,
    safe: nothingSent,
    todo: 'Make a new one: crdw for a backup, rl for a restore, valid for a day. Better, use the identity.',
  }),
  INVENTORY_FORM: ({ problems }) => ({
    happened: `The file is not an inventory: ${describeProblems(problems)}.`,
    safe: 'Nothing was compared.',
    todo: 'Choose the file that this program exported at the time of the backup.',
  }),
  KEY_ATTESTATIONS_FORM: ({ problems }) => ({
    happened: `The file does not hold key attestations as this program writes them: ${describeProblems(problems)}.`,
    safe: 'Nothing was checked.',
    todo: 'Choose the file that “lifeboat hsm inventory --attestations” wrote.',
  }),
  INVENTORY_NOT_CANONICAL: () => ({
    happened: 'The inventory was changed after it was exported.',
    safe: 'Nothing was compared.',
    todo: 'Use the file as it was exported; compare its hash with the record.',
  }),
  INVENTORY_TOO_LARGE: ({ keys, bytes }) => ({
    happened: `The HSM holds more than one inventory can have: ${number(keys)} keys, or ${number(bytes >> 20)} MiB.`,
    safe: 'Nothing was written, and nothing was changed in the HSM.',
    todo: 'Go on without an inventory: an exception says why. The backup holds all keys, whatever an inventory can list.',
  }),
  INVENTORY_FOREIGN: ({ what, expected, found }) => ({
    happened: `The inventory is of another ${what}: ${found} instead of ${expected}.`,
    safe: 'Nothing was compared.',
    todo: 'Choose the inventory of the right HSM: in a recovery, of the one that was lost.',
  }),
  TEST_KEY_REFUSED: () => ({
    happened: 'A test key is not the one on paper, or does not work in the recovered HSM.',
    safe: 'The backup and the inventory are as they were, and nothing was handed over.',
    todo: 'Hand over nothing yet: the HSM may hold other keys than the lost one. Compare the words of the test key with the paper, and prove it again. Then two people note an exception that says what was found, and what they decide.',
  }),
  INVENTORY_DIFFERS: ({ differences }) => ({
    happened: plural(differences, {
      one: 'The recovered HSM differs from the inventory of the backup in 1 point.',
      other: `The recovered HSM differs from the inventory of the backup in ${number(differences)} points.`,
    }),
    safe: 'The comparison changed nothing in the HSM. The backup and the inventory are as they were.',
    todo: 'Hand over nothing yet. Go through every difference. What can be put right is put right, and verified again. Then two people note an exception that says what was found, and what they decide.',
  }),
  ANSWER_FILE_FORM: ({ name }) => ({
    happened: `The kept answer ${name} cannot be read.`,
    safe: nothingSent,
    todo: 'Do not remove it. Treat the call as one whose outcome is unknown, and find out what became of it.',
  }),
  ANSWER_FOREIGN: ({ name, what, expected, found }) => ({
    happened: `The kept answer ${name} is of another ${what}: ${found} instead of ${expected}.`,
    safe: 'Nothing was concluded from it, and nothing was sent.',
    todo: 'Give this ceremony a folder for answers of its own, with the answers that it has received, and run the step again.',
  }),
  PROXY_INVALID: () => ({
    happened: 'The address of the proxy is not of the form http://HOST:PORT.',
    safe: nothingSent,
    todo: 'Name host and port of a proxy that needs no sign-in of its own. Whatever it asks for would be kept in files and shown in the list of processes.',
  }),
  ROOT_CERTIFICATE_INVALID: ({ name }) => ({
    happened: `${name} is no certificate of a certificate authority.`,
    safe: nothingSent,
    todo: 'Take the root certificate that the network people give out, in PEM or DER, and compare its SHA-256 with them.',
  }),
  CANARY_EXISTS: ({ key }) => ({
    happened: `The HSM holds a key called “${key}” already, and this journal did not make it.`,
    safe: 'Nothing was created, and that key is as it was.',
    todo: 'Find out who made it. If another journal of this ceremony did, its public half is in that record.',
  }),
  CANARY_MISSING: () => ({
    happened: 'This is the first backup of a new HSM, and the test key is not made yet: it would not be in the backup.',
    safe: nothingSent,
    todo: 'Make the test key first. Only two people can leave it out, by an exception at step A26.',
  }),
  CANARY_NOT_LISTED: ({ key, version }) => ({
    happened: `The HSM does not list the test key ${key}, version ${version}, which this ceremony has made.`,
    safe: 'No inventory was written.',
    todo: 'Find out who deleted or replaced it. Then make another backup, or two people note an exception.',
  }),
  CANARY_OTHER_KEY: ({ expected, found }) => ({
    happened: `The public half on paper is ${expected}, and the key in the HSM has ${found}.`,
    safe: 'Nothing was changed.',
    todo: 'Compare name and version with the paper. If they are right, the HSM does not hold the keys that were lost: stop.',
  }),
  CANARY_NOT_USABLE: ({ kty }) => ({
    happened: `A key of the kind ${kty} has no public half, so that nothing on paper can be compared with it.`,
    safe: 'Nothing was changed.',
    todo: 'Choose an RSA or EC key whose public half is on paper.',
  }),
  CANARY_WRONG: ({ use }) => ({
    happened: `The key does not ${use === 'sign' ? 'sign what its public half can verify' : 'open what its public half has closed'}.`,
    safe: 'Nothing was changed.',
    todo: 'Stop: the HSM does not hold the key that was lost. Keep the record and call the support of the cloud.',
  }),
};
