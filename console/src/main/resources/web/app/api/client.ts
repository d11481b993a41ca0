import type { Job, Problem } from './types';
import { signOut, token } from './token';

/** An answer that is not the one asked for. Status 0: there was no answer at all. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem,
  ) {
    super(problem.detail ?? problem.title ?? `HTTP ${status}`);
  }
}

/** Whether an answer says that customers have not been segmented yet: nothing is wrong, there is just nothing. */
export function notSegmented(failure: unknown): boolean {
  return problem(failure) === 'no-segmentation';
}

/** The stable name of a problem a service answered with (docs/problems.md). */
export function problem(failure: unknown): string | undefined {
  return failure instanceof ApiError ? failure.problem.type?.replace('urn:parallax:problem:', '') : undefined;
}

/** Reads `path`; throws an {@link ApiError} for everything but a 2xx. */
export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return (await send('GET', path, undefined, signal)).json();
}

/** Starts a long task and returns the job it became. */
export async function start(path: string, body: object, signal?: AbortSignal): Promise<Job> {
  return (await send('POST', path, body, signal)).json();
}

/**
 * Follows server-sent events, one JSON object each. `EventSource` cannot send the token, so the
 * stream is read with fetch. Ends with the stream, or throws when it breaks off.
 */
export async function follow<T>(path: string, each: (message: T) => void, signal: AbortSignal): Promise<void> {
  const response = await send('GET', path, undefined, signal, 'text/event-stream');
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let pending = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) {
      return;
    }
    const events = (pending + value).split(/\r?\n\r?\n/);
    pending = events.pop()!;
    for (const event of events) {
      const data = event
        .split(/\r?\n/)
        .filter((line) => line.startsWith('data:'))
        .map((line) => line.slice(5).trimStart())
        .join('\n');
      if (data) {
        each(JSON.parse(data) as T);
      }
    }
  }
}

async function send(
  method: string,
  path: string,
  body: object | undefined,
  signal: AbortSignal | undefined,
  accept = 'application/json',
): Promise<Response> {
  const headers: Record<string, string> = { Accept: accept };
  const bearer = token();
  if (bearer) {
    headers['Authorization'] = `Bearer ${bearer}`;
  }
  if (body) {
    headers['Content-Type'] = 'application/json';
  }
  let response: Response;
  try {
    response = await fetch(path, { method, headers, signal, body: body && JSON.stringify(body), cache: 'no-store' });
  } catch (failure) {
    if (signal?.aborted) {
      throw failure;
    }
    throw new ApiError(0, {});
  }
  if (!response.ok) {
    const problem = (await response.json().catch(() => ({}))) as Problem;
    if (response.status === 401) {
      signOut(true);
    }
    throw new ApiError(response.status, problem);
  }
  return response;
}
