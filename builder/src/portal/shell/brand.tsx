import { Link } from 'wouter';

export function Brand({ name }: { readonly name: string }) {
  return (
    <Link className="brand" href="/">
      <svg viewBox="0 0 26 26" aria-hidden="true">
        <rect className="a" width="26" height="26" rx="7" />
        <path className="c" d="M13 9v8" />
        <rect className="b" x="7" y="6" width="12" height="4" rx="2" />
        <rect className="b" x="5" y="16" width="16" height="4" rx="2" />
      </svg>
      <span>{name}</span>
    </Link>
  );
}
