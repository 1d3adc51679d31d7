import { useTexts } from '../../../text/locale.tsx';
import { AdminOnly } from '../admin/admin-only.tsx';
import { PageHead } from '../shared/list-page.tsx';
import { FactorRules } from './factor-rules.tsx';
import { GroupsSection } from './groups-section.tsx';
import { OidcSection } from './oidc-section.tsx';
import './sign-in.css';
import { signInTexts } from './sign-in-text.ts';

/** How people prove who they are, for everybody. */
export function SignInPage() {
  const text = useTexts(signInTexts);
  return (
    <AdminOnly>
      <div className="page">
        <PageHead title={text.title} note={text.note} />
        <FactorRules />
        <OidcSection />
        <GroupsSection />
      </div>
    </AdminOnly>
  );
}
