import { MissingFieldError, eventOfDelivery, eventOfTask } from './job-event';

const delivered = {
  id: 'e-1',
  source: 'shop.media',
  'detail-type': 'VideoUploaded',
  time: '2026-01-01T00:00:00Z',
  detail: { object: { key: 'videos/1.mp4', size: 7 } },
};

const event = {
  id: 'e-1',
  source: 'shop.media',
  detailType: 'VideoUploaded',
  time: '2026-01-01T00:00:00Z',
};

const environment = process.env;

afterEach(() => {
  process.env = environment;
});

test('a task finds its event in the environment', () => {
  process.env = {
    EVENT_ID: 'e-1',
    EVENT_SOURCE: 'shop.media',
    EVENT_DETAIL_TYPE: 'VideoUploaded',
    EVENT_TIME: '2026-01-01T00:00:00Z',
    OBJECT_KEY: 'videos/1.mp4',
  };
  expect(eventOfTask(['OBJECT_KEY'])).toEqual({
    ...event,
    fields: { OBJECT_KEY: 'videos/1.mp4' },
  });
});

test('a task without a field of its event says which', () => {
  process.env = {
    EVENT_ID: 'e-1',
    EVENT_SOURCE: 'shop.media',
    EVENT_DETAIL_TYPE: 'VideoUploaded',
    EVENT_TIME: '2026-01-01T00:00:00Z',
  };
  expect(() => eventOfTask(['OBJECT_KEY'])).toThrow(/OBJECT_KEY/);
});

test('the function gets the same fields out of the whole event', () => {
  expect(
    eventOfDelivery(delivered, [
      { variable: 'OBJECT_KEY', path: '$.detail.object.key' },
      { variable: 'SIZE', path: '$.detail.object.size' },
    ]),
  ).toEqual({ ...event, fields: { OBJECT_KEY: 'videos/1.mp4', SIZE: '7' } });
});

test('an event without a field is refused by its path', () => {
  expect(() =>
    eventOfDelivery(delivered, [
      { variable: 'OWNER', path: '$.detail.object.owner.name' },
    ]),
  ).toThrow(MissingFieldError);
});
