import { useRef } from 'react';
import type { SiteProgram } from '../../../shared/model/siteKit';
import { fat32Limit } from '../../../shared/site/manifest';
import { useClient, useHello } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { FileField } from '../../components/fileField';
import { Note } from '../../components/note';
import { Section } from '../../components/section';
import type { Ask } from '../../frame/useAsk';
import { sizeText } from '../../frame/useTimes';
import { useTexts } from '../../useTexts';
import './site.css';

/** Gangway's own zip, as far as somebody pointed to it, and how a request is sent. */
export interface ProgramSectionProps {
  readonly program: SiteProgram | null;
  readonly ask: Ask['ask'];
}

/** Whether the kit carries Gangway itself: a person points to its zip, and its hash is noted, because nobody can prove here what is in it. */
export function ProgramSection({ program, ask }: ProgramSectionProps) {
  const { t, i18n } = useTexts('site');
  const client = useClient();
  const { carrier } = useHello();
  const field = useRef<HTMLInputElement>(null);
  const pick = () => {
    if (carrier === 'electron') void ask(() => client.pickSiteProgram({}));
    else field.current?.click();
  };
  return (
    <Section
      title={t('build.program.title')}
      note={t('build.program.note')}
      end={
        program === null ? (
          <ActionButton size="small" onPress={pick}>
            {t('build.program.pick')}
          </ActionButton>
        ) : (
          <ActionButton
            size="small"
            onPress={() => void ask(() => client.changeSite({ change: { kind: 'dropProgram' } }))}
          >
            {t('build.program.drop')}
          </ActionButton>
        )
      }
    >
      {program === null ? (
        <p className="gw-detail">{t('build.program.none')}</p>
      ) : (
        <>
          <p className="gw-detail">
            {t('build.program.there', { ...program, size: sizeText(i18n.language, program.bytes) })}{' '}
            {t('build.program.unproved')}
          </p>
          {program.bytes > fat32Limit && (
            <Note tone="caution" lead={t('build.fat32.lead')}>
              {t('build.fat32.program', { name: program.name })}
            </Note>
          )}
        </>
      )}
      <FileField
        field={field}
        accept=".zip"
        onFiles={([file]) => {
          if (file !== undefined) void ask(() => client.addSiteFile('siteProgram', file));
        }}
      />
    </Section>
  );
}
