import { CloseCode, type Server as Protocol } from 'graphql-ws';
import type { RawData, WebSocket } from 'ws';
import type { Member } from '#casework/principal.js';
import type { TokenSubject } from '#casework/sign-in.js';
import type { Logger } from '#platform/logger.js';

/** What the protocol keeps of a connection beside its own state. */
export interface ProtocolExtra {
  readonly link: SocketLink;
}

/** How long a socket that is to be closed waits for the last words of its operations. */
const lastWordsMs = 2_000;

export interface LinkSettings {
  readonly protocol: Protocol<ProtocolExtra>;
  readonly logger: Logger;
  /** How often it is pinged; a client that does not answer until the next ping is gone. */
  readonly pingMs: number;
}

/** One client's socket: who signed in on it, what runs on it, and how it ends. */
export class SocketLink {
  member: { readonly principal: Member; readonly subject: TokenSubject } | undefined;
  #open = 0;
  #closed = false;
  #expiry: NodeJS.Timeout | undefined;
  #onIdle: (() => void) | undefined;

  constructor(
    private readonly socket: WebSocket,
    /** The partnership of its address. */
    readonly slug: string,
  ) {}

  /** Connects the socket to the protocol. Nothing of a fault is told to the client but that there was one. */
  attach({ protocol, logger, pingMs }: LinkSettings): void {
    const { socket } = this;
    const closed = protocol.opened(
      {
        protocol: socket.protocol,
        send: (text) => this.#send(text),
        close: (code = CloseCode.InternalServerError, reason = '') => {
          this.close(code, reason);
        },
        onMessage: (handle) => {
          socket.on('message', (data: RawData) => {
            handle(textOf(data)).catch((error: unknown) => {
              logger.warn({ err: error }, 'a message on a WebSocket could not be handled');
              this.close(CloseCode.InternalServerError, 'Internal server error');
            });
          });
        },
      },
      { link: this },
    );
    const ping = keepAlive(socket, pingMs);
    // What breaks the protocol of WebSockets (a message too large) is closed by ws with its own code.
    socket.on('error', () => undefined);
    socket.once('close', (code, reason) => {
      this.#closed = true;
      clearInterval(ping);
      clearTimeout(this.#expiry);
      closed(code, reason.toString()).catch((error: unknown) => {
        logger.warn({ err: error }, 'a closed WebSocket left something behind');
      });
    });
  }

  get closed(): boolean {
    return this.#closed;
  }

  operationOpened(): void {
    this.#open += 1;
  }

  operationEnded(): void {
    this.#open -= 1;
    if (this.#open === 0) this.#onIdle?.();
  }

  close(code: number, reason: string): void {
    this.socket.close(code, reason);
  }

  /** After so many milliseconds its operations end by themselves, and it closes. */
  expireIn(ms: number): void {
    if (this.#closed) return;
    this.#expiry = setTimeout(() => {
      this.closeSoon(CloseCode.Forbidden, 'Token expired');
    }, ms);
  }

  /** Closes it after the last item of each operation, or without them when they take too long. */
  closeSoon(code: number, reason: string): void {
    const close = () => {
      clearTimeout(timer);
      // The protocol's own `complete` goes out before.
      setImmediate(() => {
        this.close(code, reason);
      });
    };
    const timer = setTimeout(close, lastWordsMs);
    if (this.#open === 0) close();
    else this.#onIdle = close;
  }

  /** Closes it for good and settles when it is closed: a client that does not answer is cut off. */
  end(code: number, reason: string): Promise<void> {
    return new Promise((resolve) => {
      if (this.#closed) {
        resolve();
        return;
      }
      const cut = setTimeout(() => {
        this.socket.terminate();
      }, 2 * lastWordsMs);
      this.socket.once('close', () => {
        clearTimeout(cut);
        resolve();
      });
      this.closeSoon(code, reason);
    });
  }

  /** Settles when the message has left this process: the next one is not made before, so none queue up here. */
  #send(text: string): Promise<void> {
    const { socket } = this;
    return new Promise((resolve) => {
      if (socket.readyState !== socket.OPEN) {
        resolve();
        return;
      }
      socket.send(text, (error) => {
        if (error) socket.terminate();
        resolve();
      });
    });
  }
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString();
  return Buffer.isBuffer(data) ? data.toString() : Buffer.from(data).toString();
}

function keepAlive(socket: WebSocket, pingMs: number): NodeJS.Timeout {
  let answered = true;
  socket.on('pong', () => (answered = true));
  return setInterval(() => {
    if (!answered) {
      socket.terminate();
      return;
    }
    answered = false;
    if (socket.readyState === socket.OPEN) socket.ping();
  }, pingMs);
}
