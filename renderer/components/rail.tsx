import { ChevronDownRegular } from '@fluentui/react-icons';
import { useId, useState, type ReactNode } from 'react';
import { useTexts } from '../useTexts';
import { Glyph } from './glyph';
import type { GlyphState } from './glyphState';
import { useRoving } from './roving';
import './rail.css';

/** One stop: its fixed number, name, state, the short note at the right and that note in full. */
export type RailStep = {
  id: string;
  number: number;
  name: string;
  state: GlyphState;
  note?: string;
  noteTitle?: string;
};

/** Steps under one heading; `threshold` draws the line where changes begin. */
export type RailGroup = { id: string; title: string; threshold?: boolean; steps: readonly RailStep[] };

/** The rail: groups of steps, which one is open, what opens another, the server above and the clock below. */
export type RailProps = {
  label: string;
  groups: readonly RailGroup[];
  current: string;
  onOpen: (id: string) => void;
  plate?: ReactNode;
  /** The way back above the steps, and what they are the way of. */
  back?: ReactNode;
  foot?: ReactNode;
};

/** The ten steps as an ordered list in its groups, one Tab stop, arrows within. On a small screen it is a menu. */
export function Rail({ label, groups, current, onOpen, plate, back, foot }: RailProps) {
  const { t } = useTexts('components');
  const listId = useId();
  const [open, setOpen] = useState(false);
  const steps = groups.flatMap((group) => group.steps);
  const roving = useRoving(
    steps.map((step) => step.id),
    current,
  );
  const here = steps.find((step) => step.id === current);

  const spoken = (step: RailStep) =>
    [
      step.number,
      step.name,
      step.state === 'current' || step.state === 'ahead' ? undefined : t(`state.${step.state}`),
      step.noteTitle ?? step.note,
    ]
      .filter((part) => part !== undefined)
      .join(', ');

  return (
    <div className="gw-rail">
      <nav aria-label={label}>
        {plate}
        <button
          type="button"
          className="gw-rail-toggle"
          aria-expanded={open}
          aria-controls={listId}
          onClick={() => setOpen(!open)}
        >
          {here && <Glyph state={here.state} number={here.number} />}
          {here && t('rail.here', { number: here.number, total: steps.length, name: here.name })}
          <ChevronDownRegular aria-hidden />
        </button>
        {back !== undefined && <div className="gw-rail-back">{back}</div>}
        <ol id={listId} className="gw-rail-groups" onKeyDown={roving.onKeyDown}>
          {groups.map((group) => (
            <li key={group.id} className="gw-rail-group">
              <span className={`gw-rail-group-title ${group.threshold ? 'gw-rail-threshold' : ''}`}>
                {group.title}
              </span>
              <ol start={group.steps[0]?.number}>
                {group.steps.map((step, index) => (
                  <li key={step.id} className={linkClass(step, index < group.steps.length - 1)}>
                    <button
                      type="button"
                      {...roving.item(step.id)}
                      className={`gw-rail-step ${step.state === 'ahead' ? 'gw-rail-ahead' : ''}`}
                      aria-current={step.id === current ? 'step' : undefined}
                      aria-label={spoken(step)}
                      title={step.noteTitle ?? step.name}
                      onClick={() => {
                        setOpen(false);
                        onOpen(step.id);
                      }}
                    >
                      <Glyph state={step.state} number={step.number} />
                      <span className="gw-rail-name">{step.name}</span>
                      <span className="gw-rail-note">{step.note}</span>
                    </button>
                  </li>
                ))}
              </ol>
            </li>
          ))}
        </ol>
        {foot !== undefined && <div className="gw-rail-foot">{foot}</div>}
      </nav>
    </div>
  );
}

function linkClass(step: RailStep, linked: boolean): string {
  const passed = step.state === 'done' || step.state === 'notNeeded';
  return `gw-rail-item ${linked ? 'gw-rail-linked' : ''} ${linked && passed ? 'gw-rail-passed' : ''}`;
}
