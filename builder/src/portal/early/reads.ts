/** What the frame of every page reads, as `portalApi` asks for it. */
export const SHELL_READS = ['/api/portal/apps', '/api/portal/tasks/counts', '/api/portal/notices'] as const;
/** What the start page reads besides. */
export const START_READS = ['/api/portal/runs?limit=3', '/api/portal/tasks?view=all&limit=3'] as const;
