// A process that appends notes to a journal until it is killed, and says each number after the event is on the disk.
import { ceremony, operator1 } from '#core/transfer/testdata/samples.ts';
import { JournalFile } from '../journal-file.ts';

const journal = await JournalFile.open(process.argv[2] ?? '', () => new Date().toISOString());
if (journal.head.n === 0) {
  await journal.append({
    kind: 'journal-opened',
    ceremony,
    practice: true,
    machine: 'online',
    role: 'operator-1',
    keyId: operator1.keyId,
    app: { version: '0.1.0', build: 'test' },
  });
}
for (;;) {
  await journal.append({ kind: 'note', by: 'Tester', text: `note ${journal.head.n}` });
  process.stdout.write(`${journal.head.n}\n`);
}
