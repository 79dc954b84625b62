// Set up in every process that runs tests. What the runner itself compiles is kept for the next process of it (build/run.ts); the programs that
// tests start have no such variable, which ours would refuse.
delete process.env['NODE_COMPILE_CACHE'];

export {};
