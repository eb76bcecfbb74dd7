import { WireRequest } from './wire';

/** What a SigV4 signature says about itself; the sandbox believes it. */
export interface CredentialScope {
  accessKeyId: string;
  region: string;
  /** The signing name of the service. */
  service: string;
}

/** Reads the scope of a signed request, from its header or, presigned, its query. */
export function credentialScopeOf(
  request: WireRequest,
): CredentialScope | undefined {
  const credential =
    /Credential=([^,\s]+)/.exec(request.headers.authorization ?? '')?.[1] ??
    request.query.get('X-Amz-Credential');
  if (!credential) {
    return undefined;
  }
  // The key comes first and never holds a slash; region `*` is SigV4a's.
  const [accessKeyId, , region, service] = credential.split('/');
  return service === undefined ? undefined : { accessKeyId, region, service };
}
