import { HttpService } from '../http-service';
import { Random } from '../random';
import { Customer, publishToShop, ShopContext } from './shop-context';

const DECLINED_SHARE = 0.02;

/** The payment service: accepts each order and says how the charge went. */
export function paymentService(context: ShopContext): HttpService {
  const { stack, seed } = context;
  const random = new Random(`${seed}/payments`);
  return new HttpService('payment: charges', {
    serviceArn: stack.payment.service.arn,
    hostname: stack.payment.hostname,
    responseMilliseconds: 40,
    seed,
    handle: (body, world) => {
      const { orderId, amount, customer } = JSON.parse(body) as {
        orderId: string;
        amount: number;
        customer: Customer;
      };
      publishToShop(world, context, [
        {
          source: 'shop.payment',
          detailType: random.chance(DECLINED_SHARE)
            ? 'PaymentFailed'
            : 'PaymentAccepted',
          detail: { orderId, amount, customer },
        },
      ]);
      return 202;
    },
  });
}
