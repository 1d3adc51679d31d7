import {
  Activity, AlarmClock, Banknote, Bell, Bike, Blocks, BookOpenCheck, Braces, Building2, Calculator, Calendar, CalendarClock, CircleCheck, CircleDot, Clock, Code, CornerDownLeft, Database, DatabaseZap, Factory,
  FileInput, FilePlus, FileSearch, FileText, FileUp, Fingerprint, Flame, Gauge, Globe, Hash, Hospital, IdCard, Landmark, Layers, LayoutDashboard, LayoutList, ListChecks, Lock, Mail, Map as MapIcon, MapPin,
  MessageSquare, PackageSearch, PanelTop, PenLine, Percent, PhoneCall, Play, Puzzle, RefreshCcw, Repeat, Route, Save, Scale, ScanLine, ScrollText, Search, Send, Shield, ShieldCheck, Shuffle, Sigma, SlidersHorizontal, Snowflake,
  Sparkles, Split, SquareCode, SquarePen, Stamp, Star, Stethoscope, Store, Table2, TableProperties, Tag, Timer, Truck, UserRound, UserRoundCheck, Users, Webhook, Workflow, Zap, type LucideIcon,
} from 'lucide-react';

/** Icons a node type, template or scenario may name. One by one, so that only these are bundled. */
const ICONS: Readonly<Record<string, LucideIcon>> = {
  activity: Activity, 'alarm-clock': AlarmClock, banknote: Banknote, bell: Bell, bike: Bike, blocks: Blocks, 'book-open-check': BookOpenCheck, braces: Braces, 'building-2': Building2, calculator: Calculator, calendar: Calendar,
  'calendar-clock': CalendarClock, 'circle-check': CircleCheck, 'circle-dot': CircleDot, clock: Clock, code: Code, 'corner-down-left': CornerDownLeft, database: Database, 'database-zap': DatabaseZap, factory: Factory,
  'file-input': FileInput, 'file-plus': FilePlus, 'file-search': FileSearch, 'file-text': FileText, 'file-up': FileUp, fingerprint: Fingerprint, flame: Flame, gauge: Gauge, globe: Globe, hash: Hash, hospital: Hospital, 'id-card': IdCard,
  landmark: Landmark, layers: Layers, 'layout-dashboard': LayoutDashboard, 'layout-list': LayoutList, 'list-checks': ListChecks, lock: Lock, mail: Mail, map: MapIcon, 'map-pin': MapPin, 'message-square': MessageSquare,
  'package-search': PackageSearch, 'panel-top': PanelTop, 'pen-line': PenLine, percent: Percent, 'phone-call': PhoneCall, play: Play, puzzle: Puzzle, 'refresh-ccw': RefreshCcw, repeat: Repeat, route: Route, save: Save, scale: Scale, 'scan-line': ScanLine,
  'scroll-text': ScrollText, search: Search, send: Send, shield: Shield, 'shield-check': ShieldCheck, shuffle: Shuffle, sigma: Sigma, 'sliders-horizontal': SlidersHorizontal, snowflake: Snowflake, sparkles: Sparkles, split: Split,
  'square-code': SquareCode, 'square-pen': SquarePen, stamp: Stamp, star: Star, stethoscope: Stethoscope, store: Store, 'table-2': Table2, 'table-properties': TableProperties, tag: Tag, timer: Timer, truck: Truck, 'user-round': UserRound, 'user-round-check': UserRoundCheck, users: Users,
  webhook: Webhook, workflow: Workflow, zap: Zap,
};

/** Every name that draws something of its own. */
export const ICON_NAMES: readonly string[] = Object.keys(ICONS);

/** A lucide icon by its kebab-case name; an unknown name draws a puzzle piece. Always decorative. */
export function Icon({ name, size = 16 }: { readonly name: string; readonly size?: number }) {
  const Drawing = (Object.hasOwn(ICONS, name) ? ICONS[name] : undefined) ?? Puzzle;
  return <Drawing className="ui-icon" size={size} strokeWidth={1.75} aria-hidden="true" />;
}
