import type { PortalTheme } from '../../../../server/api/theme.ts';
import type { Me } from '../../../../server/api/account.ts';
import type { SignInWays } from '../../../../server/api/oidc.ts';
import type { NoticeSettings } from '../../../../server/api/notices.ts';
import type { Dashboard, DueGroup, InboxCounts, Notice, PortalApp, PortalAppDetail, RecordView, RunView, TaskItem, TaskView } from '../../../../server/api/portal.ts';
import type { PageRows, PageRowsWanted } from '../../../../server/api/pages.ts';
import type { BulkAnswer, BulkOffer, Delegation, Delegations, FileView, PeopleAnswer } from '../../../../server/api/people.ts';
import type { Paper, Verified } from '../../../../server/api/paper.ts';
import type { NewObjection, OwnObjection } from '../../../../server/api/objections.ts';
import type { AccessItem } from '../../../../server/api/sharing.ts';
import { request } from '../../client/request.ts';
import { upload } from '../../client/upload.ts';
import type { Locale } from '../../../../runtime/schema/text.ts';
import type { ChallengeView, PublicAppView, ReceiptView, VisitView } from '../../../../server/api/public.ts';
import type { Choice } from '../form/form-source.ts';

export interface List<Item> {
  readonly items: readonly Item[];
  readonly next?: string;
}

/** What people are chosen for. */
export type PeoplePurpose = 'handOver' | 'addSigner' | 'copy' | 'delegate';

export interface Feedback {
  readonly clear?: boolean;
  readonly kind?: 'issue' | 'idea';
  readonly text?: string;
  readonly page?: string;
}

export type InboxOrder = 'due' | 'newest' | 'oldest' | 'app';

export interface InboxQuery {
  readonly view: 'all' | 'mine' | 'unit' | 'done' | 'copied';
  readonly due?: DueGroup;
  readonly app?: string;
  readonly q?: string;
  readonly order?: InboxOrder;
}

export interface Options {
  readonly choices: readonly Choice[];
  readonly more: boolean;
}

const part = encodeURIComponent;
const rowsPath = (app: string, page: string, block: string): string => `/api/portal/apps/${part(app)}/pages/${part(page)}/rows/${part(block)}`;
const queryOf = (wanted: PageRowsWanted): Record<string, string> => Object.fromEntries(Object.entries(wanted).map(([key, value]) => [key, String(value)]));

/** Far longer than any answer takes: then the line is dead, whatever the device believes. */
const PATIENCE_MS = 60_000;

/** Pages of 100 that a list is read to: more than anybody works through in one sitting. */
const MOST_PAGES = 10;

/** Reads a list to its end, page by page. */
export async function readAll<Item>(page: (cursor: string | undefined) => Promise<List<Item>>): Promise<List<Item>> {
  const items: Item[] = [];
  let cursor: string | undefined;
  for (let count = 0; count < MOST_PAGES; count += 1) {
    const answer = await page(cursor);
    items.push(...answer.items);
    cursor = answer.next;
    if (cursor === undefined) break;
  }
  return { items, ...(cursor === undefined ? {} : { next: cursor }) };
}

