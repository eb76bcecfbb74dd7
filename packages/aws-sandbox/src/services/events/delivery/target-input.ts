import { Target } from '@aws-sdk/client-eventbridge';
import { EventEnvelope } from '../routing/event-envelope';
import { valueAtPath } from '../routing/json-path';
import { TransformerSetting, transformInput } from './input-transformer';

/** What a target gets of an event: all of it, a part, a constant or a template filled in. */
export function targetInput(
  target: Target,
  event: EventEnvelope,
  setting: TransformerSetting,
): string {
  if (target.Input !== undefined) {
    return target.Input;
  }
  if (target.InputPath !== undefined) {
    return JSON.stringify(valueAtPath(event, target.InputPath) ?? null);
  }
  if (target.InputTransformer) {
    return transformInput(target.InputTransformer, event, setting);
  }
  return JSON.stringify(event);
}
