import { configure } from '@testing-library/react';

// A layer of Fluent's comes up after its motion, which a busy machine draws late.
configure({ asyncUtilTimeout: 15_000 });
