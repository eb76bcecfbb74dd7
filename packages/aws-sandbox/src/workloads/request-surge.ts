import type { SurgeRequest, SurgeStatus } from './shop/surge';

/**
 * Starts Black Friday in a sandbox that runs the shop.
 *
 * @param url - the sandbox's, such as `http://127.0.0.1:4566`
 * @returns the surge as it was started, the sandbox's defaults filled in
 * @throws Error with a sentence for the person who asked: no sandbox there, no
 *   shop in it, or a figure out of range
 */
export async function requestSurge(
  url: string,
  request: SurgeRequest = {},
): Promise<SurgeStatus> {
  const response = await post(`${url}/_sandbox/surge`, request);
  const answer = await response.json();
  if (!response.ok) {
    throw new Error(
      (answer as { message?: string }).message ??
        `The sandbox answered ${response.status}`,
    );
  }
  return answer as SurgeStatus;
}

async function post(url: string, body: unknown): Promise<Response> {
  try {
    return await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  } catch {
    throw new Error(
      `No sandbox answers at ${
        new URL(url).origin
      }: start the portal (or the sandbox alone) and try again.`,
    );
  }
}
