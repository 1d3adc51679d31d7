export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  /** Connections that are open just now. */
  readonly connections: number;
}

/** What a server without any guard would answer. An object goes out as JSON. */
export interface Unguarded {
  readonly status?: number;
  readonly body?: string | object;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
}

export type Answer = (asked: Asked) => Unguarded | undefined | Promise<Unguarded | undefined>;
