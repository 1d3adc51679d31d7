/** Mean radius of the earth in kilometres, as IUGG gives it. */
const RADIUS_KM = 6371.0088;
const radians = (degrees) => (degrees * Math.PI) / 180;

/** A point from `{ lng, lat }`, from `[lng, lat]` or from the text `lng,lat`; null when it is none. */
export function pointOf(given) {
  const parts = typeof given === 'string' ? given.split(/[,，\s]+/).filter(Boolean) : Array.isArray(given) ? given : given && typeof given === 'object' ? [given.lng ?? given.longitude ?? given.lon, given.lat ?? given.latitude] : [];
  if (parts.length !== 2 || parts.some((part) => part === null || part === undefined || part === '')) return null;
  const [lng, lat] = parts.map(Number);
  return Number.isFinite(lng) && Number.isFinite(lat) && Math.abs(lng) <= 180 && Math.abs(lat) <= 90 ? { lng, lat } : null;
}

/** Along the great circle, by the haversine formula. */
export function straightKm(from, to) {
  const [dLat, dLng] = [radians(to.lat - from.lat), radians(to.lng - from.lng)];
  const half = Math.sin(dLat / 2) ** 2 + Math.cos(radians(from.lat)) * Math.cos(radians(to.lat)) * Math.sin(dLng / 2) ** 2;
  return 2 * RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(half)));
}

export const metres = (km) => Math.round(km * 1000) / 1000;
