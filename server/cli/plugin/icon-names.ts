/** The drawings that the designer bundles; a node that names another one gets a puzzle piece. */
export const ICON_NAMES: ReadonlySet<string> = new Set([
  'activity', 'alarm-clock', 'banknote', 'bell', 'bike', 'blocks', 'book-open-check', 'braces', 'building-2', 'calculator', 'calendar',
  'calendar-clock', 'circle-check', 'circle-dot', 'clock', 'code', 'corner-down-left', 'database', 'database-zap', 'factory', 'file-input',
  'file-plus', 'file-search', 'file-text', 'file-up', 'fingerprint', 'flame', 'gauge', 'globe', 'hash', 'hospital', 'id-card', 'landmark', 'layers',
  'layout-dashboard', 'layout-list', 'list-checks', 'lock', 'mail', 'map', 'map-pin', 'message-square', 'package-search', 'panel-top', 'pen-line',
  'percent', 'phone-call', 'play', 'puzzle', 'refresh-ccw', 'repeat', 'route', 'save', 'scale', 'scan-line', 'scroll-text', 'search', 'send',
  'shield', 'shield-check', 'shuffle', 'sigma', 'sliders-horizontal', 'snowflake', 'sparkles', 'split', 'square-code', 'square-pen', 'stamp', 'star',
  'stethoscope', 'store', 'table-2', 'table-properties', 'tag', 'timer', 'truck', 'user-round', 'user-round-check', 'users', 'webhook', 'workflow',
  'zap',
]);
