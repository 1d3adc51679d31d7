/** As light as Node-RED goes: no editor, no log of requests, nothing stored. */
module.exports = { httpAdminRoot: false, logging: { console: { level: 'error' } }, flowFile: 'flows.json', diagnostics: { enabled: false }, telemetry: { enabled: false } };
