import { Link, useLocation } from 'wouter';
import type { NewDraft } from '../../../../server/api/scenario.ts';
import { useTexts } from '../../text/locale.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { departmentsTexts } from './departments-text.ts';
import './departments.css';

/** After a scenario was made: what still has to be applied for. Nothing of it has been submitted. */
export function ApplicationsDialog({ scenario, applications }: { readonly scenario: string; readonly applications: NonNullable<NewDraft['applications']> }) {
  const text = useTexts(departmentsTexts);
  const [, navigate] = useLocation();
  const toCanvas = (): void => navigate(`/s/${scenario}/canvas`);
  return (
    <Dialog
      title={text.made}
      open
      onClose={toCanvas}
      dismissable={false}
      actions={
        <>
          <Button onPress={toCanvas}>{text.canvas}</Button>
          <Button look="primary" onPress={() => navigate('/grants')}>
            {text.apply}
          </Button>
        </>
      }
    >
      <div className="departments">
        <p>{text.left(applications.length)}</p>
        <ul>
          {applications.map(({ dataset, title, owner, grant }) => (
            <li key={dataset}>
              <h4>{title}</h4>
              <em>{owner}</em>
              {grant === undefined ? <Link href="/catalogue">{text.byHand}</Link> : <Link href={`/grants?id=${grant}`}>{text.open}</Link>}
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  );
}
