/**
 * The mapping templates of API Gateway, in Velocity. Text of a client becomes a
 * part of JSON here: each place says how it is escaped.
 */

/**
 * Text in a JSON string. `escapeJavaScript` escapes apostrophes, which JSON
 * doesn't know, so that is taken back.
 */
const escaped = (expression: string) =>
  `$util.escapeJavaScript(${expression}).replaceAll("\\\\'", "'")`;

/**
 * The request to `PutEvents`. Who the client is comes from the authorizer, and
 * stands beside what it sent, which cannot overwrite it.
 *
 * @param busName - as CloudFormation knows it
 */
export function putEventsRequest(busName: string, source: string): string {
  // `Detail` is JSON in a JSON string: text in it is escaped twice, JSON once.
  const sub = escaped(escaped('$context.authorizer.claims.sub'));
  const id = escaped(escaped("$input.path('$.id')"));
  const data = escaped("$input.json('$.data')");
  return `{
  "Entries": [
    {
      "EventBusName": "${busName}",
      "Source": ${JSON.stringify(source)},
      "DetailType": "${escaped("$input.path('$.type')")}",
      "Detail": "{\\"id\\":\\"${id}\\",\\"user\\":{\\"sub\\":\\"${sub}\\"},\\"data\\":${data}}"
    }
  ]
}`;
}

/**
 * The answer to the client. `PutEvents` answers 200 even when it took nothing:
 * that becomes a 503 here, so that the client sends again.
 */
export function putEventsResponse(cors: string): string {
  return `${cors}#if($input.path('$.FailedEntryCount') == 0)
{ "eventId": "$input.path('$.Entries[0].EventId')" }
#else
#set($context.responseOverride.status = 503)
${SEND_AGAIN}
#end`;
}

/** The answer when the call itself failed. */
export function refusedResponse(cors: string): string {
  return `${cors}${SEND_AGAIN}`;
}

const SEND_AGAIN =
  '{ "message": "The event was not accepted. Send it again, with the same id." }';

/** Tells a browser that its page may read the answer, if it is one of those that may. */
export function corsOfOrigins(origins: string[]): string {
  if (origins.length === 0) {
    return '';
  }
  const isKnown = origins
    .map(origin => `$origin == ${JSON.stringify(origin)}`)
    .join(' || ');
  return `#set($origin = $input.params().header.get("Origin"))
#if("$!origin" == "")
#set($origin = $input.params().header.get("origin"))
#end
#if(${isKnown})
#set($context.responseOverride.header.Access-Control-Allow-Origin = $origin)
#end
`;
}
