import { GoldenPathValidator } from '@ecs-eda/plugin-event-topology-node';

const COST_CENTRE = /^CC-\d{4}$/;

/** A rule of the house: what a golden path asks a cost centre for has a real one. */
export const costCentreRule: GoldenPathValidator = {
  id: 'example-cost-centre',
  goldenPaths: ['scheduled-task'],
  async validate({ values }) {
    return COST_CENTRE.test(String(values.costCentre))
      ? {}
      : {
          problems: [
            {
              field: 'costCentre',
              rule: 'cost-centre',
              message: 'A cost centre is CC- and four digits, such as CC-0815',
            },
          ],
        };
  },
};
