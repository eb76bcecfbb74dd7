import blue from '@material-ui/core/colors/blue';
import blueGrey from '@material-ui/core/colors/blueGrey';
import deepPurple from '@material-ui/core/colors/deepPurple';
import orange from '@material-ui/core/colors/orange';
import pink from '@material-ui/core/colors/pink';
import teal from '@material-ui/core/colors/teal';
import { Theme } from '@material-ui/core/styles';
import { NodeKind } from '@ecs-eda/plugin-event-topology-common';

/** What a kind is for, in the words of event-driven architecture. */
export type KindFamily =
  | 'router'
  | 'store'
  | 'stream'
  | 'compute'
  | 'workflow'
  | 'edge';

/** @internal */
export const KIND_FAMILIES: readonly KindFamily[] = [
  'edge',
  'router',
  'store',
  'stream',
  'workflow',
  'compute',
];

const FAMILY_OF: Record<NodeKind, KindFamily> = {
  'event-source': 'edge',
  'global-endpoint': 'router',
  'event-bus': 'router',
  archive: 'store',
  rule: 'router',
  schedule: 'workflow',
  pipe: 'router',
  'api-destination': 'edge',
  'rest-api': 'edge',
  topic: 'router',
  queue: 'store',
  stream: 'stream',
  'kafka-topic': 'stream',
  broker: 'store',
  'state-machine': 'workflow',
  activity: 'workflow',
  'ecs-service': 'compute',
  'task-definition': 'compute',
  function: 'compute',
  external: 'edge',
};

/** @internal */
export function familyOf(kind: NodeKind): KindFamily {
  return FAMILY_OF[kind];
}

const HUES = {
  router: deepPurple,
  store: pink,
  stream: teal,
  compute: orange,
  workflow: blue,
  edge: blueGrey,
};

/** The colour of a family, on light and on dark paper. */
export function familyColour(theme: Theme, family: KindFamily): string {
  const hue = HUES[family];
  return theme.palette.type === 'dark' ? hue[200] : hue[800];
}
