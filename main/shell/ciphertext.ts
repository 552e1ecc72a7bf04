import { z } from 'zod';

/** How every text of ConvertFrom-SecureString begins that Windows encrypted (Microsoft's page of ConvertTo-SecureString, 5.1). */
const encrypted = '01000000d08c9ddf0115d1118c7a00c04fc297eb';

/**
 * A password as ConvertFrom-SecureString gives it. On Windows nothing is taken that DPAPI did not encrypt: hexadecimal of
 * another beginning could be the password itself, as outside Windows it is.
 */
export const ciphertextSchema = (onWindows = process.platform === 'win32') =>
  z
    .string()
    .regex(/^[0-9a-fA-F]{2,8192}$/)
    .refine((text) => !onWindows || text.toLowerCase().startsWith(encrypted));
