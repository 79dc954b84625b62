// The stages of a drill on the command line, and the values that the sentence about each is made of.

/** By the name of a stage: what came of it. Names of files and addresses as they are, counts as numbers. */
export interface DrillStageValues {
  readonly 'keys-made': readonly [custodians: number, required: number];
  readonly 'source-created': readonly [hsm: string, address: string];
  readonly 'source-activated': readonly [securityDomainBytes: number];
  readonly 'source-backed-up': readonly [keyVersions: number, backupFolder: string];
  readonly 'consumers-found': readonly [consumers: number, stranded: number, region: string];
  readonly 'source-lost': readonly [];
  readonly 'target-created': readonly [hsm: string, address: string];
  readonly 'plan-approved': readonly [ceremony: string];
  readonly 'power-lost': readonly [events: number];
  readonly 'power-back': readonly [];
  readonly paired: readonly [planSha256: string];
  readonly 'exchange-key-carried': readonly [certificateSha256: string];
  readonly 'exchange-key-carried-anew': readonly [certificateSha256: string];
  readonly 'blob-built': readonly [custodians: number, bytes: number];
  readonly 'target-made-anew': readonly [];
  readonly uploaded: readonly [];
  readonly restored: readonly [];
  readonly proven: readonly [keyVersions: number];
  readonly 'worked-off': readonly [back: number, consumers: number];
  readonly packed: readonly [proven: number, restsOnPeople: number];
}

export type DrillStage = keyof DrillStageValues;
