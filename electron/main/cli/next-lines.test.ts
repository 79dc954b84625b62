// Each call that is open is offered its own command, and no other.
import { expect, it } from 'vitest';
import { guardedCalls } from '#shared/journal/events.ts';
import { emptyJournal } from '#shared/journal/state.ts';
import { commandOf, wantedOf } from './next-lines.ts';

it('offers each open call its own command', () => {
  const commands = guardedCalls.map((about) => {
    const command = commandOf({ step: 'ask-again', about }, emptyJournal, {});
    return `${about}: ${command.slice('lifeboat hsm '.length, command.indexOf(' --'))}`;
  });
  expect(commands).toEqual([
    'create: create',
    'init-recovery: init-recovery',
    'download: activate',
    'canary: canary',
    'upload: upload',
    'identity: identity',
    'delete: delete-failed',
    'recover: deleted recover',
    'purge: deleted purge',
    'backup: backup',
    'restore: restore',
    'key-restore: restore',
  ]);
});

it('asks which deleted HSM, and which key', () => {
  const of = (about: string): string => commandOf({ step: 'ask-again', about }, emptyJournal, {});
  expect(of('purge')).toContain('--hsm <source-or-target>');
  expect(of('key-restore')).toContain('--key <name-of-the-key>');
});

it('finds a command that is printed with an option of its own', () => {
  expect(commandOf({ step: 'give-role' }, emptyJournal, {})).toMatch(
    /^lifeboat hsm roles assign --role "Crypto User" --/u,
  );
  const wanted = wantedOf(['hsm', 'roles', 'assign'], emptyJournal);
  expect(wanted).toContainEqual(['principal', 'object-id-hsm-account-shows-it']);
  // That of an emergency, with its option, is another one.
  expect(wantedOf(['evidence', 'build'], emptyJournal)).toContainEqual(['journals', 'the-journals-of-all-machines']);
});