/** Every address of the portal, once. Texts come back in `locale`. */
export function portalApi(locale: Locale) {
  const headers = { 'accept-language': locale };
  const get = <Answer>(path: string, query?: Record<string, string | undefined>, signal?: AbortSignal) => request<Answer>(path, { headers, patience: PATIENCE_MS, ...(query ? { query } : {}), ...(signal ? { signal } : {}) });
  const send = <Answer>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown, wait?: number) =>
    request<Answer>(path, { method, patience: PATIENCE_MS, headers: wait === undefined ? headers : { ...headers, prefer: `wait=${wait}` }, ...(body === undefined ? {} : { body }) });
  return {
    me: () => get<Me>('/api/me'),
    spaceTheme: (space: string) => get<{ readonly theme?: PortalTheme }>(`/api/public/spaces/${part(space)}/theme`),
    publicApp: (id: string) => get<PublicAppView>(`/api/public/apps/${part(id)}`),
    publicOptions: (id: string, query: { field: string; q: string }, signal?: AbortSignal) => get<Options>(`/api/public/apps/${part(id)}/options`, query, signal),
    challenge: (id: string, way: ChallengeView['way']) => send<ChallengeView>('POST', `/api/public/apps/${part(id)}/challenges`, { way }),
    openVisit: (id: string, body: { challenge: string; answer: string; visit?: string }) => send<VisitView>('POST', `/api/public/apps/${part(id)}/visits`, body),
    sendPublicFile: (id: string, visit: string, file: File, watch: { readonly onProgress?: (share: number) => void; readonly signal?: AbortSignal }) => upload<FileView>(`/api/public/apps/${part(id)}/files`, { headers, query: { name: file.name, visit }, bytes: file, ...watch }),
    submitPublic: (id: string, body: { visit: string; clientKey: string; release: string; input: Record<string, unknown> }) => send<ReceiptView>('POST', `/api/public/apps/${part(id)}/runs`, body, 10),
    receipt: (number: string, code: string) => send<ReceiptView>('POST', '/api/public/receipts', { number, code }),
    login: (login: string, password: string) => send<Me>('POST', '/api/login', { login, password }),
    secondStep: (ticket: string, code: string) => send<Me>('POST', '/api/login/second', { ticket, code }),
    ways: () => get<SignInWays>('/api/sign-in/ways'),
    logout: () => send<{ readonly next?: string }>('POST', '/api/logout', {}),
    apps: () => get<List<PortalApp>>('/api/portal/apps'),
    app: (id: string) => get<PortalAppDetail>(`/api/portal/apps/${part(id)}`),
    appAgain: (id: string, run: string) => send<PortalAppDetail>('POST', `/api/portal/apps/${part(id)}/again`, { run }),
    start: (id: string, body: { clientKey: string; release: string; input: Record<string, unknown> }) => send<RunView>('POST', `/api/portal/apps/${part(id)}/runs`, body, 10),
    /** As many as the start page shows. */
    firstRuns: () => get<List<RunView>>('/api/portal/runs', { limit: '3' }),
    allRuns: () => readAll((cursor) => get<List<RunView>>('/api/portal/runs', { limit: '50', cursor })),
    run: (id: string) => get<RunView>(`/api/portal/runs/${part(id)}`),
    document: (run: string, document: string) => get<Paper>(`/api/portal/runs/${part(run)}/documents/${part(document)}`),
    documentFile: (run: string, document: string, format: 'pdf' | 'docx', lang: Locale) => `/api/portal/runs/${part(run)}/documents/${part(document)}/file?${new URLSearchParams({ format, lang }).toString()}`,
    fileAt: (id: string) => `/api/portal/files/${part(id)}`,
    verifyDocument: (number: string, code: string) => send<Verified>('POST', '/api/public/documents/verify', { number, code }),
    tasks: (query: InboxQuery & { readonly limit: string; readonly cursor?: string }) => get<List<TaskItem>>('/api/portal/tasks', { ...query }),
    taskCounts: () => get<InboxCounts>('/api/portal/tasks/counts'),
    task: (id: string) => get<TaskView>(`/api/portal/tasks/${part(id)}`),
    claim: (id: string) => send<TaskItem>('POST', `/api/portal/tasks/${part(id)}/claim`, {}),
    release: (id: string) => send<TaskItem>('POST', `/api/portal/tasks/${part(id)}/release`, {}),
    stopClock: (id: string, reason: string) => send<TaskView>('POST', `/api/portal/tasks/${part(id)}/stop`, { reason }),
    resumeClock: (id: string) => send<TaskView>('POST', `/api/portal/tasks/${part(id)}/resume`, {}),
    askForTime: (id: string, body: { days: number; reason: string }) => send<TaskView>('POST', `/api/portal/tasks/${part(id)}/extension`, body),
    submit: (id: string, body: { clientKey: string; outcome: string; data: Record<string, unknown> }) => send<RunView>('POST', `/api/portal/tasks/${part(id)}/submit`, body),
    bulkOffer: (ids: readonly string[]) => send<BulkOffer>('POST', '/api/portal/tasks/bulk/offer', { ids }),
    bulk: (body: { clientKey: string; ids: readonly string[]; outcome: string; data: Record<string, unknown> }) => send<BulkAnswer>('POST', '/api/portal/tasks/bulk', body),
    bulkClaim: (ids: readonly string[]) => send<BulkAnswer>('POST', '/api/portal/tasks/bulk/claim', { ids }),
    bulkHandOver: (body: { ids: readonly string[]; to: string; reason: string }) => send<BulkAnswer>('POST', '/api/portal/tasks/bulk/hand-over', body),
    people: (query: { for: PeoplePurpose; task?: string; q: string }) => get<PeopleAnswer>('/api/portal/people', query),
    handOver: (id: string, body: { to: string; reason: string }) => send<RunView>('POST', `/api/portal/tasks/${part(id)}/hand-over`, body),
    addSigners: (id: string, body: { people: readonly string[]; where: 'before' | 'after'; reason: string }) => send<RunView>('POST', `/api/portal/tasks/${part(id)}/signers`, body),
    sendCopies: (id: string, body: { people: readonly string[]; reason?: string }) => send<RunView>('POST', `/api/portal/tasks/${part(id)}/copies`, body),
    sendBack: (id: string, body: { to: string; reason: string }) => send<RunView>('POST', `/api/portal/tasks/${part(id)}/return`, body),
    sendFile: (file: File, watch: { readonly onProgress?: (share: number) => void; readonly signal?: AbortSignal } = {}) => upload<FileView>('/api/portal/files', { headers, query: { name: file.name }, bytes: file, ...watch }),
    comment: (run: string, body: { text: string; files: readonly string[] }) => send<RunView>('POST', `/api/portal/runs/${part(run)}/comments`, body),
    withdraw: (run: string, body: { reason: string }) => send<RunView>('POST', `/api/portal/runs/${part(run)}/withdraw`, body),
    delegations: () => get<Delegations>('/api/portal/delegations'),
    addDelegation: (body: Omit<Delegation, 'id' | 'toName'>) => send<Delegations>('POST', '/api/portal/delegations', body),
    endDelegation: (id: string) => send<Delegations>('DELETE', `/api/portal/delegations/${part(id)}`),
    saveDraft: (key: string, values: Record<string, unknown>) => send<unknown>('PUT', `/api/portal/drafts/${part(key)}`, { values }),
    dropDraft: (key: string) => send<unknown>('DELETE', `/api/portal/drafts/${part(key)}`),
    options: (query: { app?: string; task?: string; field: string; q: string }, signal?: AbortSignal) => get<Options>('/api/portal/options', query, signal),
    record: (app: string, reference: string) => get<RecordView>(`/api/portal/apps/${part(app)}/reports`, { reference }),
    page: (app: string, page: string) => get<Dashboard>(`/api/portal/apps/${part(app)}/pages/${part(page)}`),
    pageRows: (app: string, page: string, block: string, wanted: PageRowsWanted) => get<PageRows>(rowsPath(app, page, block), queryOf(wanted)),
    pageRowsFile: (app: string, page: string, block: string, wanted: PageRowsWanted) => `${rowsPath(app, page, block)}/export?${new URLSearchParams(queryOf(wanted)).toString()}`,
    movePageRow: (app: string, page: string, block: string, body: { readonly row: string; readonly version: number; readonly to: string | number }) => send<{ readonly version: number }>('POST', `${rowsPath(app, page, block)}/move`, body),
    noticeSettings: () => get<NoticeSettings>('/api/portal/notice-settings'),
    saveNoticeSettings: (body: Omit<NoticeSettings, 'secretSet' | 'version'> & { baseVersion: number }) => send<{ settings: NoticeSettings; secret?: string }>('PUT', '/api/portal/notice-settings', body),
    tryNotice: (channel: 'mail' | 'webhook') => send<unknown>('POST', '/api/portal/notice-settings/test', { channel }),
    notices: () => get<List<Notice>>('/api/portal/notices'),
    readNotice: (id: string) => send<unknown>('POST', `/api/portal/notices/${part(id)}/read`, {}),
    uses: () => get<{ readonly items: readonly AccessItem[]; readonly more: boolean; readonly since?: string }>('/api/portal/uses', { limit: '200' }),
    objectToUse: (body: NewObjection) => send<{ readonly id: string }>('POST', '/api/portal/uses/objection', body),
    objections: () => get<List<OwnObjection>>('/api/portal/uses/objections'),
    actOnObjection: (id: string, body: { readonly action: 'withdraw' | 'review'; readonly reason?: string }) => send<unknown>('POST', `/api/portal/uses/objections/${part(id)}`, body),
    runFeedback: (id: string, body: Feedback) => send<unknown>('POST', `/api/portal/runs/${part(id)}/feedback`, body),
    appFeedback: (id: string, body: Feedback) => send<unknown>('POST', `/api/portal/apps/${part(id)}/feedback`, body),
  };
}

export type PortalApi = ReturnType<typeof portalApi>;
