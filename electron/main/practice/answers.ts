// What the practice HSM answers: a status, headers and JSON; and its refusals in the service's own form (protocol §5).

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A value to send as JSON; without it and without `xml` the answer has no body. */
  readonly body?: unknown;
  /** A document to send as it is: storage speaks XML. */
  readonly xml?: string;
}

/** A refusal that the practice HSM sends to its client; it never leaves the server as anything but an answer. */
export class ServiceRefusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = 'ServiceRefusal';
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

export const ok = (body: unknown): Answer => ({ status: 200, body });

export const badParameter = (message: string): ServiceRefusal => new ServiceRefusal(400, 'BadParameter', message);
export const notFound = (code: string, message: string): ServiceRefusal => new ServiceRefusal(404, code, message);
export const conflict = (message: string): ServiceRefusal => new ServiceRefusal(409, 'Conflict', message);

/** The answer that carries a refusal. */
export function refusalAnswer(refusal: ServiceRefusal): Answer {
  return {
    status: refusal.status,
    headers: refusal.headers,
    body: { error: { code: refusal.code, message: refusal.message } },
  };
}
