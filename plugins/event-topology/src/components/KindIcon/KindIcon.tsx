import AccountTreeIcon from '@material-ui/icons/AccountTree';
import ArchiveIcon from '@material-ui/icons/Archive';
import AssignmentTurnedInIcon from '@material-ui/icons/AssignmentTurnedIn';
import CallMadeIcon from '@material-ui/icons/CallMade';
import CallSplitIcon from '@material-ui/icons/CallSplit';
import DeviceHubIcon from '@material-ui/icons/DeviceHub';
import DynamicFeedIcon from '@material-ui/icons/DynamicFeed';
import FunctionsIcon from '@material-ui/icons/Functions';
import HttpIcon from '@material-ui/icons/Http';
import InboxIcon from '@material-ui/icons/Inbox';
import InputIcon from '@material-ui/icons/Input';
import LanguageIcon from '@material-ui/icons/Language';
import LinearScaleIcon from '@material-ui/icons/LinearScale';
import MarkunreadMailboxIcon from '@material-ui/icons/MarkunreadMailbox';
import PlayCircleOutlineIcon from '@material-ui/icons/PlayCircleOutline';
import PublicIcon from '@material-ui/icons/Public';
import RssFeedIcon from '@material-ui/icons/RssFeed';
import ScheduleIcon from '@material-ui/icons/Schedule';
import ViewModuleIcon from '@material-ui/icons/ViewModule';
import ViewStreamIcon from '@material-ui/icons/ViewStream';
import WavesIcon from '@material-ui/icons/Waves';
import { NodeKind } from '@ecs-eda/plugin-event-topology-common';
import { ElementType } from 'react';

const ICONS: Record<NodeKind, ElementType> = {
  'event-source': InputIcon,
  'global-endpoint': LanguageIcon,
  'event-bus': DeviceHubIcon,
  archive: ArchiveIcon,
  rule: CallSplitIcon,
  schedule: ScheduleIcon,
  pipe: LinearScaleIcon,
  'api-destination': CallMadeIcon,
  'rest-api': HttpIcon,
  topic: RssFeedIcon,
  queue: DynamicFeedIcon,
  stream: WavesIcon,
  'kafka-topic': ViewStreamIcon,
  broker: InboxIcon,
  'state-machine': AccountTreeIcon,
  activity: AssignmentTurnedInIcon,
  'ecs-service': ViewModuleIcon,
  'task-definition': PlayCircleOutlineIcon,
  function: FunctionsIcon,
  external: PublicIcon,
};

/** @internal */
export interface KindIconProps {
  kind: NodeKind;
  /** A dead-letter queue has a picture of its own. */
  deadLetterQueue?: boolean;
  className?: string;
}

/** The picture of a kind. It is never alone: its name stands beside it. */
export function KindIcon({ kind, deadLetterQueue, className }: KindIconProps) {
  const Icon = deadLetterQueue ? MarkunreadMailboxIcon : ICONS[kind];
  return <Icon className={className} fontSize="inherit" aria-hidden />;
}
