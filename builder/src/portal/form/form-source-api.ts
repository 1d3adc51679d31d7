import type { PortalApi } from '../client/portal-api.ts';
import type { FormSource } from './form-source.ts';

/** A form's search and records from the server; `where` says whose form it is. */
export function sourceFromApi(api: PortalApi, where: { readonly app: string; readonly task?: string }): FormSource {
  return {
    options: (field, q, signal) => api.options({ ...(where.task === undefined ? { app: where.app } : { task: where.task }), field, q }, signal),
    record: (reference) => api.record(where.app, reference),
    sendFile: (file, watch) => api.sendFile(file, watch),
    fileAddress: (id) => `/api/portal/files/${encodeURIComponent(id)}`,
  };
}
