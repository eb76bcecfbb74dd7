import { ServiceDefinition } from '../core';
import { formOf } from './protocols/aws-query';
import { restJson } from './protocols/rest-json';
import { rpcServiceName } from './protocols/rpc-v2-cbor';
import { CredentialScope } from './credential-scope';
import { ServiceModel, readServiceModel } from './service-model';
import { WireRequest } from './wire';

/** All services of the front, and how a request finds its own. */
export class ServiceDirectory {
  readonly #services: ServiceModel[];

  constructor(definitions: ServiceDefinition[]) {
    this.#services = definitions.map(readServiceModel);
  }

  get services(): readonly ServiceModel[] {
    return this.#services;
  }

  /**
   * The service that a request is for: by its signature, else by the target
   * header, the RPC path, the host, the API version of a form, or a path that
   * only one service has.
   */
  find(
    request: WireRequest,
    scope: CredentialScope | undefined,
  ): ServiceModel | undefined {
    if (scope) {
      return this.#services.find(
        service => service.signingName === scope.service,
      );
    }
    const target = request.headers['x-amz-target']?.split('.')[0];
    const rpc = rpcServiceName(request.path);
    if (target !== undefined || rpc !== undefined) {
      return this.#services.find(service => service.target === (target ?? rpc));
    }
    const host = (request.headers.host ?? '').split('.')[0];
    return (
      this.#services.find(service => service.signingName === host) ??
      this.#findByForm(request) ??
      this.#findByPath(request)
    );
  }

  #findByForm(request: WireRequest): ServiceModel | undefined {
    const form = formOf(request);
    const action = form.get('Action');
    const version = form.get('Version');
    return action === null
      ? undefined
      : this.#services.find(
          service =>
            service.operations.has(action) &&
            (version === null || service.apiVersion === version),
        );
  }

  #findByPath(request: WireRequest): ServiceModel | undefined {
    const found = this.#services.filter(
      service => restJson.operationName(request, service) !== undefined,
    );
    return found.length === 1 ? found[0] : undefined;
  }
}
