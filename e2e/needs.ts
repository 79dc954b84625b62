// Specs that not every host can play are skipped there, aloud.
import { test } from '@playwright/test';
import { abilities, type Ability } from './hosts/host.ts';
import { host } from './hosts/this-host.ts';

/** Skips the running test where the host lacks the ability. */
export function needs(ability: Ability): void {
  if (host.can(ability)) return;
  const why = `${host.kind} cannot ${abilities[ability]}`;
  console.warn(`\n*** SKIPPED: ${test.info().title}: ${why} ***\n`);
  test.skip(true, why);
}
