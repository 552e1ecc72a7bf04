import './mark.css';

/** The logo: a low line, a sloping plank, a higher line. Silent, because the name stands beside it. */
export function Mark({ size = 18 }: { size?: number }) {
  return (
    <svg width={(size * 4) / 3} height={size} viewBox="0 0 24 18" fill="none" aria-hidden="true">
      <path className="gw-mark-ground" d="M2 14.5h6M16.5 4.5H22" strokeWidth="2" strokeLinecap="round" />
      <path className="gw-mark-plank" d="M8 14.5 16.5 4.5" strokeWidth="2.8" strokeLinecap="round" />
    </svg>
  );
}
