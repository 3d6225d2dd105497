import type { ErrorBody, ErrorCode } from '../../contract/errors.ts'
import type { Problem } from './schemas.ts'

const statuses: Partial<Record<ErrorCode, number>> = {
  'invalid-input': 400,
  'not-allowed': 403,
  'not-found': 404,
  conflict: 409,
  busy: 503,
  forbidden: 403,
  'unknown-method': 404,
  'person-not-found': 404,
  'template-not-found': 404,
  'event-not-found': 404,
  'employee-number-taken': 409,
  'unlike-own-photos': 409,
  'not-an-image': 422,
  'image-truncated': 422,
  'image-too-large': 422,
  'image-too-small': 422,
  'stopped-recognition': 422,
  'database-busy': 503,
  'disk-full': 507,
  'disk-failed': 507,
}

/** The statuses that a request can be refused with, in the words of RFC 9110. */
export const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  413: 'Content Too Large',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
  507: 'Insufficient Storage',
}

export function problem(
  {
    code,
    reason,
    message,
    details = {},
  }: Pick<ErrorBody, 'code' | 'reason' | 'message'> & Partial<Pick<ErrorBody, 'details'>>,
  status = statuses[code] ?? 500,
): Problem {
  const more = { ...(reason !== undefined && { reason }), ...(code === 'unlike-own-photos' && { details }) }
  return { type: 'about:blank', title: titles[status] ?? 'Error', status, detail: message, code, ...more }
}
