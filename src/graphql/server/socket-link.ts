import { CloseCode, type Server as Protocol } from 'graphql-ws';
import type { RawData, WebSocket } from 'ws';
import type { Member } from '#casework/principal.js';
import type { Credentials, TokenSubject } from '#casework/sign-in.js';
import type { Logger } from '#platform/logger.js';
import type { MessageRate } from '../guard/message-rate.js';
import { SocketFeeds } from './socket-feeds.js';

/** What the protocol keeps of a connection beside its own state. */
export interface ProtocolExtra {
  readonly link: SocketLink;
}

/** How long a socket that is to be closed waits for the last words of its operations, and then for its client's. */
const lastWordsMs = 2_000;

export interface LinkSettings {
  readonly protocol: Protocol<ProtocolExtra>;
  readonly logger: Logger;
  /** How often it is pinged; a client that does not answer until the next ping is gone. */
  readonly pingMs: number;
  readonly messages: MessageRate;
  /** Told of what it is closed for. */
  readonly onRefused: (limit: string) => void;
}

/** Where a socket leads, and whence it comes. */
export interface SocketPlace {
  /** The partnership of its address. */
  readonly slug: string;
  /** IP address of the client. */
  readonly address: string;
  /** The session of the browser that opened it, where it brought one. */
  readonly session: Credentials['session'];
  /** Told when somebody has signed in on it. */
  readonly seated: () => void;
}

/** Who signed in on a socket. */
export interface Seated {
  readonly principal: Member;
  readonly subject: TokenSubject;
}

/** "Too many", of messages and of sockets. */
export const tooMany = 4429;

/** One client's socket: who signed in on it, what runs on it, and how it ends. */
export class SocketLink {
  #member: Seated | undefined;
  #open = 0;
  #closed = false;
  #expiry: NodeJS.Timeout | undefined;
  #onIdle: (() => void) | undefined;
  #cut: NodeJS.Timeout | undefined;

  readonly feeds = new SocketFeeds();
  readonly slug: string;
  readonly address: string;
  readonly session: Credentials['session'];

  constructor(
    private readonly socket: WebSocket,
    private readonly place: SocketPlace,
  ) {
    this.slug = place.slug;
    this.address = place.address;
    this.session = place.session;
  }

  /** Undefined until somebody has signed in. */
  get member(): Seated | undefined {
    return this.#member;
  }

  seat({ principal, subject }: Seated): void {
    this.#member = { principal, subject };
    this.place.seated();
  }

  /** Connects the socket to the protocol. Nothing of a fault is told to the client but that there was one. */
  attach(settings: LinkSettings): void {
    const { protocol, logger, pingMs } = settings;
    const { socket } = this;
    const mayGoOn = this.#paced(settings);
    socket.on('ping', mayGoOn);
    const closed = protocol.opened(
      {
        protocol: socket.protocol,
        send: (text) => this.#send(text),
        close: (code = CloseCode.InternalServerError, reason = '') => {
          this.close(code, reason);
        },
        onMessage: (handle) => {
          socket.on('message', (data: RawData) => {
            if (!mayGoOn()) return;
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
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH') settings.onRefused('MESSAGE_BYTES');
      this.#cutLater();
    });
    socket.once('close', (code, reason) => {
      this.#closed = true;
      clearInterval(ping);
      clearTimeout(this.#expiry);
      clearTimeout(this.#cut);
      Promise.all([closed(code, reason.toString()), this.feeds.end()]).catch((error: unknown) => {
        logger.warn({ err: error }, 'a closed WebSocket left something behind');
      });
    });
  }

  /** Counts a message or a ping; false, and closed, when there are too many. */
  #paced({ messages, onRefused }: LinkSettings): () => boolean {
    return () => {
      if (this.socket.readyState !== this.socket.OPEN) return false;
      if (messages.take()) return true;
      onRefused('MESSAGES');
      this.close(tooMany, 'Too many messages');
      return false;
    };
  }

  /** Runs when it is closed; at once when it is already. */
  whenClosed(act: () => void): void {
    if (this.#closed) act();
    else this.socket.once('close', act);
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

  /** Closes it; a client that does not answer to that is cut off. */
  close(code: number, reason: string): void {
    this.socket.close(code, reason);
    this.#cutLater();
  }

  #cutLater(): void {
    if (this.#closed) return;
    this.#cut ??= setTimeout(() => {
      this.socket.terminate();
    }, lastWordsMs);
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

  /** Closes it for good and settles when it is closed. */
  end(code: number, reason: string): Promise<void> {
    return new Promise((resolve) => {
      if (this.#closed) {
        resolve();
        return;
      }
      this.socket.once('close', () => {
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
