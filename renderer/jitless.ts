import { config } from 'zod';

// zod compiles its parsers if it is allowed to. The content security policy forbids that, and even the question is reported as
// a violation. A schema asks when it is made, so main.tsx imports this file before all others.
config({ jitless: true });
