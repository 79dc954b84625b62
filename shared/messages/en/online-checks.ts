// English titles of the checks before a step of the online part.
import type { OnlineCheckId } from '../../online/checks.ts';

export const onlineCheckTitles: Readonly<Record<OnlineCheckId, string>> = {
  'target-reachable': 'The new HSM answers',
  'target-name-free': 'The name of the new HSM is free',
  'target-state': 'The new HSM is in the state that this step needs',
  'target-identity': 'The identity for the storage account is attached to the new HSM',
  administrators: 'The administrators of the new HSM',
  'source-state': 'The lost HSM',
  container: 'The container of the backups',
  'source-folder': 'The folder of the source’s backup',
  immutability: 'No immutability policy on the container',
  'pre-backup': 'The service’s own check before a backup',
  'pre-restore': 'The service’s own check before a restore',
  'operators-in-backup': 'Those who work here are administrators in the backup',
};
