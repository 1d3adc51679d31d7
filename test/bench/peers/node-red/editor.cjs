/** With its editor, as a person who has just installed it finds it, but for the tour and the question about usage data. */
module.exports = { httpNodeRoot: '/app', logging: { console: { level: 'error' } }, diagnostics: { enabled: false }, telemetry: { enabled: false }, editorTheme: { tours: false } };
