import { Scope } from './scope';
import { World } from './world';

/**
 * The services that the sandbox has, by their IAM prefix (`tagging` is the
 * Resource Groups Tagging API, whose prefix is `tag`).
 */
export type ServiceId =
  | 'apigateway'
  | 'application-autoscaling'
  | 'cloudformation'
  | 'cloudwatch'
  | 'dynamodb'
  | 'ecs'
  | 'elasticloadbalancing'
  | 'events'
  | 'iam'
  | 'kafka'
  | 'kinesis'
  | 'lambda'
  | 'logs'
  | 'mq'
  | 'pipes'
  | 's3'
  | 'scheduler'
  | 'secretsmanager'
  | 'sns'
  | 'sqs'
  | 'states'
  | 'sts'
  | 'tag'
  | 'vpc-lattice';

/** Who calls, from where, into what. */
export interface RequestContext extends Scope {
  world: World;
  requestId: string;
  /** ARN of the caller, as `GetCallerIdentity` gives it. */
  principalArn: string;
  /** Aborted when the client hangs up: long polls end early. */
  signal: AbortSignal;
}

/**
 * One operation. Input and output are the SDK's own shapes of the command
 * (dates as Date, blobs as Uint8Array): the front parses and serialises them
 * by the client's schema.
 */
export type Operation<I = any, O = any> = (
  input: I,
  context: RequestContext,
) => O | Promise<O>;

/** Something handed to a resource by the data plane: a rule's target, a subscription, a pipe. */
export interface Delivery {
  /** The receiving resource. */
  arn: string;
  /** What arrives: text, JSON where the sender speaks JSON. */
  body: string;
  /** The service principal that delivers, such as `events.amazonaws.com`. */
  sender: string;
  /** What delivers: the rule, topic, schedule or pipe; `aws:SourceArn` of resource policies. */
  sourceArn?: string;
  /** FIFO queues and topics. */
  messageGroupId?: string;
  messageDeduplicationId?: string;
  messageAttributes?: Record<
    string,
    { DataType: string; StringValue?: string; BinaryValue?: Uint8Array }
  >;
  /** Target parameters of the sender, in the SDK's shapes (`EcsParameters`, `SqsParameters`, …). */
  parameters?: Record<string, unknown>;
}

/** A resource as the Resource Groups Tagging API lists it. */
export interface TaggedResource {
  arn: string;
  tags: Record<string, string>;
}

/** One AWS service of the sandbox: its schemas, its state, its operations. */
export interface ServiceDefinition<S = any> {
  id: ServiceId;
  /** The client module; the front takes the operations' schemas from its exports. */
  schemas: Record<string, unknown>;
  /** `account`: one state for all regions (IAM). */
  stateScope: 'account-and-region' | 'account';
  createState(scope: Scope, world: World): S;
  operations: Record<string, Operation>;
  /**
   * Takes a delivery of the data plane.
   *
   * @throws AwsError when the resource does not exist or refuses; the sender retries or dead-letters
   */
  deliver?(delivery: Delivery, world: World): void | Promise<void>;
  /** The tagged resources of one account and region, for `GetResources`. */
  taggedResources?(scope: Scope, world: World): TaggedResource[];
  /** Called once when the world starts; set up recurring work on `world.clock` here. */
  start?(world: World): void;
}
