import { useId } from 'react';
import { Glyph } from './glyph';
import type { GlyphState } from './glyphState';
import './choiceList.css';
import './modeTable.css';
import './pill.css';

/** A mode that can be chosen; `badge` says that it fits, `unavailable` why it cannot be chosen. */
export type ModeOption = { id: string; name: string; hint: string; badge?: string; unavailable?: string };

/** Modes as columns, what they mean as rows: one cell per mode, in the same order. */
export type ModeTableProps = {
  label: string;
  options: readonly ModeOption[];
  rows: readonly { name: string; cells: readonly { text: string; glyph?: GlyphState }[] }[];
  value: string | undefined;
  onChange: (id: string) => void;
};

/** The choice between modes as a comparison: the heads are the radio buttons. */
export function ModeTable({ label, options, rows, value, onChange }: ModeTableProps) {
  const group = useId();
  return (
    <table className="gw-modes" role="table" aria-label={label}>
      <thead role="rowgroup">
        <tr role="row">
          <td role="cell" className="gw-modes-first" />
          {options.map((option) => (
            <th key={option.id} role="columnheader" scope="col">
              <label className="gw-mode">
                <input
                  className="gw-radio"
                  type="radio"
                  name={group}
                  checked={option.id === value}
                  aria-label={option.name}
                  aria-describedby={`${group}-${option.id}`}
                  disabled={option.unavailable !== undefined}
                  onChange={() => onChange(option.id)}
                />
                <span>
                  <span className="gw-mode-name">
                    {option.name}
                    {option.badge !== undefined && <span className="gw-pill gw-pill-on">{option.badge}</span>}
                  </span>
                  <span className="gw-caption" id={`${group}-${option.id}`}>
                    {option.unavailable ?? option.hint}
                  </span>
                </span>
              </label>
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={row.name} role="row">
            <th role="rowheader" scope="row">
              {row.name}
            </th>
            {options.map((option, index) => {
              const cell = row.cells[index];
              return (
                <td key={option.id} role="cell" className="gw-stacked" data-head={option.name}>
                  <span className="gw-mode-cell">
                    {cell?.glyph !== undefined && <Glyph state={cell.glyph} size={16} />}
                    {cell?.text}
                  </span>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
