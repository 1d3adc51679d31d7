import { register } from 'tsx/esm/api';

/** A thread does not inherit the loader that the server runs with from source. */
register();
await import('../workers/paper/thread.ts');
