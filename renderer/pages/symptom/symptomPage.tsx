import { DocumentTextRegular, SearchRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTexts } from '../../useTexts';
import type { Symptom } from '../../../shared/findings/question';
import { symptoms } from '../../../shared/findings/symptoms';
import type { InputChange } from '../../../shared/model/inputs';
import { everything, symptomOf } from '../../../shared/model/search';
import type { Searching } from '../../../shared/steps/searching';
import { useClient } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { ChoiceList } from '../../components/choiceList';
import { Section } from '../../components/section';
import { useCodeSearch } from '../../frame/codes/codeSearch';
import type { PageProps } from '../../frame/page';
import { usePlace } from '../../frame/place';
import { StepPage } from '../../frame/stepPage';
import { useAsk } from '../../frame/useAsk';
import { UnreadPage } from '../../run/unreadPage';
import '../../components/pill.css';
import { TakeUp } from './takeUp';
import './symptomPage.css';

/** The groups of what a person may see, in the order of the page. */
const groups: readonly Symptom['group'][] = [
  'portal',
  'installation',
  'onboarding',
  'antivirus',
  'connection',
  'leaving',
];

/** Troubleshoot: what a person sees of the server. One choice, or everything; it only reads. */
export function SymptomPage(page: PageProps) {
  const { t } = useTexts('findings');
  const { known } = page.assessment;
  if (known?.searching == null) return <UnreadPage page={page} step="symptom" title={t('symptom.title')} />;
  return <Symptoms page={page} searching={known.searching} />;
}

function Symptoms({ page, searching }: { page: PageProps; searching: Searching }) {
  const { t } = useTexts('findings');
  const client = useClient();
  const lookUp = useCodeSearch();
  const [, go] = usePlace();
  const { ask, busy, failure } = useAsk();
  const { evidence, search } = searching;
  const before = search === null ? undefined : symptomOf(search);
  const [chosen, setChosen] = useState(before === everything ? undefined : before);
  const { name, id: targetId } = page.view.target;

  const begin = async (change: InputChange): Promise<void> => {
    const begun = await ask(() => client.changeInputs({ targetId, change }));
    if (begun === undefined) return;
    page.goTo('findings');
    // The page of the findings shows how the search goes on, and what stopped it.
    client.lookFor({ targetId }).catch(() => undefined);
  };

  return (
    <StepPage
      page={page}
      step="symptom"
      failure={failure}
      title={t('symptom.title')}
      lead={t('symptom.lead', { name })}
      primary={{
        label: t('symptom.look'),
        notYet: chosen === undefined ? t('symptom.choose') : undefined,
        busy: busy ? t('frame:starting') : undefined,
        onPress: () => {
          if (chosen !== undefined) void begin({ kind: 'search', symptom: chosen });
        },
      }}
    >
      <div className="gw-symptom-ways">
        <ActionButton icon={<SearchRegular aria-hidden />} keys="Control+K" onPress={() => lookUp()}>
          {t('symptom.code')}
        </ActionButton>
        <ActionButton
          icon={<DocumentTextRegular aria-hidden />}
          onPress={() => go({ kind: 'logs', view: 'cause' })}
        >
          {t('symptom.log')}
        </ActionButton>
        <TakeUp onTakeUp={(steps) => void begin({ kind: 'takeUp', steps })} />
        <ActionButton onPress={() => void begin({ kind: 'search', symptom: everything })}>
          {t('symptom.everything')}
        </ActionButton>
      </div>
      <div className="gw-symptoms">
        {groups.map((group) => (
          <Section key={group} title={t(`questions:group.${group}`)}>
            <ChoiceList
              label={t(`questions:group.${group}`)}
              name="symptom"
              value={chosen}
              onChange={setChosen}
              choices={symptoms
                .filter((symptom) => symptom.group === group)
                .map((symptom) => ({
                  id: symptom.id,
                  name: t(`questions:symptom.${symptom.id}`),
                  end:
                    symptom.shown?.(evidence) === true ? (
                      <span className="gw-pill gw-pill-on">{t('symptom.shown')}</span>
                    ) : undefined,
                }))}
            />
          </Section>
        ))}
      </div>
    </StepPage>
  );
}
