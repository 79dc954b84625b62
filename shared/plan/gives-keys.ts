// In which ceremonies custodians get new keys: asked by the order of events, by the steps, by screens and by records alike.

/** Whether custodians get new keys in a ceremony of this kind: its backup is the first one for them, and no restore follows. */
export const givesKeys = (kind: string | undefined): kind is 'activation' | 're-wrap' =>
  kind === 'activation' || kind === 're-wrap';
