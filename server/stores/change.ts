/** Somebody at a draft, in one page of one browser. */
export interface PersonHere {
  /** Names the page. */
  readonly page: string;
  readonly id: string;
  readonly name: string;
  readonly flow: string;
  /** What the person has chosen there. */
  readonly nodes: readonly string[];
}

/** What became of a draft: a version somebody saved, somebody who is at it, or a page that was left. */
export interface DraftNews {
  readonly saved?: { readonly version: number; readonly by: { readonly id: string; readonly name: string } };
  readonly here?: PersonHere;
  readonly left?: string;
}

/** A run that moved and whom that concerns: its starter, the candidates of its tasks, users who got a notice; or news of a draft, which concern nobody else. */
export interface News {
  /** Absent in the words of an older server. */
  readonly scenario?: string;
  /** Empty when it is no run that changed, but something that was set off. */
  readonly run: string;
  readonly starter: string;
  readonly tokens: readonly string[];
  readonly notices: readonly string[];
  readonly draft?: DraftNews;
}

/** What another server changed: a document, all documents of a kind, a dataset with its rows, runs; kind `*` = perhaps everything. */
export type Change = { readonly kind: string; readonly id?: string } | { readonly dataset: string } | { readonly news: readonly News[] };
