import { useTexts } from '../../useTexts';
import type { Package } from '../../../shared/model/packages';
import { Glyph } from '../../components/glyph';
import { useRoving } from '../../components/roving';
import { sizeText } from '../../frame/useTimes';
import { distinction } from '../kit/kitRow';
import { verdictOf } from '../kit/packageBody';
import { userWords, type FileUser } from './fileUsers';
import { ageWords, fileGlyph, fileTitle } from './fileWords';
import '../../components/row.css';
import './library.css';

/** The files of one library, who chooses each, the hour by which their age is told, and how one is opened. */
export interface FileTableProps {
  readonly label: string;
  readonly files: readonly Package[];
  readonly users: ReadonlyMap<string, readonly FileUser[]>;
  readonly now: number;
  readonly onOpen: (sha256: string) => void;
}

const columns = ['file', 'version', 'age', 'size', 'users'] as const;

/** Every file in a row: what it is, its version or tenant, how old it is, its size, and who chooses it. The roles survive the stacked layout. */
export function FileTable({ label, files, users, now, onOpen }: FileTableProps) {
  const { t, i18n } = useTexts('library');
  const roving = useRoving(files.map(({ sha256 }) => sha256));
  return (
    <table className="gw-files" role="table" aria-label={label} onKeyDown={roving.onKeyDown}>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th key={column} role="columnheader" scope="col">
              {t(`column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {files.map((pkg) => (
          <tr key={pkg.sha256} role="row">
            <th role="rowheader" scope="row">
              <span className="gw-files-name">
                <Glyph state={fileGlyph(pkg, now)} label={verdictOf(t, pkg).line} />
                <span>
                  <button
                    type="button"
                    className="gw-row-title"
                    onClick={() => onOpen(pkg.sha256)}
                    {...roving.item(pkg.sha256)}
                  >
                    {fileTitle(t, pkg)}
                  </button>
                  <span className="gw-mono gw-detail">{pkg.name}</span>
                </span>
              </span>
            </th>
            <td role="cell">{distinction(t, pkg)}</td>
            <td role="cell">{ageWords(t, pkg, now)}</td>
            <td role="cell" className="gw-numbers">
              {sizeText(i18n.language, pkg.bytes)}
            </td>
            <td role="cell">{userWords(t, users.get(pkg.sha256) ?? [])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
