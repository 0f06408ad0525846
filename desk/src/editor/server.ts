// Asking the server. Every answer is one of the cases below; nothing throws.

export type Answer<T> =
  | { kind: 'ok'; body: T }
  /** 409 */
  | { kind: 'conflict'; body: { error: string; reason: 'overtaken' | 'pen'; version?: number; by: string; own: boolean; kept: string } }
  /** 401 */
  | { kind: 'signed out' }
  /** 403, 404, 413, 415, 422: asking again will not help. */
  | { kind: 'refused'; status: number; error: string }
  /** 5xx, 429: it may help later. */
  | { kind: 'away'; status: number; error: string }
  /** No answer at all. */
  | { kind: 'offline' };

/** How long an answer may take, in milliseconds: a dead connection is found out. */
const PATIENCE = 20_000;
/** A body that leaves with the page may have 64 KiB. */
const KEEPALIVE = 60_000;

let code = document.querySelector<HTMLMetaElement>('meta[name="form-code"]')?.content ?? '';

/** After signing in anew, forms carry another code: here, and in the forms of the page. */
export function useCode(next: string): void {
  code = next;
  document.querySelector('meta[name="form-code"]')?.setAttribute('content', next);
  for (const field of document.querySelectorAll<HTMLInputElement>('input[name="code"]')) field.value = next;
}

export const currentCode = (): string => code;

async function read<T>(response: Response): Promise<Answer<T>> {
  const body = (await response.json().catch(() => null)) as (T & { error?: string }) | null;
  const error = body?.error ?? '';
  if (response.ok && body !== null) return { kind: 'ok', body };
  if (response.status === 401) return { kind: 'signed out' };
  if (response.status === 409 && body) return { kind: 'conflict', body: body as never };
  if (response.status >= 500 || response.status === 429) return { kind: 'away', status: response.status, error };
  return { kind: 'refused', status: response.status, error };
}

async function send<T>(method: string, path: string, body: BodyInit | undefined, kind: string | undefined, leaving: boolean, patience: number): Promise<Answer<T>> {
  const headers: Record<string, string> = { accept: 'application/json', 'x-form-code': code };
  if (kind) headers['content-type'] = kind;
  const keepalive = leaving && (typeof body !== 'string' || new Blob([body]).size < KEEPALIVE);
  try {
    return await read<T>(await fetch(path, { method, headers, body, keepalive, redirect: 'error', signal: AbortSignal.timeout(patience) }));
  } catch {
    return { kind: 'offline' };
  }
}

export const get = <T>(path: string): Promise<Answer<T>> => send<T>('GET', path, undefined, undefined, false, PATIENCE);

export const post = <T>(path: string, body: unknown, leaving = false): Promise<Answer<T>> => send<T>('POST', path, JSON.stringify(body), 'application/json', leaving, PATIENCE);

/** A long text on a slow line takes its time: two kilobytes a second are enough. */
export const put = <T>(path: string, body: unknown, leaving = false): Promise<Answer<T>> => {
  const text = JSON.stringify(body);
  return send<T>('PUT', path, text, 'application/json', leaving, PATIENCE + text.length / 2);
};

/** Files take as long as they take. */
export const upload = <T>(path: string, form: FormData): Promise<Answer<T>> => send<T>('POST', path, form, undefined, false, 600_000);
