// What a check of the online part found: data, so that every language can say it, and JSON says the same in each.

/** What can be said without knowing what was refused. */
export type PlainFinding =
  /** A name, an address or a list of them, as it is. */
  | { readonly kind: 'value'; readonly value: string }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'not-asked'; readonly missing: 'control-plane' | 'storage' | 'subscription' }
  | { readonly kind: 'other-tenant'; readonly tenant: string; readonly planned: string }
  | { readonly kind: 'not-in-plan'; readonly operators: readonly string[] }
  | { readonly kind: 'rights-held'; readonly count: number }
  | { readonly kind: 'rights-missing'; readonly rights: readonly MissingRight[] }
  | { readonly kind: 'no-source' }
  | { readonly kind: 'hsm-soft-deleted'; readonly name: string; readonly until: string | null }
  | { readonly kind: 'hsm-purged'; readonly name: string }
  | { readonly kind: 'hsm-exists'; readonly name: string }
  /** It failed creation, and can be deleted and made again. */
  | { readonly kind: 'hsm-failed'; readonly name: string; readonly state: string }
  /** These regions are being added or taken away. */
  | { readonly kind: 'hsm-extending'; readonly regions: readonly string[] }
  | { readonly kind: 'hsm-not-made' }
  | { readonly kind: 'hsm-made' }
  | { readonly kind: 'hsm-state'; readonly provisioning: string; readonly activation: Activation }
  /** With the service's own reason, if it gave one. */
  | { readonly kind: 'name-taken'; readonly name: string; readonly reason: string }
  | { readonly kind: 'hsms-in-region'; readonly count: number; readonly limit: number; readonly region: string }
  | { readonly kind: 'no-identity' }
  | { readonly kind: 'identity-not-attached'; readonly identity: string }
  | { readonly kind: 'identity-unknown'; readonly identity: string }
  | { readonly kind: 'account-not-seen'; readonly account: string }
  | { readonly kind: 'network-open' }
  | { readonly kind: 'network-trusted' }
  /** Its rules are elsewhere; only the HSM's own check tells. */
  | { readonly kind: 'network-perimeter' }
  | { readonly kind: 'network-closed' }
  /** Trusted services pass with the identity of the HSM, and not with a SAS token. */
  | { readonly kind: 'network-closed-to-sas' }
  | { readonly kind: 'role-writes' }
  | { readonly kind: 'role-missing' }
  | { readonly kind: 'roles-unknown'; readonly roles: readonly string[] }
  /** `to-make`: the backup can make it. `may-not-make`: this account cannot. `needed`: the plan names a folder in it. */
  | { readonly kind: 'container-missing'; readonly uri: string; readonly then: 'to-make' | 'may-not-make' | 'needed' }
  | { readonly kind: 'folder-missing'; readonly folder: string }
  | {
      readonly kind: 'folder';
      readonly folder: string;
      readonly files: number;
      readonly bytes: number;
      readonly written: string | null;
    }
  | { readonly kind: 'none' }
  | { readonly kind: 'immutability-policy' }
  | { readonly kind: 'legal-hold' }
  | { readonly kind: 'immutable-versions' }
  /** This machine sees nothing of the container; the HSM may. */
  | { readonly kind: 'container-unseen'; readonly uri: string }
  | { readonly kind: 'provider'; readonly state: string }
  | { readonly kind: 'versions-newest' }
  /** In use because Azure refused the newest one. */
  | { readonly kind: 'versions-older'; readonly versions: readonly string[] }
  /** The last known version is retired on this day, or was. */
  | { readonly kind: 'versions-end'; readonly versions: readonly string[]; readonly on: string }
  | { readonly kind: 'no-inventory' }
  /** The account that took the inventory of the backup could not read its roles. */
  | { readonly kind: 'roles-not-read' }
  /** The inventory of the backup does not name the directory of its HSM. */
  | { readonly kind: 'tenant-not-known' }
  /** Nobody read which keys are external: an earlier format, or an older interface. */
  | { readonly kind: 'external-not-known' }
  | { readonly kind: 'external-keys'; readonly count: number; readonly keys: readonly string[] }
  /** The HSM is connected to an external key manager. */
  | { readonly kind: 'ekm-connection'; readonly host: string }
  | { readonly kind: 'locked-out'; readonly operators: readonly string[] };

/** Whether an HSM has its security domain, as the control plane tells. */
export type Activation = 'not-activated' | 'active' | 'unknown';

/** A role that the account lacks, and the step that needs it. */
export interface MissingRight {
  readonly step: 'source' | 'create' | 'backup' | 'readiness';
  readonly role: string;
}
