// Loaded into each Node of a played job: the system that the job runs on.
const platforms = { Linux: 'linux', Windows: 'win32', macOS: 'darwin' };
Object.defineProperty(process, 'platform', { value: platforms[process.env.RUNNER_OS] });
