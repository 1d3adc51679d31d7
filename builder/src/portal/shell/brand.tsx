import { Link } from 'wouter';
import { useLook, usePortalName } from './look.tsx';

/** Logo and name of the space; ours where it has none. */
export function BrandMark() {
  const look = useLook();
  const name = usePortalName();
  return (
    <>
      {look?.logo ? <img src={look.logo.src} width={look.logo.width} height={look.logo.height} alt="" /> : (
        <svg viewBox="0 0 26 26" aria-hidden="true">
          <rect className="a" width="26" height="26" rx="7" />
          <path className="c" d="M13 9v8" />
          <rect className="b" x="7" y="6" width="12" height="4" rx="2" />
          <rect className="b" x="5" y="16" width="16" height="4" rx="2" />
        </svg>
      )}
      <span>{name}</span>
    </>
  );
}

export function Brand() {
  return <Link className="brand" href="/"><BrandMark /></Link>;
}
