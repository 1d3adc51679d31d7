import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { UnitItem } from '../../../../../server/api/units.ts';
import { request } from '../../../client/request.ts';
import { useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { GridRow } from '../../../ui/grid-table.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { ReadTable } from '../shared/list-page.tsx';
import { organisationTexts } from './organisation-text.ts';
import { ThemeDialog } from './theme-dialog.tsx';
import { themeTexts } from './theme-text.ts';
import { UnitDialog } from './unit-dialog.tsx';
import { UnitRuleDialog } from './unit-rule-dialog.tsx';
import { depths, useUnits } from './use-units.ts';

interface Asking {
  readonly unit?: UnitItem;
  readonly below?: UnitItem;
  readonly rule?: UnitItem;
  readonly look?: UnitItem;
}

function UnitActions({ unit, onAsk }: { readonly unit: UnitItem; readonly onAsk: (ask: Asking) => void }) {
  const text = useTexts(organisationTexts);
  const looks = useTexts(themeTexts);
  const toast = useToast();
  const client = useQueryClient();
  const isClosed = unit.closedAt !== undefined;
  const toggle = useMutation({
    mutationFn: () => request(`/api/units/${encodeURIComponent(unit.id)}`, { method: 'PATCH', body: { closed: !isClosed } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['units'] }),
    onError: (error) => toast({ tone: 'err', text: error.message }),
  });
  if (!unit.mayChange) return null;
  return (
    <span className="ui-row org-actions">
      {isClosed ? null : <Button size="small" onPress={() => onAsk({ below: unit })}>{text.add}</Button>}
      <Button size="small" onPress={() => onAsk({ unit })}>{text.change}</Button>
      {isClosed ? null : <Button size="small" aria-label={text.ruleOf(unit.name)} onPress={() => onAsk({ rule: unit })}>{text.rule}</Button>}
      <Button size="small" aria-label={looks.lookOf(unit.name)} onPress={() => onAsk({ look: unit })}>{looks.look}</Button>
      {unit.parent === undefined ? null : <Button size="small" busy={toggle.isPending} onPress={() => toggle.mutate()}>{isClosed ? text.open : text.close}</Button>}
    </span>
  );
}

/** The units from the root down, each indented below its parent. */
export function UnitTree() {
  const text = useTexts(organisationTexts);
  const read = useUnits();
  const [asking, setAsking] = useState<Asking>();
  const units = read.data?.items ?? [];
  const depth = depths(units);
  return (
    <>
      <ReadTable
        read={read}
        bars={6}
        heads={[text.name, text.level, text.people, text.act]}
        empty={<EmptyState title={text.none} />}
        renderRow={(unit) => (
          <GridRow key={unit.id}>
            <th scope="row" className="org-name" data-depth={Math.min(depth.get(unit.id) ?? 0, 5)}>
              {unit.name} {unit.closedAt === undefined ? null : <Chip>{text.closed}</Chip>}
              <em>{unit.id}</em>
            </th>
            <td>{text[`level_${unit.level}`]}</td>
            <td>{unit.people}</td>
            <td><UnitActions unit={unit} onAsk={setAsking} /></td>
          </GridRow>
        )}
      />
      {asking === undefined || asking.rule !== undefined || asking.look !== undefined ? null : <UnitDialog {...asking} units={units} onClose={() => setAsking(undefined)} />}
      {asking?.look === undefined ? null : <ThemeDialog unit={asking.look} onClose={() => setAsking(undefined)} />}
      {asking?.rule === undefined ? null : <UnitRuleDialog unit={asking.rule} onClose={() => setAsking(undefined)} />}
    </>
  );
}
