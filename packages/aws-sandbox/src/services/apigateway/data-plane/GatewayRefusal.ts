/** API Gateway answers itself, and the integration never hears of the request. */
export class GatewayRefusal extends Error {
  constructor(readonly status: number, message: string) {
    super(message);
    this.name = 'GatewayRefusal';
  }
}
