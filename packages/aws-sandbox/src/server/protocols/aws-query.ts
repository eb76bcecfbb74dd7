import { readFormInput } from './form-input';
import { Protocol, errorMembers } from './protocol';
import { element, escapeXml, writeXmlMembers } from './xml-output';
import { WireRequest } from '../wire';

/** The parameters of a request, from its body or, for a GET, its query. */
export function formOf(request: WireRequest): URLSearchParams {
  return request.body.length > 0
    ? new URLSearchParams(request.body.toString('utf8'))
    : request.query;
}

/** AWS query: a form in, XML out. */
export const awsQuery: Protocol = {
  operationName(request) {
    return formOf(request).get('Action') ?? undefined;
  },

  async readInput(request, operation) {
    return readFormInput(formOf(request), operation.input);
  },

  writeOutput(output, operation, service, requestId) {
    const result = operation.output.isUnitSchema()
      ? ''
      : element(
          `${operation.name}Result`,
          writeXmlMembers(output, operation.output),
        );
    return {
      status: 200,
      headers: headers(requestId),
      body: element(
        `${operation.name}Response`,
        result + element('ResponseMetadata', element('RequestId', requestId)),
        ` xmlns="${escapeXml(service.xmlNamespace)}"`,
      ),
    };
  },

  writeError(error, service, requestId) {
    const members = error.model
      ? writeXmlMembers(
          { ...errorMembers(error), message: undefined, Message: undefined },
          error.model.schema,
        )
      : '';
    const details =
      element('Type', error.fault) +
      element('Code', escapeXml(error.queryCode)) +
      element('Message', escapeXml(error.message)) +
      members;
    return {
      status: error.queryStatus,
      headers: headers(requestId),
      body: element(
        'ErrorResponse',
        element('Error', details) + element('RequestId', requestId),
        ` xmlns="${escapeXml(service?.xmlNamespace ?? '')}"`,
      ),
    };
  },
};

function headers(requestId: string): Record<string, string> {
  return { 'content-type': 'text/xml', 'x-amzn-requestid': requestId };
}
