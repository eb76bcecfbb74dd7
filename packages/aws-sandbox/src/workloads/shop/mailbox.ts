import { internalContext, World } from '../../core';
import { snsService } from '../../services/sns';
import { snsOutbox } from '../../services/sns/data-plane';
import { Workload } from '../workload';
import { ShopContext, shopScope } from './shop-context';

const LOOK_EVERY_MILLISECONDS = 2000;

/** Who reads the shop's e-mail: follows the links that ask to confirm a subscription. */
export function mailbox(context: ShopContext): Workload {
  const scope = shopScope(context);
  const followed = new Set<string>();
  const follow = (world: World, message: string) => {
    const { Type, TopicArn, Token } = readMail(message);
    if (Type !== 'SubscriptionConfirmation' || !Token || followed.has(Token)) {
      return;
    }
    followed.add(Token);
    snsService.operations.ConfirmSubscription(
      { TopicArn, Token },
      internalContext(world, scope, 'mailbox'),
    );
  };
  return {
    name: 'notifications: somebody reads the mail',
    start: world => {
      world.clock.every(LOOK_EVERY_MILLISECONDS, () => {
        for (const mail of snsOutbox(world, scope)) {
          if (mail.protocol === 'email') {
            follow(world, mail.message);
          }
        }
      });
    },
  };
}

/** Confirmations are JSON, messages to customers need not be. */
function readMail(message: string): {
  Type?: string;
  TopicArn?: string;
  Token?: string;
} {
  try {
    return JSON.parse(message);
  } catch {
    return {};
  }
}
