import { createContext } from 'react';

/**
 * Whether Tab reaches the buttons here. In a list only those of the current row are in the Tab order, or a page of ten rows
 * would cost twenty presses; the arrows make another row the current one, and a pointer reaches all.
 */
export const RowReach = createContext(true);
