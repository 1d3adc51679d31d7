import { AppWindow, Bike, Camera, Database, Factory, FileText, HandHeart, Hospital, MapPin, MessageSquare, Scale, ScanLine, Shield, Snowflake, Stethoscope, Store, Truck, Users } from 'lucide-react';

const ICONS: Readonly<Record<string, typeof Bike>> = {
  bike: Bike, camera: Camera, database: Database, 'file-text': FileText, 'hand-heart': HandHeart, hospital: Hospital, 'map-pin': MapPin, 'message-square': MessageSquare,
  factory: Factory, scale: Scale, 'scan-line': ScanLine, shield: Shield, 'shield-check': Shield, snowflake: Snowflake, stethoscope: Stethoscope, store: Store, truck: Truck, users: Users,
};

/** An app's icon by name; one we do not carry shows a plain window. */
export function AppIcon({ name }: { readonly name: string | undefined }) {
  const Icon = (name !== undefined && Object.hasOwn(ICONS, name) ? ICONS[name] : undefined) ?? AppWindow;
  return <span className="ai"><Icon className="i" aria-hidden="true" /></span>;
}
