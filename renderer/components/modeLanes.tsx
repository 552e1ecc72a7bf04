import './modeLanes.css';
import './modeTable.css';

/**
 * What a product does at one moment: `filled` works (blocks, reports), `outlined` watches, `dashed` is off,
 * `nobody` marks a moment without a protector, `both` one at which two block. The word says the same.
 */
export type Lane = { kind: 'filled' | 'outlined' | 'dashed' | 'nobody' | 'both'; word: string };

/** Moments as columns, products as rows with one lane per moment. */
export type ModeLanesProps = {
  label: string;
  moments: readonly string[];
  products: readonly { name: string; lanes: readonly Lane[] }[];
};

/** Who protects the server, and when. */
export function ModeLanes({ label, moments, products }: ModeLanesProps) {
  return (
    <table className="gw-lanes" role="table" aria-label={label}>
      <thead role="rowgroup">
        <tr role="row">
          <td role="cell" className="gw-modes-first" />
          {moments.map((moment) => (
            <th key={moment} role="columnheader" scope="col" className="gw-caption">
              {moment}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {products.map((product) => (
          <tr key={product.name} role="row">
            <th role="rowheader" scope="row">
              {product.name}
            </th>
            {moments.map((moment, index) => {
              const lane = product.lanes[index];
              return (
                <td key={moment} role="cell" className="gw-stacked" data-head={moment}>
                  {lane && <span className={`gw-lane gw-lane-${lane.kind}`}>{lane.word}</span>}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
