import { AuditorServiceCreateEventOptions } from '@backstage/backend-plugin-api';
import { BasicPermission } from '@backstage/plugin-permission-common';
import { Request, Response } from 'express';
import { Caller } from '../permissions/authorize-caller';

/** One route, with all that must be true before it answers. */
export interface Route {
  method: 'get' | 'post';
  /** As Express writes it: `/v1/entities/:kind/:namespace/:name/topology`. */
  path: string;
  /** What the caller must be allowed to do besides `event-topology.read`. */
  permissions?: BasicPermission[];
  /** The audit event; left out where no cloud data is handed out. */
  audit?: (
    request: Request,
  ) => Promise<Omit<AuditorServiceCreateEventOptions, 'request'>>;
  /** Hands out nothing but what `TopologyViews` has for the caller. */
  answer: (
    request: Request,
    response: Response,
    caller: Caller,
  ) => Promise<void>;
}
