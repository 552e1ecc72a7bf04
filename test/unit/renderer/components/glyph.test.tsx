import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { Glyph } from '../../../../renderer/components/glyph';
import { glyphStates } from '../../../../renderer/components/glyphState';

afterEach(cleanup);

describe('glyph', () => {
  it('has an outline of its own for every state, without colour', () => {
    const outlines = glyphStates.map((state) => render(<Glyph state={state} />).container.innerHTML);
    const shapes = outlines.map((html) => html.replace(/class="[^"]*"/g, ''));
    expect(new Set(shapes).size).toBe(glyphStates.length);
  });

  it('is silent without a name and an image with one', () => {
    render(<Glyph state="done" />);
    expect(screen.queryByRole('img')).toBeNull();
    render(<Glyph state="done" label="done" size={16} />);
    expect(screen.getByRole('img', { name: 'done' }).getAttribute('width')).toBe('16');
  });

  it('shows the number of a step that is ahead', () => {
    expect(render(<Glyph state="ahead" number={10} />).container.textContent).toBe('10');
  });
});
