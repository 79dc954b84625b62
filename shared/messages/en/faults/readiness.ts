// English sentences for what the look at a healthy HSM and its backups refuses.
import type { ReadinessFault } from '../../../faults/readiness.ts';
import type { AdviceBook } from '../../advice.ts';
import { describeProblems } from './fields.ts';

const nothingSent = 'Nothing was sent to Azure.';
const earlierKept = 'Nothing was deleted. Earlier backups are as they were.';
const nothingAssessed = 'The record was not used. The file is as it was.';

export const readinessAdvice: AdviceBook<ReadinessFault> = {
  HSM_DETAILS_INVALID: ({ problems }) => ({
    happened: `What was given of the HSM and its backups is not right: ${describeProblems(problems)}.`,
    safe: nothingSent,
    todo: 'Correct every one of them: ids have 32 hex digits with hyphens, a container is https://ACCOUNT.blob.core.windows.net/CONTAINER.',
  }),
  BACKUP_CONTAINER_MISSING: ({ uri }) => ({
    happened: `There is no container ${uri}.`,
    safe: 'No backup was begun. Earlier backups, if there are any elsewhere, are as they were.',
    todo: 'Compare account and container with the papers. A scheduled backup makes no container: make it once, and give the identity its role there.',
  }),
  BACKUP_NOT_IN_CONTAINER: ({ folder }) => ({
    happened: `The HSM says that it wrote ${folder}, and the container does not show it.`,
    safe: `${earlierKept} No record was written.`,
    todo: 'Do not count on this backup. Look at the container in the portal, at its rules for deleting, and take another backup.',
  }),
  BACKUP_FOLDER_NOT_FOUND: ({ folder, found }) => ({
    happened: `The container has no folder ${folder}.${found.length === 0 ? ' It has no backup at all.' : ` It has: ${found.join(', ')}.`}`,
    safe: 'Nothing was backed up and nothing was changed.',
    todo: 'Look at the paper, character by character. Type the folder of the lost HSM’s backup again, or another container, then run this step again.',
  }),
  BACKUP_RECORD_FORM: ({ problems }) => ({
    happened: `The file is not the record of a backup: ${describeProblems(problems)}.`,
    safe: nothingAssessed,
    todo: 'Choose a record that this program wrote with a backup.',
  }),
  BACKUP_RECORD_NOT_CANONICAL: () => ({
    happened: 'The record of the backup was changed after it was written.',
    safe: nothingAssessed,
    todo: 'Do not believe it. Look into the container, and take a backup now.',
  }),
  BACKUP_RECORD_FOREIGN: ({ what, expected, found }) => ({
    happened: `The record is of another ${what}: ${found} instead of ${expected}.`,
    safe: nothingAssessed,
    todo: 'Choose the records of this HSM. Practice and production have their own records.',
  }),
};
