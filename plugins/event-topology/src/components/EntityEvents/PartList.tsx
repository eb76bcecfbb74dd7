import Typography from '@material-ui/core/Typography';
import { TopologyNode } from '@ecs-eda/plugin-event-topology-common';
import { ReactNode } from 'react';
import { EntityPart } from '../../graph/entity-parts';
import { ReadingsStore } from '../../live/ReadingsStore';
import { useNodeHealth } from '../../live/use-node-health';
import { PartHeading } from './PartHeading';
import { usePartStyles } from './use-part-styles';

/** @internal */
export interface PartListProps<N extends TopologyNode> {
  parts: EntityPart<N>[];
  readings: ReadingsStore;
  /** What to say when there are none. */
  none: string;
  /** The figures of a part. */
  children: (node: N) => ReactNode;
}

/** Resources of an entity: each with its heading, and its figures below. */
export function PartList<N extends TopologyNode>(props: PartListProps<N>) {
  const { parts, readings, none, children } = props;
  const classes = usePartStyles();
  if (parts.length === 0) {
    return <Typography className={classes.note}>{none}</Typography>;
  }
  return (
    <ul className={classes.list}>
      {parts.map(({ node, own }) => (
        <li key={node.id} className={classes.part}>
          <Heading node={node} own={own} readings={readings} />
          {children(node)}
        </li>
      ))}
    </ul>
  );
}

function Heading(props: {
  node: TopologyNode;
  own: boolean;
  readings: ReadingsStore;
}) {
  const { health } = useNodeHealth(props.readings, props.node);
  return <PartHeading {...props} health={health} />;
}
