// The unit tests as they are, with what tells which of them runs.
import { mergeConfig } from 'vitest/config';
import tests from '#build/vitest.config.ts';

export default mergeConfig(tests, { test: { setupFiles: ['e2e/proofs/ledger/note-tests.ts'] } });
