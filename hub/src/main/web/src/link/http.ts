import { problemOf, Refusal, Unreachable } from './refusal';

export interface Call {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  body?: unknown;
  token?: string;
  signal?: AbortSignal;
  language?: string;
}

/** A slow school line may take long, but a request without any answer for this time is taken as lost. */
const PATIENCE_MS = 20_000;

/** Calls the hub and reads its JSON. Throws {@link Refusal} for a problem answer, {@link Unreachable} for none. */
export async function call<T>(path: string, options: Call = {}): Promise<T> {
  const { method = 'GET', body, token, signal, language } = options;
  const headers: Record<string, string> = { Accept: 'application/json, application/problem+json' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (token) headers['Authorization'] = `Bearer ${token}`;
  if (language) headers['Accept-Language'] = language;
  const patience = AbortSignal.timeout(PATIENCE_MS);
  const request: RequestInit = { method, headers, credentials: 'same-origin', cache: 'no-store', redirect: 'error' };
  if (body !== undefined) request.body = JSON.stringify(body);
  request.signal = signal ? either(signal, patience) : patience;
  let response: Response;
  let text: string;
  try {
    response = await fetch(path, request);
    text = await response.text();
  } catch (failure) {
    if (signal?.aborted) throw failure;
    throw new Unreachable();
  }
  const json = parse(text);
  if (!response.ok) throw new Refusal(problemOf(response.status, json));
  return json as T;
}

function parse(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `AbortSignal.any`, which the tablets of some schools do not have yet. */
function either(one: AbortSignal, other: AbortSignal): AbortSignal {
  const both = new AbortController();
  for (const signal of [one, other]) {
    if (signal.aborted) both.abort(signal.reason);
    else signal.addEventListener('abort', () => both.abort(signal.reason), { once: true });
  }
  return both.signal;
}
