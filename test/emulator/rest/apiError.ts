import { type Json } from './json';

/** A refused request: its status and the body Bitbucket answers with. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly body: Json;

  constructor(status: number, message: string, more: Readonly<Record<string, Json>> = {}) {
    super(message);
    this.status = status;
    this.body = { type: 'error', error: { message, ...more } };
  }
}

export function toUnauthorized(): ApiError {
  return new ApiError(401, 'Token is invalid, expired, or not supported for this endpoint.');
}

export function toMissingScopes(granted: readonly string[], required: readonly string[]): ApiError {
  const detail = { granted: [...granted], required: [...required] };
  return new ApiError(403, 'Your credentials lack one or more required privilege scopes.', { detail });
}

export function toForbidden(): ApiError {
  return new ApiError(403, 'Your credentials do not allow access to this resource.');
}

export function toNotFound(message = 'Resource not found'): ApiError {
  return new ApiError(404, message);
}

/** A commit, or anything that should have led to one, does not exist. */
export function toCommitNotFound(revision: string): ApiError {
  return new ApiError(404, 'Commit not found', { data: { shas: [revision] } });
}

export function toBadRequest(message: string): ApiError {
  return new ApiError(400, message);
}
