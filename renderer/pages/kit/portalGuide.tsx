import { OpenRegular } from '@fluentui/react-icons';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTexts } from '../../useTexts';
import {
  downloadCount,
  offboardingGuide,
  portalGuide,
  type PortalGuide as PortalGuideData,
} from '../../../shared/knowledge/portal';
import { links } from '../../../shared/knowledge/urls';
import { ActionButton } from '../../components/actionButton';
import { CopyButton } from '../../components/copyButton';
import { Inspector } from '../../components/inspector';
import { useTimes } from '../../frame/useTimes';
import { guideText } from './guideText';
import './kit.css';

export interface PortalGuideProps {
  /** Windows build of the server: it decides which packages there are to get. */
  readonly build: number;
  /** Whether the server is taken off: then the guide leads to the offboarding package. */
  readonly leaves: boolean;
  /** Whether a person has just asked for it; then the keyboard goes there. */
  readonly asked: boolean;
  readonly onOpen: (link: PortalGuideData['link']) => void;
  readonly onClose: () => void;
}

/** The way to the packages in the Microsoft Defender portal, step by step. The sign-in stays in the browser. */
export function PortalGuide({ build, leaves, asked, onOpen, onClose }: PortalGuideProps) {
  const { t } = useTexts('portal');
  const times = useTimes();
  const steps = useRef<HTMLOListElement>(null);
  const [different, setDifferent] = useState(false);
  useEffect(() => {
    if (!asked) return;
    steps.current?.focus({ preventScroll: true });
    // Where the window is narrow, the guide stands below the page.
    steps.current?.closest('aside')?.scrollIntoView({ block: 'start' });
  }, [asked]);
  const guide = leaves ? offboardingGuide() : portalGuide(build);
  const date = times.date(Date.parse(guide.checked));
  const count = downloadCount(guide);
  return (
    <Inspector
      label={t('guide.open')}
      caption={t('guide.checked', { date })}
      title={t(`guide.title.${guide.family}`)}
      startOpen={asked}
      foot={
        <>
          <CopyButton text={() => guideText(t, guide, date)} label={t('guide.copyGuide')} />
          <ActionButton variant="quiet" size="small" onPress={onClose}>
            {t('guide.close')}
          </ActionButton>
        </>
      }
    >
      <ol className="gw-guide" aria-label={t('guide.steps')} ref={steps} tabIndex={-1}>
        <Step
          title={t('guide.start')}
          end={<CopyButton iconOnly text={links[guide.link].url} label={t('guide.copyAddress')} />}
        >
          <ActionButton size="small" icon={<OpenRegular aria-hidden />} onPress={() => onOpen(guide.link)}>
            {t(leaves ? 'guide.openPageLeave' : 'guide.openPage')}
          </ActionButton>
          <p>{t('guide.startNote')}</p>
        </Step>
        <Step title={t('guide.menu')}>
          <p lang="en">{guide.path.join(', ')}</p>
        </Step>
        {guide.picks.map((pick) => (
          <Step
            key={pick.field}
            title={t(`guide.field.${pick.field}`)}
            end={
              <CopyButton iconOnly text={pick.value} label={t('guide.copyValue', { value: pick.value })} />
            }
          >
            <p>
              <b lang="en">{pick.value}</b>
            </p>
            {pick.otherWay !== null && <p>{t('guide.otherWay', { value: pick.otherWay })}</p>}
            {pick.note !== null && <p>{t(`guide.note.${pick.note}`)}</p>}
            {pick.doubt !== null && <p className="gw-caption">{t('guide.doubtful')}</p>}
          </Step>
        ))}
        <Step title={t(`guide.download${count}`)}>
          <p>{t(`guide.download${count}Note`)}</p>
          <p className="gw-caption">
            {t('guide.fileNames')} <span lang="en">{guide.fileNames.join(', ')}</span>
          </p>
        </Step>
      </ol>
      <div>
        <ActionButton
          variant="link"
          size="small"
          expanded={different}
          onPress={() => setDifferent(!different)}
        >
          {t(different ? 'guide.same' : 'guide.different')}
        </ActionButton>
        {different && <p>{t('guide.differentNote', { path: guide.formerPath.join(', ') })}</p>}
      </div>
      <p className="gw-detail">{t('guide.elsewhere')}</p>
    </Inspector>
  );
}

function Step({ title, end, children }: { title: string; end?: ReactNode; children: ReactNode }) {
  return (
    <li>
      <div>
        <h3>{title}</h3>
        {children}
      </div>
      {end}
    </li>
  );
}
