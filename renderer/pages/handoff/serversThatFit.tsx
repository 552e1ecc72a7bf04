import type { Fit } from '../../../shared/handoff/fleet';
import type { TargetView } from '../../../shared/bridge/session';
import { recogniseOs } from '../../../shared/knowledge/os';
import { CopyButton } from '../../components/copyButton';
import { Glyph } from '../../components/glyph';
import type { GlyphState } from '../../components/glyphState';
import { Note } from '../../components/note';
import { Section } from '../../components/section';
import { useTexts } from '../../useTexts';
import './handOff.css';

/** A server of the list, and whether the engine does something there. */
export interface Judged {
  readonly view: TargetView;
  readonly fit: Fit;
  /** False where a person took it out. */
  readonly chosen: boolean;
}

const glyphs: Readonly<Record<Fit['fits'], GlyphState>> = {
  yes: 'done',
  no: 'notNeeded',
  unknown: 'notProvable',
};

/** Every server of the list with why the engine fits it or not; those that it fits come first. */
export function ServersThatFit({
  engine,
  namesServers,
  servers,
  onChoose,
}: {
  readonly engine: string;
  /** Whether the tool is told the servers by name; else its own scope decides. */
  readonly namesServers: boolean;
  readonly servers: readonly Judged[];
  readonly onChoose: (targetId: string, chosen: boolean) => void;
}) {
  const { t } = useTexts('handoff');
  const order: readonly Fit['fits'][] = ['yes', 'no', 'unknown'];
  const rows = servers
    .map(({ view, fit, chosen }) => ({
      ...{ id: view.target.id, fits: fit.fits, name: view.target.name, chosen },
      why: t(chosen ? `fit.${fit.why}` : 'servers.out'),
      windows: view.facts === null ? '-' : t(`knowledge:${recogniseOs(view.facts.os).nameKey}`),
    }))
    .toSorted((a, b) => order.indexOf(a.fits) - order.indexOf(b.fits));
  const chosenRows = rows.filter(({ chosen }) => chosen);
  const fit = chosenRows.filter(({ fits }) => fits === 'yes').length;
  const table = [
    [t('servers.name'), t('servers.windows'), t('servers.why')],
    ...rows.map((row) => [row.name, row.windows, row.why]),
  ]
    .map((cells) => cells.join('\t'))
    .join('\n');
  return (
    <Section
      title={t('servers.title')}
      note={t('servers.note', { engine, fit, all: chosenRows.length })}
      end={rows.length > 0 && <CopyButton text={table} label={t('servers.copy')} />}
    >
      {!namesServers && chosenRows.length < rows.length && (
        <Note tone="caution">{t('servers.scope', { engine })}</Note>
      )}
      {rows.length === 0 ? (
        <p className="gw-detail">{t('servers.none')}</p>
      ) : (
        <table className="gw-handoff-servers">
          <caption className="gw-hidden">{t('servers.label')}</caption>
          <thead className="gw-hidden">
            <tr>
              <th scope="col">{t('servers.name')}</th>
              <th scope="col">{t('servers.windows')}</th>
              <th scope="col">{t('servers.why')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, fits, name, windows, why, chosen }) => (
              <tr key={id} data-fits={chosen ? fits : 'no'}>
                <th scope="row">
                  <label className="gw-handoff-name">
                    <input
                      type="checkbox"
                      checked={chosen}
                      aria-label={t('servers.choose', { name })}
                      onChange={(event) => onChoose(id, event.target.checked)}
                    />
                    <Glyph state={chosen ? glyphs[fits] : 'notNeeded'} />
                    {name}
                  </label>
                </th>
                <td>{windows}</td>
                <td>{why}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}
