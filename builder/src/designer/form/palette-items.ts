import { AlignLeft, AtSign, Banknote, Building2, Calendar, CalendarClock, Camera, Car, ChevronsUpDown, CircleDot, Clock, ContactRound, CreditCard, FileSearch, Hash, IdCard, Info, Landmark, ListChecks, Mail, Map as MapIcon, MapPin, Paperclip, Phone, PhoneCall, ScanLine, Sigma, SignatureIcon, SquareCheck, Table2, ToggleLeft, Type, UserRound, type LucideIcon } from 'lucide-react';
import { defaultOption } from '../../../../runtime/schema/default-words.ts';
import type { FormField } from '../../../../runtime/schema/field.ts';
import type { TextEntry } from '../../../../runtime/schema/text.ts';
import type { FieldWords } from './added-field.ts';
import { formTexts } from './form-texts.ts';
import { paletteTexts } from './palette-texts.ts';

type Word = Extract<keyof (typeof formTexts)['zh-CN'], `p_${string}`>;
type Hint = Extract<keyof (typeof paletteTexts)['zh-CN'], `h_${string}`>;

export interface PaletteItem {
  readonly word: Word;
  readonly icon: LucideIcon;
  readonly field: FormField;
  readonly hint?: Hint | undefined;
}

const item = (word: Word, icon: LucideIcon, field: FormField, hint?: Hint): PaletteItem => ({ word, icon, field, hint });

/** What can be added: by what it means first, then by how it is filled in. */
export const PALETTE: readonly { readonly group: 'meaning' | 'fill' | 'structure'; readonly items: readonly PaletteItem[] }[] = [
  {
    group: 'meaning',
    items: [
      item('p_name', ContactRound, { id: 'name', type: 'string', maxLength: 50 }, 'h_name'),
      item('p_idcard', IdCard, { id: 'id_card', type: 'string', kind: 'id-card' }, 'h_idcard'),
      item('p_phone', Phone, { id: 'phone', type: 'string', kind: 'mobile' }, 'h_phone'),
      item('p_uscc', Landmark, { id: 'credit_code', type: 'string', kind: 'uscc' }, 'h_uscc'),
      item('p_region', MapIcon, { id: 'region', type: 'context', widget: 'region', depth: 'town' }, 'h_region'),
      item('p_place', MapPin, { id: 'place', type: 'context', widget: 'location' }, 'h_place'),
      item('p_org', Building2, { id: 'unit', type: 'context', widget: 'unit' }, 'h_org'),
      item('p_person', UserRound, { id: 'person', type: 'context', widget: 'person' }, 'h_person'),
      item('p_photo', Camera, { id: 'photos', type: 'list', widget: 'photo', optional: true, max: 9 }, 'h_photo'),
      item('p_signature', SignatureIcon, { id: 'signature', type: 'list', widget: 'signature' }, 'h_signature'),
      item('p_landline', PhoneCall, { id: 'telephone', type: 'string', kind: 'phone' }, 'h_landline'),
      item('p_email', AtSign, { id: 'email', type: 'string', kind: 'email', maxLength: 100 }, 'h_email'),
      item('p_plate', Car, { id: 'plate', type: 'string', kind: 'plate' }, 'h_plate'),
      item('p_bankcard', CreditCard, { id: 'bank_card', type: 'string', kind: 'bank-card' }, 'h_bankcard'),
      item('p_postcode', Mail, { id: 'postcode', type: 'string', kind: 'postcode' }, 'h_postcode'),
    ],
  },
  {
    group: 'fill',
    items: [
      item('p_text', Type, { id: 'text', type: 'string' }),
      item('p_textarea', AlignLeft, { id: 'note', type: 'string', widget: 'textarea', optional: true }),
      item('p_number', Hash, { id: 'number', type: 'number' }),
      item('p_amount', Banknote, { id: 'amount', type: 'decimal', widget: 'amount' }, 'h_amount'),
      item('p_date', Calendar, { id: 'date', type: 'date' }, 'h_date'),
      item('p_moment', CalendarClock, { id: 'moment', type: 'date-time' }, 'h_moment'),
      item('p_time', Clock, { id: 'time', type: 'time' }, 'h_time'),
      item('p_yes', ToggleLeft, { id: 'answer', type: 'boolean', widget: 'radio' }),
      item('p_tick', SquareCheck, { id: 'agreed', type: 'boolean' }, 'h_tick'),
      item('p_radio', CircleDot, { id: 'choice', type: 'string', widget: 'radio', enum: ['a', 'b'] }),
      item('p_checks', ListChecks, { id: 'choices', type: 'list', widget: 'checks', enum: ['a', 'b', 'c'] }, 'h_checks'),
      item('p_select', ChevronsUpDown, { id: 'option', type: 'string', widget: 'select', enum: ['a', 'b'] }),
      item('p_file', Paperclip, { id: 'files', type: 'list', widget: 'file', optional: true, max: 5 }, 'h_file'),
      item('p_scan', ScanLine, { id: 'code', type: 'string', widget: 'scan', maxLength: 200 }, 'h_scan'),
      item('p_table', Table2, { id: 'items', type: 'list', widget: 'table', columns: [{ id: 'name', type: 'string' }, { id: 'count', type: 'integer', min: 1, sum: true }] }, 'h_table'),
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

const [zh, en] = [formTexts['zh-CN'], formTexts.en];
const [tableZh, tableEn] = [paletteTexts['zh-CN'], paletteTexts.en];

/** What a question from the palette says, in both languages. */
export function wordsOfItem({ word, hint, field }: PaletteItem): FieldWords {
  return {
    title: { 'zh-CN': zh[word], en: en[word] },
    ...(hint === undefined ? {} : { hint: { 'zh-CN': tableZh[hint], en: tableEn[hint] } }),
    ...(field.enum === undefined ? {} : { choices: Object.fromEntries(field.enum.map((value, index) => [String(value), defaultOption(index + 1)])) }),
    ...(field.columns === undefined ? {} : { columns: { name: { 'zh-CN': tableZh.c_name, en: tableEn.c_name }, count: { 'zh-CN': tableZh.c_count, en: tableEn.c_count } } }),
  };
}

const given = new Set(PALETTE.flatMap(({ items }) => items.flatMap((one) => {
  const { title, hint, columns = {}, choices = {} } = wordsOfItem(one);
  return [title, hint, ...Object.values(columns), ...Object.values(choices)].map((entry) => JSON.stringify([entry?.['zh-CN'], entry?.en]));
})));

/** Whether a question still says what the palette gave it. */
export const isGivenWord = (entry: TextEntry): boolean => given.has(JSON.stringify([entry['zh-CN'], entry.en]));
