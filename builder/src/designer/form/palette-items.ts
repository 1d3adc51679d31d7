import { AlignLeft, Banknote, Building2, Calendar, CalendarClock, Camera, ChevronsUpDown, CircleDot, ContactRound, FileSearch, Hash, IdCard, Info, ListChecks, Map as MapIcon, MapPin, Paperclip, Phone, ScanLine, Sigma, SignatureIcon, Table2, ToggleLeft, Type, UserRound, type LucideIcon } from 'lucide-react';
import type { FormField } from '../../../../runtime/schema/field.ts';
import type { formTexts } from './form-texts.ts';

type Word = Extract<keyof (typeof formTexts)['zh-CN'], `p_${string}`>;

export interface PaletteItem {
  readonly word: Word;
  readonly icon: LucideIcon;
  readonly field: FormField;
}

const item = (word: Word, icon: LucideIcon, field: FormField): PaletteItem => ({ word, icon, field });

/** What can be added: by what it means first, then by how it is filled in. */
export const PALETTE: readonly { readonly group: 'meaning' | 'fill' | 'structure'; readonly items: readonly PaletteItem[] }[] = [
  {
    group: 'meaning',
    items: [
      item('p_name', ContactRound, { id: 'name', type: 'string', maxLength: 50 }),
      item('p_idcard', IdCard, { id: 'id_card', type: 'string', pattern: '^[0-9]{17}[0-9Xx]$', maxLength: 18 }),
      item('p_phone', Phone, { id: 'phone', type: 'string', pattern: '^1[0-9]{10}$', maxLength: 11 }),
      item('p_region', MapIcon, { id: 'region', type: 'context', widget: 'region', depth: 'county' }),
      item('p_place', MapPin, { id: 'place', type: 'context', widget: 'location' }),
      item('p_org', Building2, { id: 'unit', type: 'context', widget: 'unit' }),
      item('p_person', UserRound, { id: 'person', type: 'context', widget: 'person' }),
      item('p_photo', Camera, { id: 'photos', type: 'list', widget: 'photo', optional: true, max: 9 }),
      item('p_signature', SignatureIcon, { id: 'signature', type: 'list', widget: 'signature' }),
    ],
  },
  {
    group: 'fill',
    items: [
      item('p_text', Type, { id: 'text', type: 'string' }),
      item('p_textarea', AlignLeft, { id: 'note', type: 'string', widget: 'textarea', optional: true }),
      item('p_number', Hash, { id: 'number', type: 'number' }),
      item('p_amount', Banknote, { id: 'amount', type: 'decimal', widget: 'amount' }),
      item('p_date', Calendar, { id: 'date', type: 'date' }),
      item('p_moment', CalendarClock, { id: 'moment', type: 'date-time' }),
      item('p_radio', CircleDot, { id: 'choice', type: 'string', widget: 'radio', enum: ['a', 'b'] }),
      item('p_checks', ListChecks, { id: 'choices', type: 'list', widget: 'checks', enum: ['a', 'b', 'c'] }),
      item('p_select', ChevronsUpDown, { id: 'option', type: 'string', widget: 'select', enum: ['a', 'b'] }),
      item('p_file', Paperclip, { id: 'files', type: 'list', widget: 'file', optional: true, max: 5 }),
      item('p_scan', ScanLine, { id: 'code', type: 'string', widget: 'scan', maxLength: 200 }),
      item('p_table', Table2, { id: 'items', type: 'list', widget: 'table', columns: [{ id: 'name', type: 'string', title: '名称' }, { id: 'count', type: 'integer', title: '数量', min: 1, sum: true }] }),
      item('p_yes', ToggleLeft, { id: 'agreed', type: 'boolean' }),
    ],
  },
  {
    group: 'structure',
    items: [
      item('p_static', Info, { id: 'info', type: 'string', widget: 'static', optional: true }),
      item('p_open', FileSearch, { id: 'viewed', type: 'boolean', widget: 'open', optional: true, of: '' }),
      item('p_computed', Sigma, { id: 'value', type: 'number', compute: 'null' }),
    ],
  },
];
