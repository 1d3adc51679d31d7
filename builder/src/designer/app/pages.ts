import { lazy, type ComponentType } from 'react';
import type { Me } from '../../../../server/api/account.ts';
import { line } from '../../client/line.ts';
import { loadPart } from '../../client/load-part.ts';
import { preparePinyin } from '../formula/pinyin.ts';

/** Pages of other rooms. A page that is not built is not offered: its navigation entry stays hidden. */
const MODULES = import.meta.glob<Readonly<Record<string, ComponentType<never>>>>(['../pages/*/*-page.tsx', '../help/shortcuts-page.tsx', '../settings/settings-page.tsx', '../panel/node-panel.tsx', '../table/table-editor.tsx', '../form/form-editor.tsx']);

export interface NodePlace {
  readonly flow: string;
  readonly node: string;
}

function page<Props>(path: string, name: string): ComponentType<Props> | undefined {
  const load = MODULES[path];
  if (load === undefined) return undefined;
  return lazy(async () => {
    const module = await loadPart(load);
    const component = module[name] as ComponentType<Props> | undefined;
    if (component === undefined) throw new Error(`${path} does not export ${name}`);
    return { default: component };
  }) as ComponentType<Props>;
}

/** What work at an open draft goes on with when the line is cut: fetched ahead, one after the other. */
const KEPT_AT_HAND = ['../panel/node-panel.tsx', '../table/table-editor.tsx', '../form/form-editor.tsx', '../settings/settings-page.tsx', '../pages/page-editor/page-editor-page.tsx', '../pages/cases/cases-page.tsx'];

export async function fetchAhead(): Promise<void> {
  // What could not be had once may never be had again by this page.
  if (!line.isLost()) await preparePinyin();
  for (const path of KEPT_AT_HAND) if (!line.isLost()) await MODULES[path]?.().catch(() => undefined);
}

export const NodePanel = page<NodePlace>('../panel/node-panel.tsx', 'NodePanel');
export const TableEditor = page<NodePlace>('../table/table-editor.tsx', 'TableEditor');
export const FormEditor = page<NodePlace>('../form/form-editor.tsx', 'FormEditor');

/** Tabs of one scenario; each reads the document through its hooks and the id as a prop. */
export const DataPage = page<{ readonly id: string }>('../pages/data/data-page.tsx', 'DataPage');
export const PageEditorPage = page<{ readonly named: string | undefined }>('../pages/page-editor/page-editor-page.tsx', 'PageEditorPage');
export const CasesPage = page<{ readonly id: string; readonly named: string | undefined }>('../pages/cases/cases-page.tsx', 'CasesPage');
export const VersionsPage = page<{ readonly id: string }>('../pages/versions/versions-page.tsx', 'VersionsPage');
export const RunsPage = page<{ readonly id: string; readonly named: string | undefined }>('../pages/runs/runs-page.tsx', 'RunsPage');
export const FeedbackPage = page<{ readonly id: string }>('../pages/feedback/feedback-page.tsx', 'FeedbackPage');
export const OperatePage = page<{ readonly id: string }>('../pages/operate/operate-page.tsx', 'OperatePage');
export const SettingsPage = page<object>('../settings/settings-page.tsx', 'SettingsPage');

/** Pages of the whole studio. */
export const DatasetsPage = page<object>('../pages/data/datasets-page.tsx', 'DatasetsPage');
export const CataloguePage = page<object>('../pages/sharing/catalogue-page.tsx', 'CataloguePage');
export const GrantsPage = page<object>('../pages/sharing/grants-page.tsx', 'GrantsPage');
export const ObjectionsPage = page<object>('../pages/objections/objections-page.tsx', 'ObjectionsPage');
export const WhoReadPage = page<object>('../pages/sharing/who-read-page.tsx', 'WhoReadPage');
export const ErasurePage = page<object>('../pages/privacy/erasure-page.tsx', 'ErasurePage');
export const RetentionPage = page<object>('../pages/privacy/retention-page.tsx', 'RetentionPage');
export const MembersPage = page<object>('../pages/admin/members-page.tsx', 'MembersPage');
export const KeysPage = page<object>('../pages/admin/keys-page.tsx', 'KeysPage');
export const PluginsPage = page<object>('../pages/admin/plugins-page.tsx', 'PluginsPage');
export const ConnectionsPage = page<object>('../pages/admin/connections-page.tsx', 'ConnectionsPage');
export const OrganisationPage = page<object>('../pages/organisation/organisation-page.tsx', 'OrganisationPage');
export const SignInPage = page<object>('../pages/sign-in/sign-in-page.tsx', 'SignInPage');
export const ShortcutsPage = page<object>('../help/shortcuts-page.tsx', 'ShortcutsPage');
/** Of the person, whatever they may do besides. */
export const AccountPage = page<{ readonly me: Me }>('../pages/account/account-page.tsx', 'AccountPage');
export const AuditPage = page<object>('../pages/admin/audit-page.tsx', 'AuditPage');
