import { useState } from 'react';
import { descriptionIn, titleIn } from '../../../../../runtime/schema/dataset-words.ts';
import type { CatalogueItem } from '../../../../../server/api/sharing.ts';
import { listed } from '../../../text/listed.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { GridRow, GridTable } from '../../../ui/grid-table.tsx';
import { QualityCard } from '../data/quality/quality-card.tsx';
import { EntryDialog } from './entry-dialog.tsx';
import { sharingTexts } from './sharing-text.ts';

/** Columns of a dataset; how sensitive they are and what is masked is a column of its own only where something is said of it. */
function Fields({ item }: { readonly item: CatalogueItem }) {
  const text = useTexts(sharingTexts);
  const { locale } = useLocale();
  const { fields, sharing: whole } = item.definition;
  const rated = fields.some(({ level, personal }) => level !== undefined || personal === true);
  const masked = fields.some(({ mask }) => mask !== undefined);
  return (
    <GridTable label={text.columns} heads={[text.column, text.sharingClass, ...(rated ? [text.level] : []), ...(masked ? [text.mask] : [])]}>
      {fields.map(({ id, title, texts, sharing, level, personal, mask }) => (
        <GridRow key={id}>
          <td>
            {titleIn({ title: title ?? id, ...(texts === undefined ? {} : { texts }) }, locale)}
            {title === undefined ? null : <em>{id}</em>}
          </td>
          <td>{text[`class_${sharing ?? whole ?? 'restricted'}`]}</td>
          {rated ? (
            <td>
              <span className="grant-chips">
                {level === undefined ? null : <Chip>{level}</Chip>}
                {personal === true ? <Chip tone="warn">{text.personal}</Chip> : null}
                {level === undefined && personal !== true ? <span className="ui-quiet">{text.noLevel}</span> : null}
              </span>
            </td>
          ) : null}
          {masked ? <td>{mask === undefined ? <span className="ui-quiet">{text.noMask}</span> : text[`mask_${mask}`]}</td> : null}
        </GridRow>
      ))}
    </GridTable>
  );
}

/** One dataset: what its owner says of it, its columns, and how to get at it. */
export function CatalogueDetail({ item, onApply }: { readonly item: CatalogueItem; readonly onApply: () => void }) {
  const text = useTexts(sharingTexts);
  const { locale } = useLocale();
  const [editing, setEditing] = useState(false);
  const { definition, unit, own, dead, granted } = item;
  const { entry } = definition;
  const description = descriptionIn(definition, locale);
  const sharing = definition.sharing ?? 'restricted';
  const hasClosed = definition.fields.some((field) => field.sharing === 'restricted');
  const mayApply = !own && sharing !== 'none' && (sharing === 'restricted' || hasClosed);
  const facts: readonly (readonly [string, string])[] = [
    [text.unit, unit?.name ?? definition.owner ?? text.house],
    [text.sharingClass, text[`class_${sharing}`]],
    [text.basis, entry?.basis ?? (sharing === 'none' ? text.noBasis : '')],
    [text.opening, entry?.opening === undefined ? '' : text[`open_${entry.opening}`]],
    [text.rhythm, entry?.rhythm === undefined ? '' : text[`rhythm_${entry.rhythm}`]],
    [text.contact, entry?.contact ?? ''],
    [text.keywords, listed(entry?.keywords ?? [], locale)],
    [text.rows, new Intl.NumberFormat(locale).format(item.rows)],
    [text.lastRead, item.lastRead ?? text.neverRead],
  ];
  return (
    <>
      <div className="sharing-head">
        <div>
          <h2>{titleIn(definition, locale)}</h2>
          <code>{definition.id}</code>
        </div>
        {own ? <Button onPress={() => setEditing(true)}>{text.edit}</Button> : null}
        {mayApply ? (
          <Button look="primary" onPress={onApply}>
            {text.apply}
          </Button>
        ) : null}
      </div>
      {description === undefined ? null : <p>{description}</p>}
      {mayApply || sharing === 'none' ? null : <p className="note-bar">{!own ? text.openApply : unit === undefined ? text.commonApply : text.noApply}</p>}
      {granted.length === 0 ? null : (
        <p className="note-bar" data-tone="ok">
          {text.granted(granted.join(', '))}
        </p>
      )}
      {dead ? (
        <p className="note-bar" data-tone="warn">
          {text.dead} · {text.deadText}
        </p>
      ) : null}
      <QualityCard definition={definition} />
      <dl className="fact-grid sharing-facts">
        {facts.filter(([, value]) => value !== '').map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Fields item={item} />
      {editing ? <EntryDialog item={item} onClose={() => setEditing(false)} /> : null}
    </>
  );
}
