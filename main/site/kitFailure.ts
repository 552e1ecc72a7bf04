import { GangwayError } from '../../shared/errors';
import { systemCode } from '../disk/retryBusy';

/**
 * What an error of the place where a kit is written or read means for a person: the stick is full, cannot be written, takes no file of this size,
 * or is not there any more. Errors of Gangway stay as they are. `path` is named as evidence.
 */
export function kitFailure(error: unknown, path: string): GangwayError {
  if (error instanceof GangwayError) return error;
  const code = systemCode(error);
  const detail = `${path}: ${code === '' ? String(error) : code}`;
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new GangwayError('kit.full', detail);
    case 'EFBIG':
      return new GangwayError('kit.tooLarge', detail);
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
    case 'EBUSY':
      return new GangwayError('kit.readOnly', detail);
    default:
      return new GangwayError('kit.gone', detail);
  }
}
