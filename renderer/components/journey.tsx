import './journey.css';

/** The words of the picture: the six reading steps, the two that change, the two that prove. */
export type JourneyProps = {
  label: string;
  look: { title: string; hint: string; stops: readonly string[] };
  begin: string;
  change: readonly string[];
  prove: { title: string; hint: string; stops: readonly string[] };
};

const lookEnd = 540;
const plankEnd = 728;
const low = 138;
const high = 44;

/** The first-run picture: look and decide on the low line, change on the plank, prove on the higher line. */
export function Journey({ label, look, begin, change, prove }: JourneyProps) {
  const lookGap = (lookEnd - 70) / Math.max(1, look.stops.length - 1);
  const proveGap = (928 - plankEnd) / prove.stops.length;
  return (
    <svg className="gw-journey" viewBox="0 0 928 200" role="img" aria-label={label}>
      <path className="gw-journey-border" d={`M${lookEnd} ${low - 28}V${low + 48}`} />
      <path className="gw-journey-ground" d={`M2 ${low}H${lookEnd}M${plankEnd} ${high}H926`} />
      <path className="gw-journey-plank" d={`M${lookEnd} ${low}L${plankEnd} ${high}`} />
      <text className="gw-journey-head" x="0" y={low - 28}>
        {look.title}
        <tspan className="gw-journey-hint" dx="12">
          {look.hint}
        </tspan>
      </text>
      {look.stops.map((name, index) => {
        const x = 30 + index * lookGap;
        return (
          <g key={name}>
            <circle className="gw-journey-stop" cx={x} cy={low} r="6" />
            <text x={x} y={low + 27} textAnchor="middle">
              {name}
            </text>
          </g>
        );
      })}
      <text className="gw-journey-begin" x={lookEnd + 12} y={low + 45}>
        {begin}
      </text>
      {change.map((name, index) => {
        const share = (index + 0.95) / (change.length + 0.8);
        const x = lookEnd + (plankEnd - lookEnd) * share;
        const y = low + (high - low) * share;
        return (
          <g key={name}>
            <circle className="gw-journey-stop gw-journey-stop-change" cx={x} cy={y} r="6" />
            <text x={x + 15} y={y + 15}>
              {name}
            </text>
          </g>
        );
      })}
      <text className="gw-journey-head" x={plankEnd} y={high - 28}>
        {prove.title}
        <tspan className="gw-journey-hint" dx="10">
          {prove.hint}
        </tspan>
      </text>
      {prove.stops.map((name, index) => {
        const x = plankEnd + proveGap * (index + 0.62);
        return (
          <g key={name}>
            <circle className="gw-journey-stop" cx={x} cy={high} r="6" />
            <text x={x} y={high + 27} textAnchor="middle">
              {name}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
