import {
  Authorizer,
  Authorizers,
  CreateAuthorizerRequest,
  CreateModelRequest,
  CreateRequestValidatorRequest,
  DeleteAuthorizerRequest,
  DeleteModelRequest,
  DeleteRequestValidatorRequest,
  GetAuthorizersRequest,
  GetModelsRequest,
  GetRequestValidatorsRequest,
  Model,
  Models,
  RequestValidator,
  RequestValidators,
} from '@aws-sdk/client-api-gateway';
import { Operation } from '../../../core';
import { apiGatewayPage } from '../page';
import { badRequest, conflict, findRestApi, newId, notFound } from '../state';

/** Models, request validators and authorizers: what a request must satisfy. */
export const requestCheckOperations: Record<string, Operation> = {
  CreateModel(input: CreateModelRequest, context): Model {
    const { models } = findRestApi(context, input.restApiId);
    const name = input.name ?? '';
    if (!/^[A-Za-z0-9]+$/.test(name)) {
      throw badRequest('Model name must be alphanumeric: '.concat(name));
    }
    if (models.has(name)) {
      throw conflict('Model name already exists for this REST API');
    }
    if (input.schema && !isJson(input.schema)) {
      throw badRequest('Invalid model schema specified: it is not JSON');
    }
    const model = {
      id: newId(context),
      name,
      description: input.description,
      schema: input.schema,
      contentType: input.contentType,
    };
    models.set(name, model);
    return model;
  },

  DeleteModel(input: DeleteModelRequest, context): object {
    const { models } = findRestApi(context, input.restApiId);
    if (!models.delete(input.modelName ?? '')) {
      throw notFound('Invalid Model Name specified');
    }
    return {};
  },

  GetModels(input: GetModelsRequest, context): Models {
    const { models } = findRestApi(context, input.restApiId);
    const page = apiGatewayPage([...models.values()], item => item.id, input);
    return { items: page.items, position: page.nextToken };
  },

  CreateRequestValidator(
    input: CreateRequestValidatorRequest,
    context,
  ): RequestValidator {
    const { requestValidators } = findRestApi(context, input.restApiId);
    const validator = {
      id: newId(context),
      name: input.name,
      validateRequestBody: input.validateRequestBody ?? false,
      validateRequestParameters: input.validateRequestParameters ?? false,
    };
    requestValidators.set(validator.id, validator);
    return validator;
  },

  DeleteRequestValidator(
    input: DeleteRequestValidatorRequest,
    context,
  ): object {
    const { requestValidators } = findRestApi(context, input.restApiId);
    if (!requestValidators.delete(input.requestValidatorId ?? '')) {
      throw notFound('Invalid Request Validator identifier specified');
    }
    return {};
  },

  GetRequestValidators(
    input: GetRequestValidatorsRequest,
    context,
  ): RequestValidators {
    const { requestValidators } = findRestApi(context, input.restApiId);
    const page = apiGatewayPage(
      [...requestValidators.values()],
      item => item.id,
      input,
    );
    return { items: page.items, position: page.nextToken };
  },

  CreateAuthorizer(input: CreateAuthorizerRequest, context): Authorizer {
    const { authorizers } = findRestApi(context, input.restApiId);
    if (
      [...authorizers.values()].some(
        authorizer => authorizer.name === input.name,
      )
    ) {
      throw conflict('Authorizer name must be unique');
    }
    const { restApiId: _, ...settings } = input;
    const authorizer = { ...settings, id: newId(context) };
    authorizers.set(authorizer.id, authorizer);
    return authorizer;
  },

  DeleteAuthorizer(input: DeleteAuthorizerRequest, context): object {
    const { authorizers } = findRestApi(context, input.restApiId);
    if (!authorizers.delete(input.authorizerId ?? '')) {
      throw notFound('Invalid Authorizer identifier specified');
    }
    return {};
  },

  GetAuthorizers(input: GetAuthorizersRequest, context): Authorizers {
    const { authorizers } = findRestApi(context, input.restApiId);
    const page = apiGatewayPage(
      [...authorizers.values()],
      item => item.id,
      input,
    );
    return { items: page.items, position: page.nextToken };
  },
};

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
