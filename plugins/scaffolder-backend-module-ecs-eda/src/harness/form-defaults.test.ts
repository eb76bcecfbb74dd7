import { withFormDefaults } from './form-defaults';

const PAGE = {
  properties: {
    source: {
      type: 'string',
      default: 'rule',
      enum: ['rule', 'topic'],
      'ui:widget': 'radio',
    },
    size: {
      type: 'object',
      additionalProperties: true,
      default: { cpu: 256 },
    },
  },
  dependencies: {
    source: {
      oneOf: [
        { properties: { source: { enum: ['topic'] } } },
        {
          properties: {
            source: { enum: ['rule'] },
            bus: { type: 'string', default: 'default' },
          },
        },
      ],
    },
  },
};

describe('the defaults of a form', () => {
  it('are filled in page by page, and so are those of fields that a default brings up', () => {
    expect(
      withFormDefaults(
        [PAGE, { properties: { days: { type: 'number', default: 30 } } }],
        { name: 'loyalty' },
      ),
    ).toEqual({
      name: 'loyalty',
      source: 'rule',
      bus: 'default',
      size: { cpu: 256 },
      days: 30,
    });
  });

  it('give way to what is chosen', () => {
    expect(
      withFormDefaults(PAGE, { source: 'topic', size: { cpu: 512 } }),
    ).toEqual({ source: 'topic', size: { cpu: 512 } });
  });

  it('are none when nothing is asked', () => {
    expect(withFormDefaults(undefined, { name: 'loyalty' })).toEqual({
      name: 'loyalty',
    });
  });
});
