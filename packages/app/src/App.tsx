import { createApp } from '@backstage/frontend-defaults';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { relationGraphModule } from '@ecs-eda/plugin-event-topology';
import { navModule } from './modules/nav';

export default createApp({
  features: [catalogPlugin, navModule, relationGraphModule],
});
