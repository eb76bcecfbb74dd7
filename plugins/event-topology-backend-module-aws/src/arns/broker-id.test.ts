import { brokerIdOfUrl } from './broker-id';

const ID = 'b-11e561ed-aac0-41e8-ab8e-ef325e641487';

it.each([
  `ssl://${ID}-1.mq.eu-central-1.amazonaws.com:61617`,
  `amqps://user@${ID}.mq.eu-central-1.on.aws:5671/erp`,
  `${ID}-2.mq.cn-north-1.amazonaws.com.cn`,
])('knows the broker behind %s', url => {
  expect(brokerIdOfUrl(url)).toBe(ID);
});

it.each([
  'amqp://rabbit.shop.example:5672',
  `https://shop.example/${ID}`,
  'b-1.clickstream.abc123.c2.kafka.eu-central-1.amazonaws.com:9098',
])('knows none behind %s', url => {
  expect(brokerIdOfUrl(url)).toBeUndefined();
});
