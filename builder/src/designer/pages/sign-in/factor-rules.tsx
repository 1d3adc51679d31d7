import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SignInRules } from '../../../../../server/api/account.ts';
import { request } from '../../../client/request.ts';
import { useTexts } from '../../../text/locale.tsx';
import { Checkbox } from '../../../ui/choice.tsx';
import { ErrorState, Skeleton } from '../../../ui/states.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { PageHead } from '../shared/list-page.tsx';
import { signInTexts } from './sign-in-text.ts';

const ROLES = ['admin', 'designer', 'publisher', 'operator', 'auditor', 'protector', 'user'] as const;

interface Rules {
  readonly rules: SignInRules;
  readonly version: number;
}

/** Which roles need a second factor; saved at once. */
export function FactorRules() {
  const text = useTexts(signInTexts);
  const toast = useToast();
  const client = useQueryClient();
  const read = useQuery({ queryKey: ['sign-in', 'rules'], queryFn: ({ signal }) => request<Rules>('/api/sign-in/rules', { signal }) });
  const save = useMutation({
    mutationFn: (body: SignInRules & { readonly baseVersion: number }) => request<Rules>('/api/sign-in/rules', { method: 'PUT', body }),
    onSuccess: (saved) => {
      client.setQueryData(['sign-in', 'rules'], saved);
      toast({ text: text.saved });
    },
  });
  const chosen = read.data?.rules.secondFactor ?? [];
  const toggle = (role: (typeof ROLES)[number], on: boolean): void => save.mutate({ secondFactor: on ? [...chosen, role] : chosen.filter((one) => one !== role), baseVersion: read.data?.version ?? 0 });
  return (
    <section className="account-part">
      <PageHead level={2} title={text.factor} note={text.factorText} />
      {read.data === undefined ? (read.isError ? <ErrorState error={read.error} onRetry={() => void read.refetch()} /> : <Skeleton rows={1} height={44} />) : (
        <div className="sign-in-roles">
          {ROLES.map((role) => <Checkbox key={role} value={chosen.includes(role)} onChange={(on) => toggle(role, on)}>{text[`role_${role}`]}</Checkbox>)}
        </div>
      )}
      {save.isError ? <ErrorState error={save.error} /> : null}
    </section>
  );
}
