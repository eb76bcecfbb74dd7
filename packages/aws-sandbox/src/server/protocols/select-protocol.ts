import { credentialScopeOf } from '../credential-scope';
import { WireRequest } from '../wire';
import { awsJson } from './aws-json';
import { awsQuery } from './aws-query';
import { Protocol } from './protocol';
import { restJson } from './rest-json';
import { restXml } from './rest-xml';
import { rpcServiceName, rpcV2Cbor } from './rpc-v2-cbor';

const awsJson10 = awsJson('1.0');
const awsJson11 = awsJson('1.1');

/** The request itself says what it speaks, so that one service may be spoken to in several formats. */
export function selectProtocol(request: WireRequest): Protocol {
  if (
    request.headers['smithy-protocol'] === 'rpc-v2-cbor' &&
    rpcServiceName(request.path) !== undefined
  ) {
    return rpcV2Cbor;
  }
  if (credentialScopeOf(request)?.service === 's3') {
    return restXml;
  }
  const type = request.headers['content-type'] ?? '';
  if (request.headers['x-amz-target'] !== undefined) {
    return type.includes('json-1.1') ? awsJson11 : awsJson10;
  }
  if (
    type.startsWith('application/x-www-form-urlencoded') ||
    request.query.has('Action')
  ) {
    return awsQuery;
  }
  return restJson;
}
