import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { AwsError, World } from '../core';
import { BehaviourGate } from './behaviour-gate';
import { Call, RecordingCallLog } from './call-log';
import { Caller, identifyCaller } from './caller';
import { credentialScopeOf } from './credential-scope';
import {
  accessDeniedError,
  malformedBodyError,
  throttlingError,
  unknownOperationError,
  validationError,
} from './general-errors';
import { iamAction } from './iam-action';
import { inputFaults } from './input-validation';
import { Protocol } from './protocols/protocol';
import { selectProtocol } from './protocols/select-protocol';
import { ServiceDirectory } from './service-directory';
import { OperationModel, ServiceModel } from './service-model';
import { WireRequest, WireResponse } from './wire';
import { toWireError } from './wire-error';

/** Answers AWS requests out of a world. */
export class AwsFront {
  readonly #services: ServiceDirectory;

  constructor(
    private readonly world: World,
    private readonly gate: BehaviourGate,
    private readonly calls: RecordingCallLog,
    private readonly onFault: (error: unknown) => void,
  ) {
    this.#services = new ServiceDirectory(world.services);
  }

  /** @param signal - aborted when the client hangs up */
  async answer(
    request: WireRequest,
    signal: AbortSignal,
  ): Promise<WireResponse> {
    const requestId = randomUUID();
    const protocol = selectProtocol(request);
    let service: ServiceModel | undefined;
    let call: Call | undefined;
    const begunAt = performance.now();
    try {
      const scope = credentialScopeOf(request);
      service = this.#services.find(request, scope);
      if (!service) {
        throw unknownServiceError(scope?.service);
      }
      if (request.bodyFault) {
        throw request.bodyFault;
      }
      const name = protocol.operationName(request, service) ?? '';
      const operation = service.operations.get(name);
      const run = service.definition.operations[name];
      if (!operation || !run) {
        throw unknownOperationError(
          service,
          name || `${request.method} ${request.path}`,
        );
      }
      const caller = identifyCaller(this.world, service, scope);
      call = beginCall(request, service, name, caller);
      this.calls.record(call);
      await delay(this.gate.get().latencyMilliseconds ?? 0, signal);
      this.#admit(service, caller, call);
      const input = await readInput(protocol, request, service, operation);
      const output = await run(input, {
        ...caller,
        world: this.world,
        requestId,
        signal,
      });
      call.status = operation.http?.status ?? 200;
      return protocol.writeOutput(output ?? {}, operation, service, requestId);
    } catch (error) {
      if (!(error instanceof AwsError)) {
        this.onFault(error);
      }
      const wireError = toWireError(error, service);
      const response = protocol.writeError(wireError, service, requestId);
      if (call) {
        call.status = response.status;
        call.error = wireError.code;
      }
      return response;
    } finally {
      if (call) {
        call.milliseconds = performance.now() - begunAt;
      }
    }
  }

  #admit(service: ServiceModel, caller: Caller, call: Call): void {
    const operation = `${call.service}:${call.operation}`;
    const verdict = this.gate.judge(caller, [call.action, operation]);
    if (verdict === 'denied') {
      throw accessDeniedError(service, caller.principalArn, call.action);
    }
    if (verdict === 'throttled') {
      this.calls.recordThrottled();
      throw throttlingError(service);
    }
  }
}

function beginCall(
  request: WireRequest,
  service: ServiceModel,
  operation: string,
  caller: Caller,
): Call {
  return {
    at: Date.now(),
    accountId: caller.accountId,
    region: caller.region,
    service: service.id,
    operation,
    action: iamAction(service.id, operation, request.method),
  };
}

async function readInput(
  protocol: Protocol,
  request: WireRequest,
  service: ServiceModel,
  operation: OperationModel,
): Promise<Record<string, unknown>> {
  let input: Record<string, unknown>;
  try {
    input = await protocol.readInput(request, operation);
  } catch (error) {
    throw malformedBodyError(
      service,
      error instanceof Error ? error.message : String(error),
    );
  }
  const faults = inputFaults(operation.input, input);
  if (faults.length > 0) {
    const count =
      faults.length === 1
        ? '1 validation error'
        : `${faults.length} validation errors`;
    throw validationError(service, `${count} detected: ${faults.join('; ')}`);
  }
  return input;
}

function unknownServiceError(signingName: string | undefined): AwsError {
  return new AwsError(
    'UnknownService',
    signingName
      ? `The AWS sandbox does not have the service '${signingName}'`
      : 'The AWS sandbox cannot tell which service this request is for: it has no signature, no X-Amz-Target and no Action',
    404,
  );
}

/** By the machine's clock, for it stands for the network between client and AWS. */
function delay(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (milliseconds <= 0) {
    return Promise.resolve();
  }
  return new Promise(resolve => {
    const over = new AbortController();
    const timer = setTimeout(() => {
      over.abort();
      resolve();
    }, milliseconds);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true, signal: over.signal },
    );
  });
}
