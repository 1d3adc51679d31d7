import { RequestError } from '../../../client/request.ts';
import { useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { ErrorState } from '../../../ui/states.tsx';
import { askTexts } from './ask-text.ts';
import './page.css';

/** Why saving failed. After somebody else saved, what was typed stays until the person asks for what is saved now. */
export function SaveProblem({ error, onTakeSaved }: { readonly error: unknown; readonly onTakeSaved: () => void }) {
  const text = useTexts(askTexts);
  const isConflict = error instanceof RequestError && error.problem.code === 'SCN_STORE_CONFLICT';
  return (
    <>
      <ErrorState error={error} />
      {isConflict ? (
        <div className="note-bar" data-tone="warn">
          <span className="list-row-words">{text.keptText}</span>
          <Button size="small" onPress={onTakeSaved}>{text.takeSaved}</Button>
        </div>
      ) : null}
    </>
  );
}
