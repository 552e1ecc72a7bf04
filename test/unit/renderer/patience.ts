import { configure } from '@testing-library/react';

// A layer of Fluent's comes up after its motion, which a busy machine draws late.
configure({ asyncUtilTimeout: 15_000 });

// jsdom draws nothing, and each name that a query asks for would match all rules of Fluent anew: half of the time. How pages
// look is seen in the browser. Without these rules the style of an element depends on what stands in its tag alone.
CSSStyleSheet.prototype.insertRule = () => 0;
const asked = ['hidden', 'type', 'open', 'style'];
const styles = new Map<string, CSSStyleDeclaration>();
const compute = window.getComputedStyle.bind(window);
window.getComputedStyle = (element, pseudo) => {
  const key = [element.tagName, pseudo, ...asked.map((name) => element.getAttribute(name))].join('|');
  const style = styles.get(key) ?? compute(element, pseudo);
  styles.set(key, style);
  return style;
};
