import type { Diagnostic } from '../schema/diagnostic.ts';
import type { NodeEnv } from './node-env.ts';
import { problem } from './problem.ts';

/** One problem when the connection a node names is not there. */
export function unknownConnection(env: NodeEnv, connection: string): readonly Diagnostic[] {
  if (env.connections.includes(connection)) return [];
  return [problem('SCN_HTTP_UNKNOWN_CONNECTION', '/connection', `没有连接“${connection}”。请在“连接”里加上，或另选一个`, `There is no connection "${connection}". Add it under Connections or choose another`)];
}
