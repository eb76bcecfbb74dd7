import Link from '@material-ui/core/Link';
import { makeStyles } from '@material-ui/core/styles';
import { TopologyNodeOf } from '@ecs-eda/plugin-event-topology-common';
import { KindIcon } from '../KindIcon';

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  item: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    padding: theme.spacing(0.25, 0),
    fontSize: 14,
  },
  icon: { fontSize: 18, color: theme.palette.textSubtle, display: 'flex' },
  link: { font: 'inherit', fontWeight: 600, textAlign: 'left' },
}));

/** @internal */
export interface TopicListProps {
  topics: TopologyNodeOf<'kafka-topic'>[];
  onOpenNode: (nodeId: string) => void;
}

/** The topics of an MSK cluster: no events flow from it to them, so no line leads there. */
export function TopicList({ topics, onOpenNode }: TopicListProps) {
  const classes = useStyles();
  return (
    <ul className={classes.list}>
      {topics.map(topic => (
        <li key={topic.id} className={classes.item}>
          <span className={classes.icon}>
            <KindIcon kind={topic.kind} />
          </span>
          <Link
            component="button"
            type="button"
            className={classes.link}
            onClick={() => onOpenNode(topic.id)}
          >
            {topic.name}
          </Link>
        </li>
      ))}
    </ul>
  );
}
