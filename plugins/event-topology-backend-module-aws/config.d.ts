import { HumanDuration } from '@backstage/types';

/** How hard one AWS service may be called, in each account and region. */
interface EventTopologyAwsBudget {
  /**
   * Calls a second, sustained; retries count.
   */
  perSecond?: number;

  /**
   * Calls that may be made at once after a rest.
   */
  burst?: number;

  /**
   * Calls under way at the same time.
   */
  concurrency?: number;
}

export interface Config {
  eventTopology?: {
    /**
     * The AWS module of the event map. Credentials are not given here: they come from `aws.accounts` (and
     * `aws.mainAccount`, `aws.accountDefaults`), as for all of Backstage.
     */
    aws?: {
      /**
       * The accounts and regions whose event topology is read. Without any, the module reads nothing.
       */
      accounts?: Array<{
        /**
         * The 12 digits of the account, in quotes.
         */
        accountId: string;

        /**
         * The codes of the regions to read, such as `eu-central-1`.
         */
        regions: string[];

        /**
         * What people call the account.
         */
        name?: string;
      }>;

      /**
       * An AWS-compatible endpoint that takes the calls of all services, such as `http://127.0.0.1:4566`. Leave it
       * out for AWS.
       */
      endpoint?: string;

      /**
       * How hard services may be called in each account and region, by their IAM prefix. What is left out keeps its
       * default, which is at most half of what AWS allows the account; the README has the table.
       */
      budgets?: {
        apigateway?: EventTopologyAwsBudget;
        'application-autoscaling'?: EventTopologyAwsBudget;
        cloudwatch?: EventTopologyAwsBudget;
        ecs?: EventTopologyAwsBudget;
        elasticloadbalancing?: EventTopologyAwsBudget;
        events?: EventTopologyAwsBudget;
        iam?: EventTopologyAwsBudget;
        kafka?: EventTopologyAwsBudget;
        kinesis?: EventTopologyAwsBudget;
        lambda?: EventTopologyAwsBudget;
        mq?: EventTopologyAwsBudget;
        pipes?: EventTopologyAwsBudget;
        scheduler?: EventTopologyAwsBudget;
        sns?: EventTopologyAwsBudget;
        sqs?: EventTopologyAwsBudget;
        states?: EventTopologyAwsBudget;
        tag?: EventTopologyAwsBudget;
        'vpc-lattice'?: EventTopologyAwsBudget;
      };

      /**
       * How often figures are asked of CloudWatch, which charges for each of them and has one value a minute. Reads
       * of the map in between use the last answer. Default: one minute; with an `endpoint`, every read.
       */
      metricsFrequency?: HumanDuration | string;
    };
  };
}
