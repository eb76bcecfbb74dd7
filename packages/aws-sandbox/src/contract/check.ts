import { ContractContext } from './contract-context';

/** One behaviour of AWS that the portal or a stamped stack relies on. */
export interface Check {
  /** What is so, as a sentence about the service. */
  behaviour: string;
  run(context: ContractContext): Promise<void>;
}
