import { loadOpenApiDocument } from '../schema/load-openapi-document';
import { Route } from './Route';

/** What the routes take and give, for people and for tools. */
export function createDocumentRoutes(): Route[] {
  const openApiDocument = loadOpenApiDocument();
  return [
    {
      method: 'get',
      path: '/v1/openapi.json',
      async answer(_request, response) {
        response.json(openApiDocument);
      },
    },
  ];
}
