// A second program of a profile, for the test of the instance lock.
import { testDouble } from '../test-double.ts';

const [userData = ''] = process.argv.slice(2);
const { app } = testDouble({ userData }).electron;
process.send?.(app.requestSingleInstanceLock({ from: 'second' }));
process.disconnect();
