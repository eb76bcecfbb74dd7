import { AwsClients } from './aws/aws-clients';
import { AnalyticsStack, deployAnalytics } from './partners/analytics';
import { deployFoundation } from './shop/foundation';
import { deployLoyalty, LoyaltyStack } from './shop/loyalty';
import { deployMedia, MediaStack } from './shop/media';
import { deployNotifications, NotificationsStack } from './shop/notifications';
import { deployOffers, OffersStack } from './shop/offers';
import { deployOrder, OrderStack } from './shop/order';
import { deployPayment, PaymentStack } from './shop/payment';
import { deploySharing } from './shop/sharing';
import { Shop } from './shop/shop';
import { deployStorefront, StorefrontStack } from './shop/storefront';

/** The account of the shop in the demonstration. */
export const SHOP_ACCOUNT_ID = '123456789012';
/** The account of the partners in the demonstration. */
export const PARTNERS_ACCOUNT_ID = '210987654321';
/** The region of the demonstration. */
export const RUNNING_EXAMPLE_REGION = 'eu-central-1';

/** Where the running example goes. */
export interface RunningExampleOptions {
  /** Default 123456789012. */
  accountId?: string;
  /** The second account, which receives the shop's orders. Default 210987654321. */
  partnersAccountId?: string;
  /** Default eu-central-1. */
  region?: string;
}

/** The running example as it was deployed. */
export interface RunningExample {
  accountId: string;
  partnersAccountId: string;
  region: string;
  shop: Shop;
  order: OrderStack;
  payment: PaymentStack;
  notifications: NotificationsStack;
  loyalty: LoyaltyStack;
  offers: OffersStack;
  media: MediaStack;
  storefront: StorefrontStack;
  analytics: AnalyticsStack;
}

/**
 * Creates the shop by SDK calls alone, as a user's own stack would be. Running
 * it again finds everything and changes nothing.
 *
 * @param endpoint - of a sandbox or another AWS-compatible server that takes
 *   the access key as the account
 * @throws the SDK's error of the first call that is refused
 */
export async function deployRunningExample(
  endpoint: string,
  options: RunningExampleOptions = {},
): Promise<RunningExample> {
  const accountId = options.accountId ?? SHOP_ACCOUNT_ID;
  const partnersAccountId = options.partnersAccountId ?? PARTNERS_ACCOUNT_ID;
  const region = options.region ?? RUNNING_EXAMPLE_REGION;
  const aws = new AwsClients({ endpoint, accountId, region });
  const partnersAws = new AwsClients({
    endpoint,
    accountId: partnersAccountId,
    region,
  });
  try {
    const shop = await deployFoundation(aws, partnersAccountId);
    const [
      order,
      payment,
      notifications,
      loyalty,
      offers,
      media,
      storefront,
      analytics,
    ] = await Promise.all([
      deployOrder(aws, shop),
      deployPayment(aws, shop),
      deployNotifications(aws, shop),
      deployLoyalty(aws, shop),
      deployOffers(aws, shop),
      deployMedia(aws, shop),
      deployStorefront(aws, shop),
      deployAnalytics(partnersAws, { accountId, busArn: shop.bus.arn }),
    ]);
    await deploySharing(aws, shop, analytics.busArn);
    return {
      accountId,
      partnersAccountId,
      region,
      shop,
      order,
      payment,
      notifications,
      loyalty,
      offers,
      media,
      storefront,
      analytics,
    };
  } finally {
    aws.destroy();
    partnersAws.destroy();
  }
}
