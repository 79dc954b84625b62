// What the practice HSM answers: a status, headers and JSON; and its refusals in the service's own form (REQ-02).

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A value to send as JSON; without it, `text` and `xml` the answer has no body. */
  readonly body?: unknown;
  /** What is sent as it is and called JSON, whether it is or not. */
  readonly text?: string;
  /** A document to send as it is: storage speaks XML. */
  readonly xml?: string;
}

/** A refusal that the practice HSM sends to its client; it never leaves the server as anything but an answer. */
export class ServiceRefusal extends Error {
  readonly status: number;
  readonly code: string;
  /** What is behind it, where the service tells that. */
  readonly inner: ServiceError | undefined;

  constructor(status: number, code: string, message: string, inner?: ServiceError) {
    super(message);
    this.name = 'ServiceRefusal';
    this.status = status;
    this.code = code;
    this.inner = inner;
  }
}

interface ServiceError {
  readonly code: string;
  readonly message: string;
}

export const ok = (body: unknown): Answer => ({ status: 200, body });

export const badParameter = (message: string): ServiceRefusal => new ServiceRefusal(400, 'BadParameter', message);
/** As the front end of backup and restore calls what it does not accept (recorded). */
export const badRequest = (message: string): ServiceRefusal => new ServiceRefusal(400, 'BadRequest', message);
export const notFound = (code: string, message: string): ServiceRefusal => new ServiceRefusal(404, code, message);
export const conflict = (message: string): ServiceRefusal => new ServiceRefusal(409, 'Conflict', message);

/** The answer that carries a refusal. */
export function refusalAnswer({ status, code, message }: ServiceRefusal): Answer {
  return { status, body: { error: { code, message } } };
}
