import { Download, Upload } from 'lucide-react';
import { useState } from 'react';
import { useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { useCan } from '../../app/session.tsx';
import { AdminOnly } from '../admin/admin-only.tsx';
import { PageHead } from '../shared/list-page.tsx';
import { ImportDialog } from './import-dialog.tsx';
import './organisation.css';
import { organisationTexts } from './organisation-text.ts';
import { UnitTree } from './unit-tree.tsx';
import { useUnits } from './use-units.ts';
import { WhySection } from './why-section.tsx';

/** Units, a whole organisation in and out, and why somebody may. */
export function OrganisationPage() {
  const text = useTexts(organisationTexts);
  const can = useCan();
  const units = useUnits();
  const [importing, setImporting] = useState(false);
  return (
    <AdminOnly needs="people">
      <div className="page">
        <PageHead title={text.title} note={units.data === undefined ? undefined : text.note(units.data.items.length)}>
          <a className="ui-row" href="/api/organisation/units.csv"><Download size={14} aria-hidden="true" />{text.exportUnits}</a>
          <a className="ui-row" href="/api/organisation/people.csv"><Download size={14} aria-hidden="true" />{text.exportPeople}</a>
          {can.people ? <Button icon={<Upload size={14} aria-hidden="true" />} onPress={() => setImporting(true)}>{text.importTitle}</Button> : null}
        </PageHead>
        <UnitTree />
        <WhySection />
        {importing ? <ImportDialog onClose={() => setImporting(false)} /> : null}
      </div>
    </AdminOnly>
  );
}
