import { useTexts } from '../../useTexts';
import type { ServerState } from '../../../shared/model/facts';
import type { OsRecognition } from '../../../shared/knowledge/os';
import { Glyph } from '../../components/glyph';
import { Section } from '../../components/section';
import '../../components/pill.css';
import '../../components/row.css';
import './server.css';

/** What decides the way in. */
export interface PathChoiceProps {
  readonly facts: ServerState;
  readonly os: OsRecognition;
}

/**
 * The ways in: the one that fits this Windows is chosen, the other stays with its reason. The facts say which one fits,
 * so there is no choice to make. Going on is the decision.
 */
export function PathChoice({ facts, os }: PathChoiceProps) {
  const { t } = useTexts('server');
  const fitting = os.sensor === 'installed' ? 'install' : 'onboard';
  const { build } = facts.os;
  return (
    <Section title={t('path.title')}>
      <ul className="gw-rows" aria-label={t('path.title')}>
        {(['install', 'onboard'] as const).map((path) => {
          const fits = path === fitting;
          return (
            <li key={path}>
              <div className={`gw-row gw-path ${fits ? '' : 'gw-path-unfit'}`}>
                <Glyph state={fits ? 'current' : 'notNeeded'} />
                <div className="gw-row-text gw-path-text">
                  <span className="gw-row-title">{t(`path.${path}.name`)}</span>
                  <span className="gw-row-detail">
                    {t(`path.${path}.${fits ? 'fits' : 'unfit'}`, { build })}
                  </span>
                </div>
                {fits && <span className="gw-pill gw-pill-on gw-path-fits">{t('path.fits')}</span>}
              </div>
            </li>
          );
        })}
      </ul>
      {facts.sensor.onboardingState === 1 && (
        <p className="gw-detail gw-below">
          {t('path.already', { tenant: facts.sensor.orgId ?? t('unknown') })}
        </p>
      )}
    </Section>
  );
}
